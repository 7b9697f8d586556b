using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SBG.Domain.Kernel;

/// <summary>
/// What was answered to one question of an offer: a text, a number, yes or no, several of them. An answer in one's own words is sealed, and says nothing
/// to anyone but the edge.
/// </summary>
[JsonConverter(typeof(OptionValueJson))]
public abstract record OptionValue
{
    private OptionValue()
    {
    }

    /// <summary>A text in clear: one of a closed list, or one of which the offer says that it is nobody's.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator OptionValue(string text) => new Text(text);

    /// <summary>Whether it is a choice, or has it among several: how conditions and paid options read it.</summary>
    /// <param name="choice">The choice; a number as plans write it, <c>true</c> or <c>false</c>.</param>
    public abstract bool Is(string choice);

    /// <summary>Writes it as the JSON value that it is.</summary>
    /// <param name="json">Where to.</param>
    public abstract void WriteTo(Utf8JsonWriter json);

    /// <summary>A text as it is, anything else as JSON.</summary>
    public sealed override string ToString()
    {
        if (this is Text { Value: var text })
        {
            return text;
        }

        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            WriteTo(json);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>A text.</summary>
    /// <param name="Value">In clear.</param>
    public sealed record Text(string Value) : OptionValue
    {
        /// <inheritdoc/>
        public override bool Is(string choice) => Value == choice;

        /// <inheritdoc/>
        public override void WriteTo(Utf8JsonWriter json) => json.WriteStringValue(Value);
    }

    /// <summary>A number.</summary>
    /// <param name="Value">Exact.</param>
    public sealed record Number(decimal Value) : OptionValue
    {
        // One spelling for one number: 1, 1.0 and 1.00 are the same answer.
        private string Plain => Value.ToString("0.############################", CultureInfo.InvariantCulture);

        /// <inheritdoc/>
        public override bool Is(string choice) => Plain == choice;

        /// <inheritdoc/>
        public override void WriteTo(Utf8JsonWriter json) => json.WriteRawValue(Plain);
    }

    /// <summary>Yes or no.</summary>
    /// <param name="Value">Which.</param>
    public sealed record Flag(bool Value) : OptionValue
    {
        /// <inheritdoc/>
        public override bool Is(string choice) => choice == (Value ? "true" : "false");

        /// <inheritdoc/>
        public override void WriteTo(Utf8JsonWriter json) => json.WriteBooleanValue(Value);
    }

    /// <summary>Several answers to one question, in the order in which they were given.</summary>
    /// <param name="Values">Texts, numbers, flags.</param>
    public sealed record Several(ImmutableArray<OptionValue> Values) : OptionValue
    {
        /// <inheritdoc/>
        public override bool Is(string choice) => Values.Any(value => value.Is(choice));

        /// <inheritdoc/>
        public override void WriteTo(Utf8JsonWriter json)
        {
            json.WriteStartArray();
            foreach (var value in Values)
            {
                value.WriteTo(json);
            }

            json.WriteEndArray();
        }

        /// <summary>Compares what is said, in order.</summary>
        /// <param name="other">Another answer.</param>
        public bool Equals(Several? other) => other is not null && Values.SequenceEqual(other.Values);

        /// <inheritdoc/>
        public override int GetHashCode() => Values.Length;
    }

    /// <summary>An answer in one's own words, sealed under the key of the person who gets what is ordered.</summary>
    /// <param name="Value">Ciphertext.</param>
    public sealed record Secret(Sealed<OptionValue> Value) : OptionValue
    {
        /// <inheritdoc/>
        public override bool Is(string choice) => false;

        /// <inheritdoc/>
        public override void WriteTo(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("subject", Value.Subject);
            json.WriteString("ciphertext", Value.Ciphertext);
            json.WriteEndObject();
        }
    }
}

/// <summary>Answers as the JSON values that they are: what was stored when every answer was a text is read as before.</summary>
public sealed class OptionValueJson : JsonConverter<OptionValue>
{
    /// <inheritdoc/>
    public override OptionValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Of(document.RootElement) ?? throw new JsonException("An answer is a text, a number, true, false or an array of them.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, OptionValue value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.WriteTo(writer);
    }

    private static OptionValue? Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => new OptionValue.Text(json.GetString()!),
        JsonValueKind.Number when json.TryGetDecimal(out var number) => new OptionValue.Number(number),
        JsonValueKind.True or JsonValueKind.False => new OptionValue.Flag(json.GetBoolean()),
        JsonValueKind.Array when json.EnumerateArray().Select(Of).ToImmutableArray() is var values && values.All(value => value is not (null or OptionValue.Several or OptionValue.Secret)) =>
            new OptionValue.Several(values!),
        JsonValueKind.Object when json.TryGetProperty("subject", out var subject) && json.TryGetProperty("ciphertext", out var ciphertext) =>
            new OptionValue.Secret(new(subject.GetString()!, ciphertext.GetString()!)),
        _ => null,
    };
}
