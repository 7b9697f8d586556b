using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SBG.Domain.Catalogue.Forms;

/// <summary>
/// What an offer asks whoever orders it: a JSON Schema (draft 2020-12) of the answers, an object whose members are the questions. It is kept to the
/// letter, since the order of its questions is the order in which people see them.
/// </summary>
/// <param name="Schema">JSON.</param>
public sealed record OrderForm(string Schema)
{
    /// <summary>The questions, in the order in which the schema first names them.</summary>
    [JsonIgnore]
    public ImmutableArray<FormQuestion> Questions => field.IsDefault ? field = FormQuestions.Of(Schema) : field;

    /// <summary>The form of a list of options, each chosen from its own list.</summary>
    /// <param name="options">The options.</param>
    public static OrderForm Of(ImmutableArray<OfferOption> options)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", "object");
            json.WriteStartObject("properties");
            foreach (var option in options)
            {
                json.WriteStartObject(option.Key);
                json.WriteString("title", option.Label);
                Write(json, "enum", option.Choices);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            Write(json, "required", options.Where(option => option.Required).Select(option => option.Key));
            json.WriteBoolean("additionalProperties", false);
            json.WriteEndObject();
        }

        return new(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    /// <summary>Compares what is asked, to the letter.</summary>
    /// <param name="other">Another form.</param>
    public bool Equals(OrderForm? other) => other is not null && Schema == other.Schema;

    /// <inheritdoc/>
    public override int GetHashCode() => Schema.GetHashCode(StringComparison.Ordinal);

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}

/// <summary>What the answer to a question is written as.</summary>
public enum AnswerKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A number, whole or not.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>Several answers.</summary>
    Several,
}

/// <summary>One question of an offer.</summary>
/// <param name="Key">Its name in orders.</param>
/// <param name="Title">Its name on screens.</param>
/// <param name="Kind">What its answer is written as.</param>
/// <param name="Choices">The closed list of its answers, as conditions name them; null: there is none.</param>
/// <param name="IsSealed">
/// Whether its answers are kept as personal data. Those in one's own words are: every text that is not of a closed list, unless the question says
/// <c>"x-sealed": false</c>. Any other answer is where it says <c>"x-sealed": true</c>.
/// </param>
public sealed record FormQuestion(string Key, string Title, AnswerKind Kind, ImmutableArray<string>? Choices, bool IsSealed);
