using System.Globalization;

namespace SBG.Api.Kernel.Http;

/// <summary>The sentences of field errors.</summary>
internal static class FieldErrors
{
    public static string Below(string pointer, string name) =>
        pointer + "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public static FieldError Missing(string pointer) => new(pointer, "missing", "Ce champ est obligatoire.", "This field is required.");

    public static FieldError Unknown(string pointer) => new(pointer, "unknown", "Ce champ n'existe pas.", "There is no such field.");

    public static FieldError Type(string pointer, string fr, string en) => new(pointer, "type", $"On attend {fr}.", $"Expected {en}.");

    public static FieldError Characters(string pointer) =>
        new(pointer, "characters", "Le texte contient un caractère interdit.", "The text contains a forbidden character.");

    public static FieldError Length(string pointer, int least, int most, string fr, string en) =>
        new(pointer, "length", $"On attend de {least} à {most} {fr}.", $"Expected {least} to {most} {en}.");

    public static FieldError Range(string pointer, decimal least, decimal most)
    {
        var (from, to) = (least.ToString(CultureInfo.InvariantCulture), most.ToString(CultureInfo.InvariantCulture));
        return new(pointer, "range", $"On attend un nombre de {from} à {to}.", $"Expected a number from {from} to {to}.");
    }

    public static FieldError Pattern(string pointer, string pattern) =>
        new(pointer, "pattern", $"Le texte n'a pas la forme attendue : {pattern}", $"The text does not have the expected form: {pattern}");

    public static FieldError OneOf(string pointer, IEnumerable<string> values)
    {
        var list = string.Join(", ", values);
        return new(pointer, "enum", $"On attend une de ces valeurs : {list}.", $"Expected one of: {list}.");
    }

    public static FieldError Format(string pointer, TextForm form) =>
        new(pointer, "format", $"On attend {form.Fr}.", $"Expected {form.En}.");

    public static FieldError Money(string pointer) =>
        new(pointer, "format", "On attend {\"amount\": \"12.34\", \"currency\": \"CAD\"}.", "Expected {\"amount\": \"12.34\", \"currency\": \"CAD\"}.");
}
