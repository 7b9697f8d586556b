using System.Security.Cryptography;
using System.Text.Json;
using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>What a connector is told of a step, in one canonical form: JSON without spaces, members and keys in order. Its fingerprint stands in the events.</summary>
public static class StepPayload
{
    /// <summary>What a step names that looks at how many are ordered.</summary>
    public const string Quantity = "quantity";

    /// <summary>The fingerprint: SHA-256, 64 hexadecimal digits in lower case.</summary>
    /// <param name="order">The order.</param>
    /// <param name="step">Its step.</param>
    public static string HashOf(ProvisioningOrder order, OrderStep step) => Convert.ToHexStringLower(SHA256.HashData(Of(order, step)));

    /// <summary>
    /// The payload: order, step, beneficiary, settings, and of quantity and options what the step uses. Sealed answers are for steps that name them only;
    /// their fingerprint is that of what is stored.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="step">Its step.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Of(ProvisioningOrder order, OrderStep step)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(step);
        using var bytes = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("beneficiary", order.BeneficiaryId);
            Write(json, "options", order.Options.Where(option => IsUsed(step, option.Key) && (option.Value is not OptionValue.Secret || step.Uses is not null)));
            json.WriteString("order", order.Id);
            if (IsUsed(step, Quantity))
            {
                json.WriteNumber("quantity", order.Quantity);
            }

            Write(json, "settings", step.Settings.Select(setting => KeyValuePair.Create(setting.Key, (OptionValue)setting.Value)));
            json.WriteString("step", step.Key);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static bool IsUsed(OrderStep step, string input) => step.Uses?.Contains(input) ?? true;

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, OptionValue>> members)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(key);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
