using System.Text;
using System.Text.Json;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue.Forms;

/// <summary>
/// What a form must be: small, self-contained, made of keywords that are known, with questions whose answers an order can hold. Whether it is a JSON Schema
/// in every detail is told by the edge, which has the library.
/// </summary>
public static class FormRules
{
    /// <summary>The form has too many characters, levels or questions.</summary>
    public static readonly Refusal TooLarge = new("catalogue/form-too-large");

    /// <summary>The form is not a schema of draft 2020-12, or not one of an object.</summary>
    public static readonly Refusal NotASchema = new("catalogue/form-not-a-schema");

    /// <summary>A keyword that forms do not have; a misspelt one would silently restrict nothing.</summary>
    public static readonly Refusal UnknownKeyword = new("catalogue/form-unknown-keyword");

    /// <summary>A reference leads out of the form, nowhere, or in a circle.</summary>
    public static readonly Refusal BadReference = new("catalogue/form-bad-reference");

    /// <summary>A pattern cannot be read, or needs backtracking.</summary>
    public static readonly Refusal BadPattern = new("catalogue/form-bad-pattern");

    /// <summary>A question's name cannot be one, or its answer is neither text nor number, yes or no, or several of them.</summary>
    public static readonly Refusal BadQuestion = new("catalogue/form-bad-question");

    /// <summary>The most bytes of a form in UTF-8.</summary>
    public const int MostBytes = 32 * 1024;

    /// <summary>The deepest nesting of a form.</summary>
    public const int MostDepth = 16;

    /// <summary>The most parts of a form, each counted as often as references lead to it.</summary>
    public const int MostParts = 2000;

    /// <summary>The most questions of a form.</summary>
    public const int MostQuestions = 60;

    private const string Draft = "https://json-schema.org/draft/2020-12/schema";

    private static readonly string[] OfSchema = ["additionalProperties", "unevaluatedProperties", "not", "if", "then", "else", "items"];
    private static readonly string[] OfSchemas = ["allOf", "anyOf", "oneOf"];
    private static readonly string[] OfNamedSchemas = ["$defs", "properties", "dependentSchemas"];

    private static readonly string[] OfValue =
    [
        "$schema", "$comment", "$ref", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "type", "enum", "const", "required",
        "dependentRequired", "minProperties", "maxProperties", "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems",
    ];

    /// <summary>What is wrong with a form.</summary>
    /// <param name="form">The form.</param>
    public static Refusal? Flaw(OrderForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (Encoding.UTF8.GetByteCount(form.Schema) > MostBytes)
        {
            return TooLarge.With("most", MostBytes);
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(form.Schema, new() { AllowDuplicateProperties = false, MaxDepth = MostDepth });
        }
        catch (JsonException)
        {
            return NotASchema.With("pointer", "/");
        }

        using (document)
        {
            return Flaw(document.RootElement, document.RootElement, string.Empty)
                ?? (IsOfAnObject(document.RootElement) ? null : NotASchema.With("pointer", "/type"))
                ?? References(document.RootElement)
                ?? Questions(form);
        }
    }

    private static bool IsOfAnObject(JsonElement root) => root.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("object");

