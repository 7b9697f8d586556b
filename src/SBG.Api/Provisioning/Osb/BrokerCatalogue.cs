using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SBG.Api.Catalogue.Forms;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Forms;
using Catalogued = SBG.Domain.Catalogue.Connector;

namespace SBG.Api.Provisioning.Osb;

/// <summary>A service plan, as a broker's catalogue tells of it and as an offer takes it over.</summary>
/// <param name="Service">The service offering's id.</param>
/// <param name="Plan">The service plan's id.</param>
/// <param name="Name">The offer's name.</param>
/// <param name="Description">The offer's description.</param>
/// <param name="Form">What the orderer is asked: the schema of the parameters, where a form can be made of it.</param>
/// <param name="Options">In place of a form: the parameters that have a list of values.</param>
/// <param name="Types">The JSON types of those that are no strings.</param>
/// <param name="Unmapped">Parameters that the broker is not told: no list of values describes them, or they are kept sealed.</param>
/// <param name="LongestOperation">How long an operation may take.</param>
/// <param name="IsUpdatable">Whether parameters can be changed.</param>
internal sealed record BrokerPlan(
    string Service,
    string Plan,
    string Name,
    string Description,
    OrderForm? Form,
    ImmutableArray<OfferOption> Options,
    ImmutableSortedDictionary<string, string> Types,
    ImmutableArray<string> Unmapped,
    TimeSpan LongestOperation,
    bool IsUpdatable)
{
    private const string StepKey = "fournir";
    private const int Attempts = 5;

    // What is left of a step's time to take back an instance whose operation took too long.
    private static readonly TimeSpan Mitigation = TimeSpan.FromMinutes(15);

    /// <summary>The step that provides an instance of it.</summary>
    /// <param name="targetId">The broker.</param>
    public PlanStep Step(Guid targetId) => new(
        StepKey, Name, Catalogued.Osb, Attempts, LongestOperation + Mitigation,
        Types.Select(type => KeyValuePair.Create(OsbStep.TypeKey + type.Key, type.Value)).Append(new(OsbStep.ServiceKey, Service)).Append(new(OsbStep.PlanKey, Plan))
            .Append(new(OsbStep.LongestKey, $"{(long)LongestOperation.TotalSeconds}")).ToImmutableSortedDictionary(StringComparer.Ordinal),
        Target: targetId, UpdatedInPlace: IsUpdatable);

    /// <summary>The fingerprint of all that an offer takes over.</summary>
    [JsonIgnore]
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));

    /// <summary>The terms of a new draft.</summary>
    /// <param name="targetId">The broker.</param>
    /// <param name="pricePlanId">What prices it.</param>
    /// <param name="category">Where the catalogue shows it.</param>
    public OfferTerms Draft(Guid targetId, Guid pricePlanId, string category) =>
        new(Name, Description, category, Options, pricePlanId, null, null, [Step(targetId)], Form: Form);

    /// <summary>The terms of a draft that follows the catalogue: what people wrote stays, except the description; other steps stay.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="targetId">The broker.</param>
    public OfferTerms Revise(OfferTerms draft, Guid targetId)
    {
        var step = Step(targetId);
        return draft with
        {
            Description = Description,
            Options = Options,
            Form = Form,
            Plan = [.. draft.Plan.Select(planned => planned.Target == targetId && planned.Settings.GetValueOrDefault(OsbStep.PlanKey) == Plan
                ? planned with { Settings = step.Settings, TimeOut = step.TimeOut, UpdatedInPlace = step.UpdatedInPlace }
                : planned)],
        };
    }
}

