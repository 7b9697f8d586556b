using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
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

        if (type == typeof(OptionValue))
        {
            return new AnswerContract();
        }

        if (type == typeof(JsonElement))
        {
            return new RawContract(attributes.OfType<StringLengthAttribute>().FirstOrDefault()?.MaximumLength ?? DefaultMaxLength);
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
}
