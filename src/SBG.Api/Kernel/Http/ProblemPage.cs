using System.Globalization;
using System.Text.Encodings.Web;

namespace SBG.Api.Kernel.Http;

/// <summary>A problem as a page: the one that its <c>type</c> leads to, and what a browser shows instead of a page that failed.</summary>
internal static class ProblemPage
{
    /// <summary>The page of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    public static string Of(ProblemKind kind, string language) => Page(kind.In(language).Title, kind.In(language).Detail, kind.Code, kind.Status, language);

    /// <summary>The page of what happened.</summary>
    /// <param name="problem">What happened.</param>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    public static string Of(ProblemBody problem, string language) => Page(problem.Title, problem.Detail, problem.Code, problem.Status, language);

    private static string Page(string title, string detail, string code, int status, string language)
    {
        var text = HtmlEncoder.Default;
        return string.Create(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{text.Encode(title)}</title><link rel="stylesheet" href="{Portal.Assets.PortalAssets.StylePath}"><link rel="icon" href="data:,"></head>
            <body><main class="narrow"><h1>{text.Encode(title)}</h1>
            <p>{text.Encode(detail)}</p>
            <p><code>{text.Encode(code)}</code> · HTTP {status}</p></main></body></html>
            """);
    }
}
