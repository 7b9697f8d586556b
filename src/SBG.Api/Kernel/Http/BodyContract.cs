using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.OpenApi;
using SBG.Domain.Kernel;

namespace SBG.Api.Kernel.Http;

/// <summary>
/// What a body may be, compiled once per type from its JSON contract and its data annotations, the same that the OpenAPI
/// document shows. Checks a whole body and tells all errors at once.
/// </summary>
public abstract partial class BodyContract
{
    /// <summary>The longest string where nothing else is said.</summary>
    public const int DefaultMaxLength = 200;

    /// <summary>The most items of an array or members of a dictionary where nothing else is said.</summary>
    public const int DefaultMaxItems = 1000;

    private static readonly ConcurrentDictionary<Type, BodyContract> Compiled = new();

    /// <summary>The contract of a body type.</summary>
    /// <param name="type">The record that the endpoint takes.</param>
    public static BodyContract Of(Type type) => Compiled.GetOrAdd(type, static t => Compile(t, []));

    /// <summary>All that is wrong with a body.</summary>
    /// <param name="body">The parsed body.</param>
    public IReadOnlyList<FieldError> Check(JsonElement body)
    {
        var errors = new List<FieldError>();
        Check(body, string.Empty, errors);
        return errors;
    }

    /// <summary>Writes the limits into the body's schema, so that the document says what the code checks.</summary>
    /// <param name="schema">The schema, or a reference to it.</param>
    /// <param name="document">The document that resolves references.</param>
    public void Describe(IOpenApiSchema schema, OpenApiDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        // One that can be null is "a reference or null".
        schema = schema is OpenApiSchema { AnyOf: [OpenApiSchemaReference of, ..] } ? of : schema;
        if ((schema as OpenApiSchema ?? (schema is OpenApiSchemaReference { Reference.Id: { } id } ? document.Components?.Schemas?[id] as OpenApiSchema : null)) is { } written)
        {
            Write(written, document);
        }
    }

    private protected abstract void Check(JsonElement value, string pointer, List<FieldError> errors);

    private protected virtual void Write(OpenApiSchema schema, OpenApiDocument document)
    {
    }

