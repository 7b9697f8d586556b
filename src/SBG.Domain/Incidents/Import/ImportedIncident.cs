using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Import;

/// <summary>One event that an import appends.</summary>
/// <param name="EventId">Derived from the incident and the event's place: to be set on the stored event, so that an import run twice meets itself.</param>
/// <param name="Happened">The event.</param>
/// <param name="OccurredAt">When it happened (UTC), to be set as the event's <c>occurred-at</c> header; a log out of order can tell it earlier than that of the event before.</param>
public sealed record ImportedEvent(Guid EventId, EventOf<Incident> Happened, DateTimeOffset OccurredAt);

/// <summary>
/// The stream that a historical log makes of one incident. To import: group the rows by number keeping their order, call
/// <see cref="Of"/>, and start the stream <see cref="Id"/> with <see cref="Events"/> (one <see cref="IncidentReported"/> first). Rows that
/// change nothing that is told here make no event. The log's rules:
/// <list type="bullet">
/// <item>Opening is <c>opened_at</c>; an update told as earlier than the opening counts from the opening.</item>
/// <item>The first row in any state but New is the provider's first act (<see cref="IncidentResponded"/>).</item>
/// <item><c>resolved_at</c> tells the last resolution: it is recorded once, at that time, for the last run of Resolved rows. An earlier
/// run (the incident was reopened after it) was resolved at its first row. Without <c>resolved_at</c> no resolution is recorded: the incident
/// is closed, and when it was resolved is unknown.</item>
/// <item>A hold ends with the first row in another state, even where <c>resolved_at</c> is later than that row.</item>
/// </list>
/// </summary>
/// <param name="Id">See <see cref="StreamOf"/>.</param>
/// <param name="Events">In order; never empty.</param>
public sealed record ImportedIncident(Guid Id, ImmutableArray<ImportedEvent> Events)
{
    /// <summary>The stream of an imported incident: the same log told twice meets one stream.</summary>
    /// <param name="clientId">The client, which is the tenant.</param>
    /// <param name="number">The log's number.</param>
    public static Guid StreamOf(string clientId, string number) => DerivedId.Of("imported-incident", clientId, number);

    /// <summary>Tells one incident's rows as events.</summary>
    /// <param name="clientId">The client, which is the tenant.</param>
    /// <param name="rows">All rows of one number, in the log's order; at least one.</param>
    /// <param name="applies">The policy version under which the incident is reported, if the import assigns one, and why or why not.</param>
    /// <exception cref="ArgumentException">There is no row, or rows of several numbers, or a word that <see cref="LogRowReader"/> would not have let through.</exception>
    public static ImportedIncident Of(string clientId, IReadOnlyList<IncidentLogRow> rows, AppliedPolicy? applies = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0 || rows.Any(row => row.Number != rows[0].Number))
        {
            throw new ArgumentException("The rows of one incident are needed.", nameof(rows));
        }

        var id = StreamOf(clientId, rows[0].Number);
        var events = new LogTelling(id, rows, applies ?? AppliedPolicy.None).Tell();
        return new(id, [.. events.Select((e, i) => new ImportedEvent(DerivedId.Of("imported-event", id.ToString("N"), FormattableString.Invariant($"{i}")), e.Happened, e.At))]);
    }
}
