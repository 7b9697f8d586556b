using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NodaTime;

namespace SBG.Api.IncidentLog;

/// <summary>What to import and how the file is written: the part <c>request</c> of the form, or its members as fields of their own.</summary>
/// <param name="ClientId">Whose incidents they are.</param>
/// <param name="Columns">Header of the file by column; those left out have their own name. Columns: <c>number</c>, <c>incident_state</c>,
/// <c>caller_id</c>, <c>opened_at</c>, <c>sys_updated_at</c>, <c>impact</c>, <c>urgency</c>, <c>priority</c>, <c>assignment_group</c>,
/// <c>assigned_to</c>, <c>category</c>, <c>closed_code</c>, <c>resolved_at</c>, <c>closed_at</c>.</param>
/// <param name="Encoding">Absent: found out.</param>
/// <param name="DateFormat">.NET pattern; absent: <c>dd-MM-yyyy HH:mm</c>.</param>
/// <param name="TimeZone">IANA zone of the file's clock; absent: UTC. A time that the zone's clocks skipped is an error of its row.</param>
/// <param name="Unknown">What stands for an unknown value; absent: <c>?</c>.</param>
/// <param name="DryRun">Whether to tell what would happen without doing it.</param>
/// <param name="UnderAgreement">Whether each incident is held to what was agreed with the client when it was opened; absent: nothing is promised about any.</param>
public sealed record ImportRequest(
    [StringLength(40, MinimumLength = 3)] string ClientId,
    [MaxLength(20)] ImmutableSortedDictionary<string, string>? Columns = null,
    LogEncoding? Encoding = null,
    [StringLength(40, MinimumLength = 4)] string? DateFormat = null,
    [StringLength(60, MinimumLength = 1)] string? TimeZone = null,
    [StringLength(20, MinimumLength = 1)] string? Unknown = null,
    bool? DryRun = null,
    bool? UnderAgreement = null)
{
    /// <summary>How the file is written, defaults filled in.</summary>
    public LogFormat Format()
    {
        var format = new LogFormat(Columns ?? ImmutableSortedDictionary<string, string>.Empty);
        return format with
        {
            Encoding = Encoding switch { LogEncoding.Utf8 => "utf-8", LogEncoding.Windows1252 => "windows-1252", _ => null },
            DateFormat = DateFormat ?? format.DateFormat,
            TimeZone = TimeZone ?? format.TimeZone,
            Unknown = Unknown ?? format.Unknown,
        };
    }

    /// <summary>Whether the zone is in the IANA database.</summary>
    public bool ZoneIsKnown => TimeZone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) is not null;
}

/// <summary>Encoding of a file.</summary>
public enum LogEncoding
{
    /// <summary>UTF-8, with or without a mark.</summary>
    Utf8,

    /// <summary>Windows-1252, as older Excel writes.</summary>
    Windows1252,
}

/// <summary>What an import did, or would do.</summary>
/// <param name="DryRun">Whether nothing was stored.</param>
/// <param name="Rows">Readable rows.</param>
/// <param name="Incidents">Incidents that they tell of.</param>
/// <param name="Created">Incidents that were not known.</param>
/// <param name="Extended">Known incidents of which the file tells something new.</param>
/// <param name="Unchanged">Known incidents of which it tells nothing new.</param>
/// <param name="Events">Events appended.</param>
/// <param name="ErrorCount">Problems of rows.</param>
/// <param name="Errors">The first <see cref="MostErrors"/> of them, by line.</param>
public sealed record ImportResult(
    bool DryRun, int Rows, int Incidents, int Created, int Extended, int Unchanged, int Events, int ErrorCount, ImmutableArray<RowError> Errors)
{
    /// <summary>Most problems that are listed.</summary>
    public const int MostErrors = 1000;
}
