using System.Diagnostics;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization;
using SBG.Domain.Kernel;

namespace SBG.Api.Kernel.Http;

/// <summary>An answer that says what is wrong: RFC 9457 <c>application/problem+json</c>, in the caller's language.</summary>
public sealed class Problem : IResult
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The media type of every problem.</summary>
    public const string MediaType = "application/problem+json; charset=utf-8";

    private readonly Refusal _refusal;
    private readonly IReadOnlyList<FieldError> _errors;

    private Problem(Refusal refusal, IReadOnlyList<FieldError> errors) => (_refusal, _errors) = (refusal, errors);

    /// <summary>A refusal of the domain.</summary>
    /// <param name="refusal">The refusal.</param>
    public static Problem Of(Refusal refusal) => new(refusal, []);

    /// <summary>A problem of the edge.</summary>
    /// <param name="code">A registered code.</param>
    public static Problem Of(string code) => new(new(code), []);

    /// <summary>A refusal with the reason of each part that it is about.</summary>
    /// <param name="refusal">The refusal of the whole.</param>
    /// <param name="parts">By JSON pointer: why that part is refused.</param>
    /// <param name="fields">What is wrong within the parts.</param>
    public static Problem Of(Refusal refusal, IEnumerable<(string Pointer, Refusal Reason)> parts, IEnumerable<FieldError>? fields = null) =>
        new(refusal, [.. parts.Select(part => new FieldError(part.Pointer, part.Reason.Code, Sentence(part.Reason, "fr"), Sentence(part.Reason, "en"))).Concat(fields ?? [])]);

    /// <summary>All field errors of a body at once (422).</summary>
    /// <param name="errors">At least one.</param>
    public static Problem Invalid(IReadOnlyList<FieldError> errors) => new(new("request/validation"), errors);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var kind = ProblemRegistry.Of(_refusal.Code);
        var response = httpContext.Response;
        response.StatusCode = kind.Status;
        response.ContentType = MediaType;
        response.Headers.ContentLanguage = Language.Of(httpContext.Request);
        if (kind.Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests || kind.Code == "request/idempotency-running")
        {
            response.Headers.RetryAfter = "1";
        }

        if (kind.Status == StatusCodes.Status401Unauthorized && response.Headers.WWWAuthenticate.Count == 0)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (IsForPeople(httpContext.Request))
        {
            response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
            await response.WriteAsync(ProblemPage.Of(Body(httpContext), Language.Of(httpContext.Request)), httpContext.RequestAborted);
            return;
        }

        await response.Body.WriteAsync(Represent(httpContext), httpContext.RequestAborted);
    }

    /// <summary>The problem as an answer that is whole before the transaction commits: for a refusal that is itself recorded.</summary>
    /// <param name="context">The request.</param>
    public Answer Kept(HttpContext context) => new(ProblemRegistry.Of(_refusal.Code).Status, Represent(context));

    private byte[] Represent(HttpContext context) => JsonSerializer.SerializeToUtf8Bytes(Body(context), Json);

    private ProblemBody Body(HttpContext context)
    {
        var (kind, language) = (ProblemRegistry.Of(_refusal.Code), Language.Of(context.Request));
        var sentences = kind.In(language);
        return new(
            "/problems/" + kind.Code,
            sentences.Title,
            kind.Status,
            Fill(sentences.Detail, _refusal),
            context.Request.Path,
            kind.Code,
            Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
            _errors.Count == 0 ? null : [.. _errors.Select(error => error.In(language))],
            _refusal.Arguments.Count == 0 ? null : _refusal.Arguments);
    }

    /// <summary>What a refusal says, where it is told within a representation.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    public static string Sentence(Refusal refusal, string language)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return Fill(ProblemRegistry.Of(refusal.Code).In(language).Detail, refusal);
    }

    /// <summary>A browser that shows a page is told in a page; the API answers every caller alike.</summary>
    private static bool IsForPeople(HttpRequest request) =>
        !request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase) && request.Headers.Accept.ToString().Contains(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase);

    private static string Fill(string detail, Refusal refusal)
    {
        foreach (var (placeholder, value) in refusal.Arguments)
        {
            detail = detail.Replace("{" + placeholder + "}", value, StringComparison.Ordinal);
        }

        return detail;
    }
}

/// <summary>The members of a problem (RFC 9457).</summary>
/// <param name="Type">Leads to the kind's page.</param>
/// <param name="Title">What kind of problem.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">What happened here.</param>
/// <param name="Instance">The request's path.</param>
/// <param name="Code">Stable and public.</param>
/// <param name="TraceId">Names the request in the traces.</param>
/// <param name="Errors">Per field, when a body is invalid.</param>
/// <param name="Facts">The facts that the detail names.</param>
public sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    string Code,
    string TraceId,
    IReadOnlyList<FieldErrorBody>? Errors,
    IReadOnlyDictionary<string, string>? Facts);

/// <summary>A field error as it is answered.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) into the body.</param>
/// <param name="Code">Stable: <c>missing</c>, <c>unknown</c>, <c>type</c>, <c>length</c>, <c>range</c>, <c>pattern</c>, <c>enum</c>, <c>format</c>, <c>characters</c>, <c>unique</c>, <c>combination</c>; or the code of a refusal.</param>
/// <param name="Detail">In the caller's language.</param>
public sealed record FieldErrorBody(string Pointer, string Code, string Detail);

/// <summary>A field error.</summary>
/// <param name="Pointer">JSON pointer into the body.</param>
/// <param name="Code">Stable.</param>
/// <param name="Fr">French.</param>
/// <param name="En">English.</param>
public sealed record FieldError(string Pointer, string Code, string Fr, string En)
{
    /// <summary>As answered.</summary>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    public FieldErrorBody In(string language) => new(Pointer, Code, language == "en" ? En : Fr);
}

/// <summary>Ends a request with a problem, from anywhere within it; nothing of it is stored.</summary>
/// <param name="problem">The answer.</param>
public sealed class ProblemException(Problem problem) : Exception
{
    /// <summary>A refusal of the domain.</summary>
    /// <param name="refusal">The refusal.</param>
    public ProblemException(Refusal refusal)
        : this(Problem.Of(refusal))
    {
    }

    /// <summary>A problem of the edge.</summary>
    /// <param name="code">A registered code.</param>
    public ProblemException(string code)
        : this(Problem.Of(code))
    {
    }

    /// <summary>The answer.</summary>
    public Problem Problem { get; } = problem;

    /// <summary>412: the caller's version is not the current one.</summary>
    /// <param name="current">The current version.</param>
    public static ProblemException Stale(long current) =>
        new(new Refusal("request/precondition-failed-at").With("current", Answer.Tag(current)!));
}

/// <summary>The caller's language.</summary>
public static class Language
{
    /// <summary>French, unless <c>Accept-Language</c> prefers English.</summary>
    /// <param name="request">The request.</param>
    public static string Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var best = ("fr", Quality: 0.0);
        foreach (var wanted in request.GetTypedHeaders().AcceptLanguage)
        {
            var language = wanted.Value.AsSpan(0, Math.Min(2, wanted.Value.Length));
            var known = language.Equals("en", StringComparison.OrdinalIgnoreCase) ? "en" : language.Equals("fr", StringComparison.OrdinalIgnoreCase) ? "fr" : null;
            var quality = wanted.Quality ?? 1;
            if (known is not null && quality > best.Quality)
            {
                best = (known, quality);
            }
        }

        return best.Item1;
    }
}
