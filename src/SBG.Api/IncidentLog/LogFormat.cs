using System.Collections.Immutable;

namespace SBG.Api.IncidentLog;

/// <summary>How a log file is written: what its owner declares, or the defaults.</summary>
/// <param name="Columns">Header of the file by the name of the field, see <see cref="LogField"/>; fields left out have their default header.</param>
/// <param name="Encoding"><c>utf-8</c>, <c>windows-1252</c>, or null to find out: UTF-8 if every byte is, else Windows-1252.</param>
/// <param name="DateFormat">.NET pattern of every date of the file, e.g. <c>dd-MM-yyyy HH:mm</c>; read invariantly.</param>
/// <param name="TimeZone">IANA zone in which the file's dates are told.</param>
/// <param name="Unknown">What stands for an unknown value; empty cells are unknown too.</param>
public sealed record LogFormat(
    ImmutableDictionary<string, string> Columns,
    string? Encoding = null,
    string DateFormat = "dd-MM-yyyy HH:mm",
    string TimeZone = "UTC",
    string Unknown = "?")
{
    /// <summary>The header under which a field is found.</summary>
    /// <param name="field">The field.</param>
    public string HeaderOf(LogField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Columns.GetValueOrDefault(field.Name, field.DefaultHeader);
    }
}

/// <summary>A field that an incident log can tell.</summary>
/// <param name="Name">How a column mapping names it.</param>
/// <param name="DefaultHeader">Its header in a ServiceNow export.</param>
/// <param name="Required">Whether a file without that column is not a log.</param>
/// <param name="IsDate">Whether its cells are dates.</param>
public sealed record LogField(string Name, string DefaultHeader, bool Required = false, bool IsDate = false)
{
    /// <summary>The incident's number in the old system.</summary>
    public static readonly LogField Number = new("number", "number", Required: true);

    /// <summary>The state that the update left.</summary>
    public static readonly LogField State = new("state", "incident_state", Required: true);

    /// <summary>When the update was made.</summary>
    public static readonly LogField UpdatedAt = new("updatedAt", "sys_updated_at", Required: true, IsDate: true);

    /// <summary>When the incident was opened.</summary>
    public static readonly LogField OpenedAt = new("openedAt", "opened_at", IsDate: true);

    /// <summary>When it was resolved, as the old system concluded.</summary>
    public static readonly LogField ResolvedAt = new("resolvedAt", "resolved_at", IsDate: true);

    /// <summary>When it was closed, as the old system concluded.</summary>
    public static readonly LogField ClosedAt = new("closedAt", "closed_at", IsDate: true);

    /// <summary>Whom it concerned.</summary>
    public static readonly LogField Caller = new("caller", "caller_id");

    /// <summary>Impact, e.g. <c>2 - Medium</c>.</summary>
    public static readonly LogField Impact = new("impact", "impact");

    /// <summary>Urgency, e.g. <c>2 - Medium</c>.</summary>
    public static readonly LogField Urgency = new("urgency", "urgency");

    /// <summary>Priority, e.g. <c>3 - Moderate</c>.</summary>
    public static readonly LogField Priority = new("priority", "priority");

    /// <summary>The team.</summary>
    public static readonly LogField Team = new("team", "assignment_group");

    /// <summary>The agent.</summary>
    public static readonly LogField Agent = new("agent", "assigned_to");

    /// <summary>One line of text about it.</summary>
    public static readonly LogField Title = new("title", "short_description");

    /// <summary>What it is about.</summary>
    public static readonly LogField Description = new("description", "description");

    /// <summary>Every field, in the order of the documentation.</summary>
    public static readonly ImmutableArray<LogField> All =
        [Number, State, UpdatedAt, OpenedAt, ResolvedAt, ClosedAt, Caller, Impact, Urgency, Priority, Team, Agent, Title, Description];
}
