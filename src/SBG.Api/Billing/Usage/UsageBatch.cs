using System.Text.Json;
using System.Text.Unicode;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Usage;

/// <summary>One element of a batch: a report, or why it is none.</summary>
/// <param name="Name">Its source, id, type and time, as far as they can be read.</param>
/// <param name="Report">The report.</param>
/// <param name="Flaw">Why it is none.</param>
internal readonly record struct ReadEvent((string? Source, string? Id, string? Meter, DateTimeOffset? Time) Name, UsageReport? Report, Refusal? Flaw);

/// <summary>Reads a batch of CloudEvents (JSON format 1.0, section 4), each element by itself.</summary>
internal static class UsageBatch
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/cloudevents-batch+json";

    /// <summary>The most bytes.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>The most events.</summary>
    public const int MaxEvents = 1_000;

    /// <summary>No meter of this service is older.</summary>
    private const int EarliestYear = 2000;

    /// <summary>A batch is an array of 1 to 1,000 events.</summary>
    public static readonly Refusal NotABatch = new("usage/not-a-batch");

    /// <summary>The element lacks a member of a CloudEvent, or it has not its form.</summary>
    public static readonly Refusal NotAnEvent = new("usage/not-an-event");

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>Reads the request's body.</summary>
    /// <param name="context">The request; its bytes are kept for a repeated call to be known by.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="ProblemException">400, 413, 415, 422: nothing of it can be read.</exception>
    public static async Task<ReadEvent[]> Read(HttpContext context, CancellationToken stop)
    {
        if (!Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException("request/media-type");
        }

        var bytes = await StrictBody.Read(context.Request, MaxBytes, stop) ?? throw new ProblemException("request/too-large");
        context.SetBodyBytes(bytes);
        try
        {
            using var document = Utf8.IsValid(bytes) ? JsonDocument.Parse(bytes, Strict) : throw new ProblemException("request/malformed-json");
            return document.RootElement is { ValueKind: JsonValueKind.Array } batch && batch.GetArrayLength() is > 0 and <= MaxEvents
                ? [.. batch.EnumerateArray().Select(Read)]
                : throw new ProblemException(NotABatch.With("most", MaxEvents));
        }
        catch (JsonException)
        {
            throw new ProblemException("request/malformed-json");
        }
    }

    private static ReadEvent Read(JsonElement told)
    {
        if (told.ValueKind != JsonValueKind.Object)
        {
            return new(default, null, NotAnEvent.With("member", "/"));
        }

        string? wrong = null;
        var id = Text(told, "id", needed: true, UsageEventBody.Longest, ref wrong);
        var version = Text(told, "specversion", needed: true, 3, ref wrong);
        var source = Text(told, "source", needed: true, UsageEventBody.Longest, ref wrong);
        wrong ??= source is null || Uri.IsWellFormedUriString(source, UriKind.RelativeOrAbsolute) ? null : "source";
        var type = Text(told, "type", needed: true, 60, ref wrong);
        var subject = Text(told, "subject", needed: false, UsageEventBody.Longest, ref wrong);
        wrong ??= version == "1.0" ? null : "specversion";
        var time = Time(told);
        wrong ??= time is null ? "time" : told.TryGetProperty("data_base64", out _) ? "data_base64" : null;
        wrong ??= told.TryGetProperty("datacontenttype", out var form) && !IsJson(form) ? "datacontenttype" : null;

        string? dimension = null, key = null, service = null, orgUnit = null, unit = null;
        decimal? value = null;
        if (told.TryGetProperty("data", out var data) && data.ValueKind != JsonValueKind.Null)
        {
            if (data.ValueKind == JsonValueKind.Object)
            {
                dimension = Text(data, "dimension", needed: false, UsageEventBody.Longest, ref wrong);
                key = Text(data, "key", needed: false, UsageEventBody.Longest, ref wrong);
                service = Text(data, "service", needed: false, UsageEventBody.Longest, ref wrong);
                orgUnit = Text(data, "orgUnit", needed: false, UsageEventBody.Longest, ref wrong);
                unit = Text(data, "unit", needed: false, 40, ref wrong);
                value = Number(data, ref wrong);
            }
            else
            {
                wrong ??= "data";
            }
        }

        var name = (source, id, type, time);
        return wrong is null
            ? new(name, new(source!, id!, type!, time!.Value, value, dimension, subject, key, service, orgUnit, unit), null)
            : new(name, null, NotAnEvent.With("member", wrong));
    }

    private static DateTimeOffset? Time(JsonElement told) =>
        told.TryGetProperty("time", out var at) && at.ValueKind == JsonValueKind.String && Instant.TryParse(at.GetString(), out var time) && time.Year >= EarliestYear ? time : null;

    private static bool IsJson(JsonElement form) =>
        form.ValueKind == JsonValueKind.Null
        || (form.ValueKind == JsonValueKind.String
            && Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(form.GetString(), out var type)
            && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)));

    private static decimal? Number(JsonElement data, ref string? wrong)
    {
        if (!data.TryGetProperty("value", out var told) || told.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (told.ValueKind == JsonValueKind.Number && told.TryGetDecimal(out var value))
        {
            return value;
        }

        wrong ??= "value";
        return null;
    }

    private static string? Text(JsonElement of, string name, bool needed, int longest, ref string? wrong)
    {
        if (!of.TryGetProperty(name, out var told) || told.ValueKind == JsonValueKind.Null)
        {
            wrong ??= needed ? name : null;
            return null;
        }

        try
        {
            // Characters below the space separate what is kept; none of them has a place in a name.
            if (told.ValueKind == JsonValueKind.String && told.GetString() is { } text && text.Length <= longest && (text.Length > 0 || !needed) && !text.Any(character => character < ' '))
            {
                return text;
            }
        }
        catch (InvalidOperationException)
        {
            // An unpaired surrogate cannot be read as text.
        }

        wrong ??= name;
        return null;
    }
}
