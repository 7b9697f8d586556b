using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Metadata;

namespace SBG.Api.Kernel.Http;

/// <summary>Reads and checks every JSON body before its endpoint sees it: size, type, UTF-8, JSON, and the contract of the endpoint's body.</summary>
/// <param name="next">The rest.</param>
internal sealed class StrictBody(RequestDelegate next)
{
    /// <summary>The most bytes of a body where the endpoint says nothing else.</summary>
    public const int DefaultLimit = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public async Task InvokeAsync(HttpContext context)
    {
        var accepts = context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>();
        if (accepts?.RequestType is not { } type || !accepts.ContentTypes.Contains("application/json"))
        {
            await next(context);
            return;
        }

        var limit = context.GetEndpoint()!.Metadata.GetMetadata<BodyLimit>()?.Bytes ?? DefaultLimit;
        if (!context.Request.HasJsonContentType() && (context.Request.ContentType is not null || context.Request.ContentLength > 0))
        {
            await Problem.Of("request/media-type").ExecuteAsync(context);
            return;
        }

        if (await Read(context.Request, limit, context.RequestAborted) is not { } bytes)
        {
            await Problem.Of("request/too-large").ExecuteAsync(context);
            return;
        }

        if (bytes.Length == 0 && accepts.IsOptional)
        {
            await next(context);
            return;
        }

        if (Check(bytes, type) is { } problem)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        context.SetBodyBytes(bytes);
        context.Request.Body = new MemoryStream(bytes, writable: false);
        context.Request.ContentLength = bytes.Length;
        await next(context);
    }

    private static Problem? Check(byte[] bytes, Type type)
    {
        if (bytes.Length == 0 || !Utf8.IsValid(bytes))
        {
            return Problem.Of("request/malformed-json");
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            var errors = BodyContract.Of(type).Check(document.RootElement);
            return errors.Count == 0 ? null : Problem.Invalid(errors);
        }
        catch (JsonException)
        {
            return Problem.Of("request/malformed-json");
        }
    }

    internal static async Task<byte[]?> Read(HttpRequest request, int limit, CancellationToken stop)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        if (request.ContentLength is { } known)
        {
            var exact = new byte[known];
            await request.Body.ReadExactlyAsync(exact, stop);
            return exact;
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(chunk, stop)) > 0;)
        {
            if (buffer.Length + read > limit)
            {
                return null;
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}
