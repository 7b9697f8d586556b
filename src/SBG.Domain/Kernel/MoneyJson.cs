using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SBG.Domain.Kernel;

/// <summary>Money as <c>{"amount":"12.34","currency":"CAD"}</c>: the amount is a decimal string, so that no reader makes it a binary float.</summary>
public sealed class MoneyJson : JsonConverter<Money>
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <inheritdoc/>
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("amount", out var amount) && amount.ValueKind == JsonValueKind.String
            && root.TryGetProperty("currency", out var currency) && currency.ValueEquals(Money.Currency)
            && decimal.TryParse(amount.GetString(), Plain, CultureInfo.InvariantCulture, out var dollars))
        {
            return new(dollars);
        }

        throw new JsonException("Money is {\"amount\":\"12.34\",\"currency\":\"CAD\"}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", value.ToString());
        writer.WriteString("currency", Money.Currency);
        writer.WriteEndObject();
    }
}