/// <summary>Reads the catalogue of a broker (Open Service Broker API 2.17, "Catalog Management").</summary>
internal static partial class BrokerCatalogue
{
    private const int MostPlans = 200;
    private const int MostChoices = 100;
    private const int MostOptions = 30;
    private const int UsualOperationSeconds = 3_600;
    private const int LongestOperationSeconds = 30 * 24 * 3_600;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The plans of a catalogue.</summary>
    /// <param name="catalogue">The answer's body.</param>
    /// <returns>Null: it is none.</returns>
    public static ImmutableArray<BrokerPlan>? Read(JsonElement catalogue)
    {
        if (!catalogue.TryGetProperty("services", out var services) || services.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var plans = new List<BrokerPlan>();
        foreach (var service in services.EnumerateArray())
        {
            if (Text(service, "id") is not { } serviceId || Text(service, "name") is not { } serviceName || !service.TryGetProperty("plans", out var told) || told.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            foreach (var plan in told.EnumerateArray())
            {
                if (Text(plan, "id") is not { } planId || Text(plan, "name") is not { } planName || plans.Count == MostPlans)
                {
                    return null;
                }

                var name = $"{Displayed(service) ?? serviceName} – {Displayed(plan) ?? planName}";
                plans.Add(Of(serviceId, planId, Cut(name, 120), Cut($"{Text(plan, "description")}\n\n{Text(service, "description")}".Trim() is { Length: > 0 } text ? text : name, 4_000), plan));
            }
        }

        return plans.Select(plan => (plan.Service, plan.Plan)).Distinct().Count() == plans.Count ? [.. plans] : null;
    }

    /// <summary>Whether the instances of an offering can be fetched.</summary>
    /// <param name="catalogue">The answer's body.</param>
    /// <param name="service">The service offering's id.</param>
    public static bool CanFetch(JsonElement catalogue, string service) =>
        Member(catalogue, "services") is { ValueKind: JsonValueKind.Array } services
        && services.EnumerateArray().Any(offering => Text(offering, "id") == service && Member(offering, "instances_retrievable") is { ValueKind: JsonValueKind.True });

    private static BrokerPlan Of(string service, string id, string name, string description, JsonElement plan)
    {
        var parameters = Member(plan, "schemas", "service_instance", "create", "parameters");
        var form = parameters is { ValueKind: JsonValueKind.Object } told ? FormOf(told) : null;
        var (options, types, unmapped) = (new List<OfferOption>(), ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal), new List<string>());
        if (form is not null)
        {
            unmapped.AddRange(form.Questions.Where(question => question.IsSealed).Select(question => question.Key));
        }
        else if (parameters is { } schema && Member(schema, "properties") is { ValueKind: JsonValueKind.Object } properties)
        {
            var required = Member(schema, "required") is { ValueKind: JsonValueKind.Array } names ? names.EnumerateArray().Select(key => key.ToString()).ToHashSet() : [];
            foreach (var property in properties.EnumerateObject())
            {
                if (ChoicesOf(property.Value) is { } choices && OptionKey().IsMatch(property.Name) && options.Count < MostOptions)
                {
                    options.Add(new(property.Name, Cut(Text(property.Value, "title") ?? property.Name, 120), choices, required.Contains(property.Name)));
                    if (Text(property.Value, "type") is { } type and ("boolean" or "integer" or "number"))
                    {
                        types[property.Name] = type;
                    }
                }
                else
                {
                    unmapped.Add(property.Name);
                }
            }
        }

        var seconds = Member(plan, "maximum_polling_duration") is { ValueKind: JsonValueKind.Number } most && most.TryGetInt32(out var limit) && limit > 0 ? limit : UsualOperationSeconds;
        return new(
            service, id, name, description, form, [.. options], types.ToImmutable(), [.. unmapped], TimeSpan.FromSeconds(Math.Min(seconds, LongestOperationSeconds)),
            Member(plan, "schemas", "service_instance", "update") is not null);
    }

    // The draft that a catalogue names is an older one as a rule; what forms know of it is the same in all.
    private static OrderForm? FormOf(JsonElement schema)
    {
        var members = JsonNode.Parse(schema.GetRawText())!.AsObject();
        members.Remove("$schema");
        var form = new OrderForm(members.ToJsonString(Plain));
        return (FormRules.Flaw(form) ?? OrderForms.Flaw(form)) is null ? form : null;
    }

    private static ImmutableArray<string>? ChoicesOf(JsonElement property)
    {
        if (Member(property, "enum") is { ValueKind: JsonValueKind.Array } values)
        {
            var choices = values.EnumerateArray().Where(value => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null))
                .Select(value => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()).Distinct().ToImmutableArray();
            return choices.Length is >= 1 and <= MostChoices && choices.Length == values.GetArrayLength() && choices.All(choice => choice.Length is >= 1 and <= 200) ? choices : null;
        }

        return Text(property, "type") == "boolean" ? ["true", "false"] : null;
    }

    private static JsonElement? Member(JsonElement of, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out of))
            {
                return null;
            }
        }

        return of;
    }

    private static string? Text(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    private static string? Displayed(JsonElement of) => Member(of, "metadata") is { } metadata ? Text(metadata, "displayName") : null;

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];

    [GeneratedRegex("^[a-z][a-zA-Z0-9-]{0,39}$")]
    private static partial Regex OptionKey();
}
