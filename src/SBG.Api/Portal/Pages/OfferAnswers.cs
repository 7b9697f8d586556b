using System.Globalization;
using System.Text.Json.Nodes;
using SBG.Domain.Catalogue.Forms;

namespace SBG.Api.Portal.Pages;

/// <summary>What a page's fields say, as the answers of an offer's form. The API judges them.</summary>
internal static class OfferAnswers
{
    /// <summary>The answer to a question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="sent">What the fields of its name hold.</param>
    /// <returns>Null: not answered.</returns>
    public static JsonNode? Of(FormQuestion question, IReadOnlyList<string> sent) => question.Kind switch
    {
        AnswerKind.Flag => JsonValue.Create(sent is ["true", ..]),
        _ when sent.Count == 0 => null,
        AnswerKind.Several => new JsonArray([.. sent.Select(one => (JsonNode)one)]),
        AnswerKind.Number => Number(sent[0]),
        _ => JsonValue.Create(sent[0]),
    };

    /// <summary>A number, with the decimal comma or point; what is none is sent as it is, and refused as that.</summary>
    private static JsonValue Number(string text) =>
        decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
}
