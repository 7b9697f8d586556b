using SBG.Api.Kernel.Http;

namespace SBG.Api.IncidentLog;

/// <summary>The form of an import: a file, and what to do with it.</summary>
/// <param name="Request">What to do.</param>
/// <param name="File">The file's bytes.</param>
public sealed record ImportForm(ImportRequest Request, byte[] File)
{
    /// <summary>The most bytes of the whole form.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    private static readonly string[] JsonFields = ["columns"];

    /// <summary>Reads the form.</summary>
    /// <param name="context">The request.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="ProblemException">It is not such a form; every problem of a field is told at once.</exception>
    public static async Task<ImportForm> Read(HttpContext context, CancellationToken stop)
    {
        var (request, file) = await UploadForm.Read<ImportRequest>(context, MaxBytes, JsonFields, stop);
        return request.ZoneIsKnown
            ? new(request, file)
            : throw new ProblemException(Problem.Invalid([new("/timeZone", "format", "On attend un fuseau horaire IANA.", "Expected an IANA time zone.")]));
    }
}
