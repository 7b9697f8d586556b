using System.Globalization;
using System.Text.Json;
using SBG.Api.Kernel.Http;

namespace SBG.Api.Kernel;

/// <summary>An answer that is complete before the transaction commits, so that it can be kept with it: a success, or a refusal that is itself recorded.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">UTF-8 JSON, of a problem where the status says so; null for none.</param>
/// <param name="ETag">Strong entity tag, quoted.</param>
/// <param name="Location">Where the resource is.</param>
public sealed record Answer(int Status, byte[]? Body, string? ETag = null, string? Location = null) : IResult
{
    /// <summary>200 with a representation.</summary>
    /// <typeparam name="TView">The representation's type.</typeparam>
    /// <param name="view">The representation.</param>
    /// <param name="version">The stream's version.</param>
    public static Answer Ok<TView>(TView view, long? version = null) => new(StatusCodes.Status200OK, Json(view), Tag(version));

    /// <summary>201 with the new resource.</summary>
    /// <typeparam name="TView">The representation's type.</typeparam>
    /// <param name="view">The representation.</param>
    /// <param name="version">The stream's version.</param>
    /// <param name="location">Its path.</param>
    public static Answer Created<TView>(TView view, long version, string location) =>
        new(StatusCodes.Status201Created, Json(view), Tag(version), location);

    /// <summary>202 with an operation that goes on.</summary>
    /// <typeparam name="TView">The representation's type.</typeparam>
    /// <param name="view">The operation.</param>
    /// <param name="location">Its path.</param>
    public static Answer Accepted<TView>(TView view, string location) => new(StatusCodes.Status202Accepted, Json(view), null, location);

    /// <summary>The entity tag of a stream's version.</summary>
    /// <param name="version">The version.</param>
    public static string? Tag(long? version) => version is { } v ? string.Create(CultureInfo.InvariantCulture, $"\"{v}\"") : null;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (ETag is not null)
        {
            response.Headers.ETag = ETag;
        }

        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (Body is not null)
        {
            response.ContentType = Status < StatusCodes.Status400BadRequest ? "application/json; charset=utf-8" : Problem.MediaType;
            response.ContentLength = Body.Length;
            await response.Body.WriteAsync(Body, httpContext.RequestAborted);
        }
    }

    private static byte[] Json<TView>(TView view) => JsonSerializer.SerializeToUtf8Bytes(view, ApiJson.Options);
}
