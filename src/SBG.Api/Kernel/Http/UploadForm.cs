using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace SBG.Api.Kernel.Http;

/// <summary>Reads the form of an upload: one part <c>file</c>, and what to do with it, as JSON in a part <c>request</c> or as fields of their own.</summary>
public static class UploadForm
{
    private const int MaxFieldBytes = 16 * 1024;

    /// <summary>Reads and checks a form; every problem of a field is told at once.</summary>
    /// <typeparam name="TRequest">What to do with the file; flags are fields that say <c>true</c> or <c>false</c>.</typeparam>
    /// <param name="context">The request.</param>
    /// <param name="maxBytes">The most bytes of the whole form.</param>
    /// <param name="jsonFields">Fields of their own that are written in JSON.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="ProblemException">It is not such a form.</exception>
    public static async Task<(TRequest Request, byte[] File)> Read<TRequest>(HttpContext context, int maxBytes, string[] jsonFields, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 70 } boundary)
        {
            throw new ProblemException("request/media-type");
        }

        var bytes = await StrictBody.Read(context.Request, maxBytes, stop) ?? throw new ProblemException("request/too-large");
        context.SetBodyBytes(bytes);
        try
        {
            return await Read<TRequest>(new MultipartReader(boundary.ToString(), new MemoryStream(bytes, writable: false)), jsonFields, stop);
        }
        catch (Exception malformed) when (malformed is IOException or InvalidDataException or JsonException)
        {
            throw new ProblemException("import/malformed-form");
        }
    }

    private static async Task<(TRequest Request, byte[] File)> Read<TRequest>(MultipartReader reader, string[] jsonFields, CancellationToken stop)
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
                Take(fields, name, content.ToArray(), jsonFields);
            }
        }

        using var document = JsonDocument.Parse(fields.ToJsonString());
        List<FieldError> errors = [.. BodyContract.Of(typeof(TRequest)).Check(document.RootElement)];
        if (file is null)
        {
            errors.Add(FieldErrors.Missing("/file"));
        }

        return errors.Count == 0 ? (document.RootElement.Deserialize<TRequest>(ApiJson.Options)!, file!) : throw new ProblemException(Problem.Invalid(errors));
    }

    private static void Take(JsonObject fields, string name, byte[] content, string[] jsonFields)
    {
        if (name == "request")
        {
            foreach (var (member, value) in JsonNode.Parse(content) as JsonObject ?? throw new JsonException("Not an object."))
            {
                Add(fields, member, value?.DeepClone());
            }

            return;
        }

        Add(fields, name, jsonFields.Contains(name)
            ? JsonNode.Parse(content)
            : Encoding.UTF8.GetString(content) switch { "true" => true, "false" => false, var text => text });
    }

    private static void Add(JsonObject fields, string name, JsonNode? value)
    {
        if (!fields.TryAdd(name, value))
        {
            throw new InvalidDataException("A field is told twice.");
        }
    }
}
