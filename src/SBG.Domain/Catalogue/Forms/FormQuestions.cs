using System.Collections.Immutable;
using System.Text.Json;

namespace SBG.Domain.Catalogue.Forms;

/// <summary>
/// Reads the questions of a form. What is asked under a condition only is a question too, but whether its answers are of a closed list can be told from
/// the form's own <c>properties</c> only: a branch that does not apply restricts nothing.
/// </summary>
internal static class FormQuestions
{
    /// <summary>The extension by which a question says whether its answers are kept as personal data.</summary>
    public const string Sealed = "x-sealed";

    /// <summary>The questions of a schema that <see cref="FormRules"/> accepts.</summary>
    /// <param name="schema">JSON.</param>
    public static ImmutableArray<FormQuestion> Of(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        var root = document.RootElement;
        var keys = new List<(string Key, JsonElement Asked, bool Always)>();
        Gather(root, root, always: true, keys, 0);
        return
        [
            .. from asked in keys
               group asked by asked.Key into mentions
               let always = mentions.Where(mention => mention.Always).Select(mention => Resolve(mention.Asked, root)).ToArray()
               select Question(mentions.Key, always, [.. mentions.Select(mention => Resolve(mention.Asked, root))]),
        ];
    }

    /// <summary>The schema that a local reference names, the schema itself where it is none.</summary>
    /// <param name="schema">A schema within the form.</param>
    /// <param name="root">The form.</param>
    public static JsonElement Resolve(JsonElement schema, JsonElement root)
    {
        for (var hops = 0; hops < FormRules.MostDepth && Reference(schema) is { } name; hops++)
        {
            schema = root.GetProperty("$defs").GetProperty(name);
        }

        return schema;
    }

    /// <summary>The definition that a reference names; null: it is none.</summary>
    /// <param name="schema">A schema within the form.</param>
    public static string? Reference(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference) ? reference.GetString()!["#/$defs/".Length..] : null;

    private static void Gather(JsonElement schema, JsonElement root, bool always, List<(string Key, JsonElement Asked, bool Always)> keys, int depth)
    {
        schema = Resolve(schema, root);
        if (schema.ValueKind != JsonValueKind.Object || depth > FormRules.MostDepth)
        {
            return;
        }

        foreach (var member in schema.EnumerateObject())
        {
            switch (member.Name)
            {
                case "properties":
                    keys.AddRange(member.Value.EnumerateObject().Select(question => (question.Name, question.Value, always)));
                    break;
                case "allOf":
                    Each(member.Value.EnumerateArray(), always);
                    break;
                case "anyOf" or "oneOf":
                    Each(member.Value.EnumerateArray(), false);
                    break;
                case "if" or "then" or "else" or "not":
                    Gather(member.Value, root, false, keys, depth + 1);
                    break;
                case "dependentSchemas":
                    Each(member.Value.EnumerateObject().Select(dependent => dependent.Value), false);
                    break;
            }
        }

        void Each(IEnumerable<JsonElement> parts, bool apply)
        {
            foreach (var part in parts)
            {
                Gather(part, root, apply, keys, depth + 1);
            }
        }
    }

    private static FormQuestion Question(string key, JsonElement[] always, JsonElement[] mentions)
    {
        var kind = mentions.Select(KindOf).FirstOrDefault(kind => kind is not null) ?? AnswerKind.Text;
        var choices = always.Select(ChoicesOf).FirstOrDefault(choices => choices is not null);
        var told = mentions.Select(mention => Member(mention, Sealed)).Where(flag => flag.ValueKind is JsonValueKind.True or JsonValueKind.False).ToArray();
        var title = mentions.Select(mention => Member(mention, "title")).FirstOrDefault(text => text.ValueKind == JsonValueKind.String);
        var isOpen = choices is null && always.All(asked => Member(asked, "type") is var type && !type.IsText("number") && !type.IsText("integer"));
        return new(
            key,
            title.ValueKind == JsonValueKind.String ? title.GetString()! : key,
            kind,
            choices,
            told.Any(flag => flag.ValueKind == JsonValueKind.True) || (isOpen && told.Length == 0));
    }

    private static AnswerKind? KindOf(JsonElement asked)
    {
        var type = Member(asked, "type");
        return type switch
        {
            { ValueKind: JsonValueKind.String } => type.GetString() switch
            {
                "array" => AnswerKind.Several,
                "number" or "integer" => AnswerKind.Number,
                "boolean" => AnswerKind.Flag,
                _ => AnswerKind.Text,
            },
            _ when Listed(asked) is [{ ValueKind: JsonValueKind.Number }, ..] => AnswerKind.Number,
            _ when Listed(asked) is [{ ValueKind: JsonValueKind.True or JsonValueKind.False }, ..] => AnswerKind.Flag,
            _ when Member(asked, "items").ValueKind == JsonValueKind.Object => AnswerKind.Several,
            _ => null,
        };
    }

    private static ImmutableArray<string>? ChoicesOf(JsonElement asked) =>
        Listed(asked) is { Length: > 0 } listed ? [.. listed.Select(Plain)]
        : Member(asked, "type").IsText("boolean") ? ["true", "false"]
        : Member(asked, "type").IsText("array") && Listed(Member(asked, "items")) is { Length: > 0 } items ? [.. items.Select(Plain)]
        : null;

    private static JsonElement[] Listed(JsonElement asked) =>
        Member(asked, "enum") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()]
        : Member(asked, "const") is { ValueKind: not JsonValueKind.Undefined } only ? [only]
        : [];

    private static string Plain(JsonElement choice) => choice.ValueKind == JsonValueKind.String ? choice.GetString()! : choice.GetRawText();

    private static JsonElement Member(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var member) ? member : default;

    private static bool IsText(this JsonElement json, string text) => json.ValueKind == JsonValueKind.String && json.ValueEquals(text);
}
