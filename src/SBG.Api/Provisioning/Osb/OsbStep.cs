using System.Globalization;
using System.Text.Json;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;

namespace SBG.Api.Provisioning.Osb;

/// <summary>What a plan's step says of a service instance.</summary>
/// <param name="Service">The service offering's id.</param>
/// <param name="Plan">The service plan's id.</param>
/// <param name="Settings">All settings of the step.</param>
internal sealed record OsbStep(string Service, string Plan, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Setting: the service offering's id.</summary>
    public const string ServiceKey = "service";

    /// <summary>Setting: the service plan's id.</summary>
    public const string PlanKey = "plan";

    /// <summary>Setting: the name of the parameter that tells the quantity; absent: one at a time.</summary>
    public const string QuantityKey = "quantityParameter";

    /// <summary>Setting: how long an operation may take, in seconds; absent: nine tenths of the step's time-out, so that there is time left to take it back.</summary>
    public const string LongestKey = "maximumPollingDuration";

    /// <summary>Settings <c>type.{option}</c>: the JSON type of a parameter, <c>boolean</c>, <c>integer</c> or <c>number</c>; absent: a string.</summary>
    public const string TypeKey = "type.";

    /// <summary>Reads a step.</summary>
    /// <param name="step">The step.</param>
    /// <returns>Null: it does not say enough.</returns>
    public static OsbStep? Of(OrderStep step) =>
        step.Settings.TryGetValue(ServiceKey, out var service) && step.Settings.TryGetValue(PlanKey, out var plan) ? new(service, plan, step.Settings) : null;

    /// <summary>The query by which the broker is helped to find an instance.</summary>
    public string Query => $"service_id={Uri.EscapeDataString(Service)}&plan_id={Uri.EscapeDataString(Plan)}";

    /// <summary>Until when an operation of an attempt may go on.</summary>
    /// <param name="call">The attempt.</param>
    public DateTimeOffset LatestEnd(ConnectorCall call) => call.BeganAt
        + (int.TryParse(Settings.GetValueOrDefault(LongestKey), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : call.Progress.Step.TimeOut * 9 / 10);

    /// <summary>Whether the quantity cannot be told.</summary>
    /// <param name="order">The order.</param>
    public bool LacksQuantity(ProvisioningOrder order) => order.Quantity > 1 && !Settings.ContainsKey(QuantityKey);

    /// <summary>The parameters: the options that the step uses, and the quantity where it is wanted.</summary>
    /// <param name="call">The attempt.</param>
    public SortedDictionary<string, object> Parameters(ConnectorCall call)
    {
        var (order, uses) = (call.Order, call.Progress.Step.Uses);
        var parameters = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var (option, answer) in order.Options.Where(option => (uses?.Contains(option.Key) ?? true) && option.Value is not OptionValue.Secret))
        {
            parameters[option] = answer is OptionValue.Text { Value: var choice }
                ? Typed(choice, Settings.GetValueOrDefault(TypeKey + option))
                : JsonSerializer.SerializeToElement(answer);
        }

        if (Settings.TryGetValue(QuantityKey, out var name))
        {
            parameters[name] = order.Quantity;
        }

        return parameters;
    }

    /// <summary>Whether an instance is what was asked for; parameters that the broker does not tell are not compared.</summary>
    /// <param name="instance">As the broker tells of it.</param>
    /// <param name="call">The step.</param>
    public bool IsHeldBy(JsonElement instance, ConnectorCall call)
    {
        var told = instance.TryGetProperty("parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Object ? parameters : default(JsonElement?);
        return (!instance.TryGetProperty("plan_id", out var plan) || plan.ValueKind != JsonValueKind.String || plan.ValueEquals(Plan))
            && (told is not { } held || Parameters(call).All(wanted =>
                !held.TryGetProperty(wanted.Key, out var value) || JsonElement.DeepEquals(value, JsonSerializer.SerializeToElement(wanted.Value))));
    }

    /// <summary>Where the instance belongs; pseudonymous.</summary>
    /// <param name="call">The attempt.</param>
    /// <param name="platform">The platform's name.</param>
    public static object Context(ConnectorCall call, string platform) =>
        new { platform, client = call.Client, beneficiary = call.Order.BeneficiaryId, request = call.Order.RequestId, order = call.Order.Id };

    /// <summary>The organisation that the broker is told: the client's own id.</summary>
    /// <param name="call">The attempt.</param>
    public static Guid Organisation(ConnectorCall call) => Client.StreamOf(call.Client);

    private static object Typed(string choice, string? type) => type switch
    {
        "boolean" when bool.TryParse(choice, out var flag) => flag,
        "integer" when long.TryParse(choice, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        "number" when decimal.TryParse(choice, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => choice,
    };
}
