using System.Globalization;
using System.Text.Json;
using Json.Schema;
using SBG.Api.Kernel.Http;

namespace SBG.Api.Catalogue.Forms;

/// <summary>Tells what is wrong with answers in the contract's codes and sentences, from what each failed keyword demanded.</summary>
internal static class FormErrors
{
    private const int MostListed = 30;

    private static readonly Dictionary<string, (string Fr, string En)> Forms = new(StringComparer.Ordinal)
    {
        ["date"] = ("une date, p. ex. 2026-11-23", "a date, e.g. 2026-11-23"),
        ["time"] = ("une heure avec décalage, p. ex. 14:30:00Z", "a time with its offset, e.g. 14:30:00Z"),
        ["date-time"] = ("un instant RFC 3339, p. ex. 2026-11-23T14:30:00Z", "an RFC 3339 instant, e.g. 2026-11-23T14:30:00Z"),
        ["duration"] = ("une durée ISO 8601, p. ex. P2W", "an ISO 8601 duration, e.g. P2W"),
        ["email"] = ("une adresse de courriel", "an e-mail address"),
        ["uri"] = ("une adresse web", "a URI"),
        ["uuid"] = ("un UUID", "a UUID"),
        ["ipv4"] = ("une adresse IPv4", "an IPv4 address"),
        ["ipv6"] = ("une adresse IPv6", "an IPv6 address"),
        ["hostname"] = ("un nom d'hôte", "a host name"),
    };

    private static readonly Dictionary<string, (string Fr, string En)> Types = new(StringComparer.Ordinal)
    {
        ["string"] = ("une chaîne", "a string"),
        ["number"] = ("un nombre", "a number"),
        ["integer"] = ("un nombre entier", "a whole number"),
        ["boolean"] = ("true ou false", "true or false"),
        ["array"] = ("un tableau", "an array"),
        ["object"] = ("un objet", "an object"),
        ["null"] = ("null", "null"),
    };

    /// <summary>Tells all errors of a judgement.</summary>
    /// <param name="judged">What the library says.</param>
    /// <param name="answers">What was judged.</param>
    /// <param name="errors">Where they go.</param>
    public static void Tell(EvaluationResults judged, JsonElement answers, List<FieldError> errors)
    {
        if (judged.IsValid)
        {
            return;
        }

        var before = errors.Count;
        var pointer = judged.InstanceLocation.ToString();
        foreach (var (keyword, demand) in judged.Errors ?? [])
        {
            errors.AddRange(Of(keyword, demand, pointer, judged.InstanceLocation.Evaluate(answers)));
        }

        foreach (var part in (judged.Details ?? []).Where(part => !part.IsValid && IsDemanded(judged, part)))
        {
            Tell(part, answers, errors);
        }

        // One of several alternatives, or the contrary of something: there is no single member to blame.
        if (errors.Count == before)
        {
            errors.Add(new(pointer, "combination", "Ces réponses ne vont pas ensemble.", "These answers do not go together."));
        }
    }

    // What a condition, a negation or one of several alternatives says is no demand of its own.
    private static bool IsDemanded(EvaluationResults whole, EvaluationResults part)
    {
        var (above, below) = (whole.EvaluationPath.ToString(), part.EvaluationPath.ToString());
        var keyword = below[Math.Min(above.Length, below.Length)..].TrimStart('/').Split('/')[0];
        return keyword is not ("if" or "not" or "anyOf" or "oneOf");
    }

    private static FieldError[] Of(string keyword, string demand, string pointer, JsonElement? answer)
    {
        if (keyword.Length == 0)
        {
            return [new(pointer, "unknown", "Rien n'est demandé ici avec les autres réponses.", "Nothing is asked here with the other answers.")];
        }

        if (keyword is not ("type" or "enum" or "const" or "required" or "dependentRequired" or "minLength" or "maxLength" or "format" or "pattern" or "minimum" or "maximum"
            or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" or "minItems" or "maxItems" or "uniqueItems" or "minProperties" or "maxProperties"))
        {
            return [];
        }

        using var told = JsonDocument.Parse(demand);
        var wanted = told.RootElement;
        return keyword switch
        {
            "required" => Missing(wanted.EnumerateArray(), pointer, answer),
            "dependentRequired" => Missing(
                wanted.EnumerateObject().Where(given => answer?.TryGetProperty(given.Name, out _) is true).SelectMany(given => given.Value.EnumerateArray()), pointer, answer),
            "type" => [Type(wanted, pointer)],
            "enum" => [FieldErrors.OneOf(pointer, wanted.EnumerateArray().Take(MostListed).Select(Plain))],
            "const" => [FieldErrors.OneOf(pointer, [Plain(wanted)])],
            "pattern" => [FieldErrors.Pattern(pointer, wanted.GetString()!)],
            "format" => [Format(wanted.GetString()!, pointer)],
            "uniqueItems" => [new(pointer, "unique", "Chaque réponse ne se donne qu'une fois.", "Each answer is given once.")],
            "minLength" => [new(pointer, "length", $"On attend au moins {Plain(wanted)} caractères.", $"Expected {Plain(wanted)} characters or more.")],
            "maxLength" => [new(pointer, "length", $"On attend au plus {Plain(wanted)} caractères.", $"Expected {Plain(wanted)} characters or fewer.")],
            "minItems" or "minProperties" => [new(pointer, "length", $"On attend au moins {Plain(wanted)} réponses.", $"Expected {Plain(wanted)} answers or more.")],
            "maxItems" or "maxProperties" => [new(pointer, "length", $"On attend au plus {Plain(wanted)} réponses.", $"Expected {Plain(wanted)} answers or fewer.")],
            "minimum" => [new(pointer, "range", $"On attend au moins {Plain(wanted)}.", $"Expected {Plain(wanted)} or more.")],
            "maximum" => [new(pointer, "range", $"On attend au plus {Plain(wanted)}.", $"Expected {Plain(wanted)} or less.")],
            "exclusiveMinimum" => [new(pointer, "range", $"On attend plus de {Plain(wanted)}.", $"Expected more than {Plain(wanted)}.")],
            "exclusiveMaximum" => [new(pointer, "range", $"On attend moins de {Plain(wanted)}.", $"Expected less than {Plain(wanted)}.")],
            _ => [new(pointer, "range", $"On attend un multiple de {Plain(wanted)}.", $"Expected a multiple of {Plain(wanted)}.")],
        };
    }

    private static FieldError[] Missing(IEnumerable<JsonElement> names, string pointer, JsonElement? answer) =>
        [.. names.Select(name => name.GetString()!).Distinct().Where(name => answer?.TryGetProperty(name, out _) is not true).Select(name => FieldErrors.Missing(FieldErrors.Below(pointer, name)))];

    private static FieldError Type(JsonElement wanted, string pointer)
    {
        var names = wanted.ValueKind == JsonValueKind.Array ? wanted.EnumerateArray().Select(name => name.GetString()!).ToArray() : [wanted.GetString()!];
        return FieldErrors.Type(pointer, string.Join(" ou ", names.Select(name => Types[name].Fr)), string.Join(" or ", names.Select(name => Types[name].En)));
    }

    private static FieldError Format(string name, string pointer)
    {
        var (fr, en) = Forms.GetValueOrDefault(name, ($"la forme « {name} »", $"the format '{name}'"));
        return new(pointer, "format", $"On attend {fr}.", $"Expected {en}.");
    }

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };
}