    private static Refusal? Flaw(JsonElement schema, JsonElement root, string pointer)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False && pointer.Length > 0)
        {
            return null;
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            return NotASchema.With("pointer", At(pointer));
        }

        return schema.EnumerateObject().Select(keyword => Flaw(keyword, root, pointer + "/" + keyword.Name)).FirstOrDefault(flaw => flaw is not null);
    }

    private static Refusal? Flaw(JsonProperty keyword, JsonElement root, string pointer) => keyword switch
    {
        { Name: ['x', '-', ..] } => null,
        { Name: var name } when OfSchema.Contains(name) => Flaw(keyword.Value, root, pointer),
        { Name: var name } when OfValue.Contains(name) => Value(keyword, pointer, root),
        { Name: var name, Value.ValueKind: JsonValueKind.Array } when OfSchemas.Contains(name) =>
            First(keyword.Value.EnumerateArray().Select((part, i) => (FormattableString.Invariant($"{i}"), part)), root, pointer),
        { Name: var name, Value.ValueKind: JsonValueKind.Object } when OfNamedSchemas.Contains(name) =>
            First(keyword.Value.EnumerateObject().Select(part => (part.Name, part.Value)), root, pointer),
        { Name: var name } when OfSchemas.Contains(name) || OfNamedSchemas.Contains(name) => NotASchema.With("pointer", pointer),
        _ => UnknownKeyword.With("keyword", keyword.Name).With("pointer", pointer),
    };

    private static Refusal? First(IEnumerable<(string Name, JsonElement Schema)> parts, JsonElement root, string pointer) =>
        parts.Select(part => Flaw(part.Schema, root, pointer + "/" + part.Name)).FirstOrDefault(flaw => flaw is not null);

    private static Refusal? Value(JsonProperty keyword, string pointer, JsonElement root) => keyword.Name switch
    {
        "$schema" => keyword.Value.ValueKind == JsonValueKind.String && keyword.Value.ValueEquals(Draft) ? null : NotASchema.With("pointer", pointer),
        "pattern" => keyword.Value.ValueKind == JsonValueKind.String && FormPattern.Compile(keyword.Value.GetString()!) is not null ? null : BadPattern.With("pointer", pointer),
        "$ref" => keyword.Value.ValueKind == JsonValueKind.String
            && keyword.Value.GetString() is { } reference && reference.StartsWith("#/$defs/", StringComparison.Ordinal)
            && root.TryGetProperty("$defs", out var defs) && defs.ValueKind == JsonValueKind.Object && defs.TryGetProperty(reference["#/$defs/".Length..], out _)
            ? null
            : BadReference.With("pointer", pointer),
        _ => null,
    };

    // A definition that uses itself, at once or through others, would be a question without end.
    private static Refusal? References(JsonElement root)
    {
        if (!root.TryGetProperty("$defs", out var defs))
        {
            return null;
        }

        var uses = defs.EnumerateObject().ToDictionary(def => def.Name, def => Used(def.Value).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        while (uses.FirstOrDefault(def => def.Value.Count == 0).Key is { } free)
        {
            uses.Remove(free);
            foreach (var others in uses.Values)
            {
                others.Remove(free);
            }
        }

        return uses.Keys.FirstOrDefault() is { } circle ? BadReference.With("pointer", "/$defs/" + circle)
            : Weight(root, defs, []) > MostParts ? TooLarge.With("most", MostParts)
            : null;
    }

    // How many parts there are to look at once every reference is followed: a few definitions that use each other twice are millions.
    private static long Weight(JsonElement schema, JsonElement defs, Dictionary<string, long> known) => schema.ValueKind switch
    {
        JsonValueKind.Object => 1 + (FormQuestions.Reference(schema) is { } name ? WeightOf(name, defs, known) : 0)
            + schema.EnumerateObject().Where(member => member.Name != "$defs").Sum(member => Weight(member.Value, defs, known)),
        JsonValueKind.Array => schema.EnumerateArray().Sum(part => Weight(part, defs, known)),
        _ => 0,
    };

    private static long WeightOf(string name, JsonElement defs, Dictionary<string, long> known) =>
        known.TryGetValue(name, out var weight) ? weight : known[name] = Math.Min(Weight(defs.GetProperty(name), defs, known), MostParts + 1L);

    private static IEnumerable<string> Used(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => (FormQuestions.Reference(schema) is { } name ? [name] : Enumerable.Empty<string>()).Concat(schema.EnumerateObject().Where(member => member.Name != "$ref").SelectMany(member => Used(member.Value))),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(Used),
        _ => [],
    };

    private static Refusal? Questions(OrderForm form)
    {
        if (form.Questions.Length > MostQuestions)
        {
            return TooLarge.With("most", MostQuestions);
        }

        using var document = JsonDocument.Parse(form.Schema);
        return form.Questions.FirstOrDefault(question => !IsName(question.Key)) is { } misnamed ? BadQuestion.With("pointer", "/properties/" + misnamed.Key)
            : Nested(document.RootElement, isRoot: true) is { } nested ? BadQuestion.With("pointer", nested)
            : null;
    }

    private static bool IsName(string key) =>
        key.Length is > 0 and <= 40 && char.IsAsciiLetter(key[0]) && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && key != PlanRules.Quantity;

    // An answer is flat: only the form itself is an object, and a list holds no list.
    private static string? Nested(JsonElement schema, bool isRoot)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var member in schema.EnumerateObject())
        {
            var found = member.Name switch
            {
                "properties" when !isRoot => "/properties",
                "type" when !isRoot && member.Value.ToString().Contains("object", StringComparison.Ordinal) => "/type",
                "properties" or "$defs" => member.Value.EnumerateObject().Select(part => Nested(part.Value, false) is { } below ? $"/{part.Name}{below}" : null).FirstOrDefault(below => below is not null),
                "items" => Nested(member.Value, false) ?? (member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("items", out _) ? "/items" : null),
                "dependentSchemas" => member.Value.EnumerateObject().Select(part => Nested(part.Value, isRoot)).FirstOrDefault(below => below is not null),
                "allOf" or "anyOf" or "oneOf" => member.Value.EnumerateArray().Select(part => Nested(part, isRoot)).FirstOrDefault(below => below is not null),
                "if" or "then" or "else" or "not" => Nested(member.Value, isRoot),
                _ => null,
            };
            if (found is not null)
            {
                return found == "/" + member.Name ? found : "/" + member.Name + found;
            }
        }

        return null;
    }

    private static string At(string pointer) => pointer.Length == 0 ? "/" : pointer;
}
