using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using SBG.Domain.Kernel;

namespace SBG.Api.Kernel.Http;

/// <content>Texts, numbers, flags and amounts.</content>
public abstract partial class BodyContract
{
    private sealed class TextContract(int least, int most, Regex? pattern, HashSet<string>? oneOf, TextForm? form) : BodyContract
    {
        private protected override void Write(OpenApiSchema schema, OpenApiDocument document)
        {
            if (oneOf is null && form is null)
            {
                (schema.MinLength, schema.MaxLength, schema.Pattern) = (least == 0 ? null : least, most, pattern?.ToString());
            }
        }

        private protected override void Check(JsonElement value, string pointer, List<FieldError> errors)
        {
            if (value.ValueKind != JsonValueKind.String)
            {
                errors.Add(FieldErrors.Type(pointer, "une chaîne", "a string"));
                return;
            }

            // An unpaired surrogate escape cannot be read as text.
            string text;
            try
            {
                text = value.GetString()!;
            }
            catch (InvalidOperationException)
            {
                errors.Add(FieldErrors.Characters(pointer));
                return;
            }

            if (text.Contains('\0', StringComparison.Ordinal))
            {
                errors.Add(FieldErrors.Characters(pointer));
            }
            else if (oneOf is not null && !oneOf.Contains(text))
            {
                errors.Add(FieldErrors.OneOf(pointer, oneOf));
            }
            else if (text.Length < least || text.Length > most || (least > 0 && string.IsNullOrWhiteSpace(text)))
            {
                errors.Add(FieldErrors.Length(pointer, least, most, "caractères", "characters"));
            }
            else if (form is not null && !form.Accepts(text))
            {
                errors.Add(FieldErrors.Format(pointer, form));
            }
            else if (pattern is not null && !(pattern.Match(text) is { Success: true } match && match.Length == text.Length)) // the dollar also matches before a last line feed
            {
                errors.Add(FieldErrors.Pattern(pointer, pattern.ToString()));
            }
        }
    }

    private sealed class NumberContract(bool whole, decimal least, decimal most) : BodyContract
    {
        private protected override void Write(OpenApiSchema schema, OpenApiDocument document) =>
            (schema.Minimum, schema.Maximum) = (least.ToString(CultureInfo.InvariantCulture), most.ToString(CultureInfo.InvariantCulture));

        private protected override void Check(JsonElement value, string pointer, List<FieldError> errors)
        {
            if (value.ValueKind != JsonValueKind.Number)
            {
                errors.Add(FieldErrors.Type(pointer, whole ? "un nombre entier" : "un nombre", whole ? "a whole number" : "a number"));
            }
            else if (!value.TryGetDecimal(out var number) || number < least || number > most)
            {
                errors.Add(FieldErrors.Range(pointer, least, most));
            }
            else if (whole && !value.TryGetInt64(out _))
            {
                errors.Add(FieldErrors.Type(pointer, "un nombre entier", "a whole number"));
            }
        }
    }

    private sealed class FlagContract : BodyContract
    {
        private protected override void Check(JsonElement value, string pointer, List<FieldError> errors)
        {
            if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                errors.Add(FieldErrors.Type(pointer, "true ou false", "true or false"));
            }
        }
    }

    private sealed partial class MoneyContract : BodyContract
    {
        private protected override void Check(JsonElement value, string pointer, List<FieldError> errors)
        {
            if (value.ValueKind != JsonValueKind.Object
                || value.EnumerateObject().Count() != 2
                || !value.TryGetProperty("amount", out var amount) || amount.ValueKind != JsonValueKind.String || !Amount().IsMatch(amount.GetString()!)
                || !value.TryGetProperty("currency", out var currency) || currency.ValueKind != JsonValueKind.String || !currency.ValueEquals(Money.Currency))
            {
                errors.Add(FieldErrors.Money(pointer));
            }
        }

        [GeneratedRegex(@"^-?[0-9]{1,12}(\.[0-9]{1,6})?\z", RegexOptions.CultureInvariant)]
        private static partial Regex Amount();
    }
}
