using System.Text.Json;
using Json.Schema;
using SBG.Domain.Catalogue.Forms;

namespace SBG.Api.Catalogue.Forms;

/// <summary>A keyword of the library whose failures tell what it demands, in JSON, in place of an English sentence.</summary>
/// <param name="keyword">The library's own.</param>
internal sealed class ToldKeyword(IKeywordHandler keyword) : IKeywordHandler
{
    public string Name => keyword.Name;

    public object? ValidateKeywordValue(JsonElement value) => keyword.ValidateKeywordValue(value);

    public void BuildSubschemas(KeywordData data, BuildContext context) => keyword.BuildSubschemas(data, context);

    public KeywordEvaluation Evaluate(KeywordData data, EvaluationContext context)
    {
        var judged = keyword.Evaluate(data, context);
        return judged.IsValid ? judged : judged with { Keyword = Name, Error = data.RawValue.GetRawText() };
    }
}

/// <summary>Patterns that are matched in a time proportional to the text, see <see cref="FormPattern"/>.</summary>
internal sealed class LinearPatternKeyword : IKeywordHandler
{
    public string Name => "pattern";

    public object? ValidateKeywordValue(JsonElement value) =>
        (value.ValueKind == JsonValueKind.String ? FormPattern.Compile(value.GetString()!) : null) ?? throw new JsonSchemaException("Not a pattern that is matched in linear time.");

    public void BuildSubschemas(KeywordData keyword, BuildContext context)
    {
    }

    public KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        if (context.Instance.ValueKind != JsonValueKind.String)
        {
            return KeywordEvaluation.Ignore;
        }

        var matches = ((System.Text.RegularExpressions.Regex)keyword.Value!).IsMatch(context.Instance.GetString()!);
        return new() { Keyword = Name, IsValid = matches, Error = matches ? null : keyword.RawValue.GetRawText() };
    }
}
