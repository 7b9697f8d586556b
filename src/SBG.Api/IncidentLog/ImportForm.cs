using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;

namespace SBG.Api.IncidentLog;

/// <summary>The form of an import: a file, and what to do with it.</summary>
/// <param name="Request">What to do.</param>
/// <param name="File">The file's bytes.</param>
public sealed record ImportForm(ImportRequest Request, byte[] File)
{
    /// <summary>The most bytes of the whole form.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    private const int MaxFieldBytes = 16 * 1024;

    /// <summary>Reads the form.</summary>
    /// <param name="context">The request.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="ProblemException">It is not such a form; every problem of a field is told at once.</exception>
    public static async Task<ImportForm> Read(HttpContext context, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 70 } boundary)
        {
            throw new ProblemException("request/media-type");
        }

        var bytes = await StrictBody.Read(context.Request, MaxBytes, stop) ?? throw new ProblemException("request/too-large");
        context.SetBodyBytes(bytes);
        try
        {
            return await Read(new MultipartReader(boundary.ToString(), new MemoryStream(bytes, writable: false)), stop);
        }
        catch (Exception malformed) when (malformed is IOException or InvalidDataException or JsonException)
        {
            throw new ProblemException("import/malformed-form");
        }
    }

    private static async Task<ImportForm> Read(MultipartReader reader, CancellationToken stop)
    {
        byte[]? file = null;
        var fields = new JsonObject();
        while (await reader.ReadNextSectionAsync(stop) is { } section)
        {
            var name = section.GetContentDispositionHeader() is { } disposition ? HeaderUtilities.RemoveQuotes(disposition.Name).ToString() : string.Empty;
            using var content = new MemoryStream();
            await section.Body.CopyToAsync(content, stop);
            if (name == "file")
            {
                file = file is null ? content.ToArray() : throw new InvalidDataException("Two files.");
            }
            else if (content.Length > MaxFieldBytes)
            {
                throw new InvalidDataException("A field is too long.");
            }
            else
            {
                Take(fields, name, content.ToArray());
            }
        }

        using var document = JsonDocument.Parse(fields.ToJsonString());
        List<FieldError> errors = [.. BodyContract.Of(typeof(ImportRequest)).Check(document.RootElement)];
        if (file is null)
        {
            errors.Add(FieldErrors.Missing("/file"));
        }

        if (errors.Count > 0)
        {
            throw new ProblemException(Problem.Invalid(errors));
        }

        var request = document.RootElement.Deserialize<ImportRequest>(ApiJson.Options)!;
        return request.ZoneIsKnown
            ? new(request, file!)
            : throw new ProblemException(Problem.Invalid([new("/timeZone", "format", "On attend un fuseau horaire IANA.", "Expected an IANA time zone.")]));
    }

    private static void Take(JsonObject fields, string name, byte[] content)
    {
        if (name == "request")
        {
            foreach (var (member, value) in JsonNode.Parse(content) as JsonObject ?? throw new JsonException("Not an object."))
            {
                Add(fields, member, value?.DeepClone());
            }

            return;
        }

        Add(fields, name, name switch
        {
            "columns" => JsonNode.Parse(content),
            "dryRun" => System.Text.Encoding.UTF8.GetString(content) switch { "true" => true, "false" => false, var other => other },
            _ => System.Text.Encoding.UTF8.GetString(content),
        });
    }

    private static void Add(JsonObject fields, string name, JsonNode? value)
    {
        if (!fields.TryAdd(name, value))
        {
            throw new InvalidDataException("A field is told twice.");
        }
    }
}