    private static BodyContract Compile(Type type, IReadOnlyList<Attribute> attributes)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(Money))
        {
            return new MoneyContract();
        }

        if (type.IsEnum)
        {
            return new TextContract(1, 60, null, Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName).ToHashSet(StringComparer.Ordinal), null);
        }

        if (TextForms.Of(type) is { } form)
        {
            return new TextContract(0, 60, null, null, form);
        }

        if (type == typeof(string))
        {
            var length = attributes.OfType<StringLengthAttribute>().FirstOrDefault();
            var pattern = attributes.OfType<RegularExpressionAttribute>().FirstOrDefault();
            return new TextContract(
                length?.MinimumLength ?? 0,
                length?.MaximumLength ?? DefaultMaxLength,
                pattern is null ? null : new Regex(pattern.Pattern, RegexOptions.CultureInvariant | RegexOptions.Compiled, TimeSpan.FromMilliseconds(100)),
                null,
                null);
        }

        if (type == typeof(bool))
        {
            return new FlagContract();
        }

        if (type == typeof(int) || type == typeof(long) || type == typeof(decimal))
        {
            var range = attributes.OfType<RangeAttribute>().FirstOrDefault();
            return new NumberContract(
                type != typeof(decimal),
                range is null ? (type == typeof(int) ? int.MinValue : -1e15m) : Convert.ToDecimal(range.Minimum, CultureInfo.InvariantCulture),
                range is null ? (type == typeof(int) ? int.MaxValue : 1e15m) : Convert.ToDecimal(range.Maximum, CultureInfo.InvariantCulture));
        }

        var info = ApiJson.Options.GetTypeInfo(type);
        var most = attributes.OfType<MaxLengthAttribute>().FirstOrDefault()?.Length ?? DefaultMaxItems;
        var least = attributes.OfType<MinLengthAttribute>().FirstOrDefault()?.Length ?? 0;
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => new ArrayContract(Compile(info.ElementType!, []), least, most),
            JsonTypeInfoKind.Dictionary => new MapContract(Compile(info.ElementType!, []), most),
            JsonTypeInfoKind.Object => new ObjectContract([.. info.Properties.Select(property => MemberOf(type, property))]),
            _ => throw new InvalidOperationException($"A body cannot contain {type}."),
        };
    }

    private static Member MemberOf(Type owner, JsonPropertyInfo property)
    {
        var attributes = new List<Attribute>();
        var member = property.AttributeProvider as PropertyInfo;
        if (member is not null)
        {
            attributes.AddRange(member.GetCustomAttributes());
            var parameter = owner.GetConstructors().SelectMany(constructor => constructor.GetParameters()).FirstOrDefault(p => p.Name == member.Name);
            attributes.AddRange(parameter?.GetCustomAttributes() ?? []);
        }

        return new(property.Name, property.IsRequired, property.IsSetNullable, Compile(property.PropertyType, attributes));
    }

    private sealed record Member(string Name, bool Required, bool Nullable, BodyContract Contract);

    private sealed class ObjectContract(Member[] members) : BodyContract
    {
        private readonly Dictionary<string, Member> _byName = members.ToDictionary(member => member.Name, StringComparer.Ordinal);

        private protected override void Write(OpenApiSchema schema, OpenApiDocument document)
        {
            schema.AdditionalPropertiesAllowed = false;
            schema.Required = members.Where(member => member.Required).Select(member => member.Name).ToHashSet();
            foreach (var member in members)
            {
                member.Contract.Describe(schema.Properties![member.Name], document);
            }
        }

        private protected override void Check(JsonElement value, string pointer, List<FieldError> errors)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                errors.Add(FieldErrors.Type(pointer, "un objet", "an object"));
                return;
            }

            foreach (var told in value.EnumerateObject())
            {
                var below = FieldErrors.Below(pointer, told.Name);
                if (!_byName.TryGetValue(told.Name, out var member))
                {
                    errors.Add(FieldErrors.Unknown(below));
                }
                else if (told.Value.ValueKind != JsonValueKind.Null)
                {
                    member.Contract.Check(told.Value, below, errors);
                }
                else if (!member.Nullable)
                {
                    errors.Add(FieldErrors.Missing(below));
                }
            }

            foreach (var member in members)
            {
                if (member.Required && !value.TryGetProperty(member.Name, out _))
                {
                    errors.Add(FieldErrors.Missing(FieldErrors.Below(pointer, member.Name)));
                }
            }
        }
    }

    private sealed class ArrayContract(BodyContract item, int least, int most) : BodyContract
    {
        private protected override void Write(OpenApiSchema schema, OpenApiDocument document)
        {
            (schema.MinItems, schema.MaxItems) = (least, most);
            item.Describe(schema.Items!, document);
        }

        private protected override void Check(JsonElement value, string pointer, List<FieldError> errors)
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                errors.Add(FieldErrors.Type(pointer, "un tableau", "an array"));
                return;
            }

            var count = value.GetArrayLength();
            if (count < least || count > most)
            {
                errors.Add(FieldErrors.Length(pointer, least, most, "éléments", "items"));
                return;
            }

            var index = 0;
            foreach (var element in value.EnumerateArray())
            {
                var below = FieldErrors.Below(pointer, (index++).ToString(CultureInfo.InvariantCulture));
                if (element.ValueKind == JsonValueKind.Null)
                {
                    errors.Add(FieldErrors.Missing(below));
                }
                else
                {
                    item.Check(element, below, errors);
                }
            }
        }
    }

    private sealed class MapContract(BodyContract item, int most) : BodyContract
    {
        private protected override void Write(OpenApiSchema schema, OpenApiDocument document)
        {
            schema.MaxProperties = most;
            item.Describe(schema.AdditionalProperties!, document);
        }

        private protected override void Check(JsonElement value, string pointer, List<FieldError> errors)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                errors.Add(FieldErrors.Type(pointer, "un objet", "an object"));
                return;
            }

            var count = 0;
            foreach (var told in value.EnumerateObject())
            {
                var below = FieldErrors.Below(pointer, told.Name);
                if (++count > most || told.Name.Length is 0 or > DefaultMaxLength)
                {
                    errors.Add(FieldErrors.Length(pointer, 0, most, "membres", "members"));
                    return;
                }

                if (told.Name.Contains('\0', StringComparison.Ordinal))
                {
                    errors.Add(FieldErrors.Characters(pointer));
                }

                item.Check(told.Value, below, errors);
            }
        }
    }

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

/// <summary>A text that must be readable as another type.</summary>
/// <param name="Fr">What is expected, in French.</param>
/// <param name="En">What is expected, in English.</param>
/// <param name="Accepts">Whether a text is readable.</param>
internal sealed record TextForm(string Fr, string En, Func<string, bool> Accepts);

/// <summary>The text forms of the contract.</summary>
internal static class TextForms
{
    private static readonly Dictionary<Type, TextForm> Forms = new()
    {
        [typeof(Guid)] = new("un UUID", "a UUID", text => Guid.TryParseExact(text, "D", out _)),
        [typeof(DateTimeOffset)] = new("un instant RFC 3339 avec décalage, p. ex. 2026-11-23T14:30:00Z", "an RFC 3339 instant with its offset, e.g. 2026-11-23T14:30:00Z", text => Instant.TryParse(text, out _)),
        [typeof(DateOnly)] = new("une date qui existe, p. ex. 2026-11-23", "a date that exists, e.g. 2026-11-23", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)),
        [typeof(TimeOnly)] = new("une heure, p. ex. 08:30:00", "a time of day, e.g. 08:30:00", text => TimeOnly.TryParseExact(text, ["HH:mm:ss", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _)),
        [typeof(TimeSpan)] = new("une durée ISO 8601, p. ex. PT4H", "an ISO 8601 duration, e.g. PT4H", IsDuration),
    };

    public static TextForm? Of(Type type) => Forms.GetValueOrDefault(type);

    private static bool IsDuration(string text)
    {
        try
        {
            return text.Length is > 1 and < 40 && XmlConvert.ToTimeSpan(text) >= TimeSpan.Zero;
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            return false;
        }
    }
}
