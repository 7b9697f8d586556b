using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.OpenApi;

namespace SBG.Api.Kernel.Http;

/// <content>Answers of several types, and JSON of any shape.</content>
public abstract partial class BodyContract
{
    /// <summary>The longest text of an answer.</summary>
    public const int LongestAnswer = 4000;

    /// <summary>The most answers to one question.</summary>
    public const int MostAnswers = 100;

    private sealed class AnswerContract : BodyContract
    {
        private static readonly TextContract Text = new(0, LongestAnswer, null, null, null);
        private static readonly NumberContract Number = new(false, -1e15m, 1e15m);

        private protected override void Check(JsonElement value, string pointer, List<FieldError> errors)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Array when value.GetArrayLength() > MostAnswers:
                    errors.Add(FieldErrors.Length(pointer, 0, MostAnswers, "éléments", "items"));
                    break;
                case JsonValueKind.Array:
                    foreach (var (index, item) in value.EnumerateArray().Index())
                    {
                        Single(item, FieldErrors.Below(pointer, index.ToString(CultureInfo.InvariantCulture)), errors);
                    }

                    break;
                default:
                    Single(value, pointer, errors);
                    break;
            }
        }

        private static void Single(JsonElement value, string pointer, List<FieldError> errors)
        {
            if (value.ValueKind is JsonValueKind.String)
            {
                Text.Check(value, pointer, errors);
            }
            else if (value.ValueKind is JsonValueKind.Number)
            {
                Number.Check(value, pointer, errors);
            }
            else if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                errors.Add(FieldErrors.Type(pointer, "une chaîne, un nombre, true, false ou un tableau de ceux-ci", "a string, a number, true, false or an array of these"));
            }
        }
    }

    private sealed class RawContract(int mostBytes) : BodyContract
    {
        private protected override void Write(OpenApiSchema schema, OpenApiDocument document) => schema.Type = JsonSchemaType.Object;

        private protected override void Check(JsonElement value, string pointer, List<FieldError> errors)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                errors.Add(FieldErrors.Type(pointer, "un objet", "an object"));
            }
            else if (Encoding.UTF8.GetByteCount(value.GetRawText()) > mostBytes)
            {
                errors.Add(FieldErrors.Length(pointer, 0, mostBytes, "octets", "bytes"));
            }
            else if (value.GetRawText().Contains("\\u0000", StringComparison.Ordinal))
            {
                errors.Add(FieldErrors.Characters(pointer));
            }
        }
    }
}
