using System.Globalization;
using System.Text.Json;
using Microsoft.OpenApi;

namespace SBG.Api.Kernel.Http;

/// <content>Objects, arrays and maps.</content>
public abstract partial class BodyContract
{
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
}
