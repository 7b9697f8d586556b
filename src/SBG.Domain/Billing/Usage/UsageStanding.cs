using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Usage;

/// <summary>One event of a log and where it stands.</summary>
/// <param name="Happened">The event.</param>
/// <param name="Version">Its place in the log: 1, 2, 3 ...</param>
/// <param name="RecordedAt">When it was recorded (UTC).</param>
public readonly record struct RecordedUsage(EventOf<UsageLog> Happened, long Version, DateTimeOffset RecordedAt);

/// <summary>What was last said of a report.</summary>
/// <param name="Version">The place in the log of the event that said it.</param>
/// <param name="At">When it was recorded (UTC).</param>
/// <param name="Reason">Why.</param>
public sealed record UsageAmendment(long Version, DateTimeOffset At, AmendmentReason Reason);

/// <summary>A report as it reads after all that was said of it.</summary>
/// <param name="Entry">What it says now.</param>
/// <param name="Cancelled">Whether it counts no more.</param>
/// <param name="ReceivedAt">When it was taken in (UTC).</param>
/// <param name="Version">The place in the log of the event that took it in.</param>
/// <param name="Amended">The last amendment or cancellation; null: it reads as it was told.</param>
public sealed record UsageStanding(UsageEntry Entry, bool Cancelled, DateTimeOffset ReceivedAt, long Version, UsageAmendment? Amended = null)
{
    /// <summary>The report after one more thing was said of it.</summary>
    /// <param name="recorded">An amendment or a cancellation of this report; anything else changes nothing.</param>
    public UsageStanding After(RecordedUsage recorded) => recorded.Happened switch
    {
        UsageAmended e => this with { Entry = e.Entry, Cancelled = false, Amended = new(recorded.Version, recorded.RecordedAt, e.Reason) },
        UsageCancelled e => this with { Cancelled = true, Amended = new(recorded.Version, recorded.RecordedAt, e.Reason) },
        _ => this,
    };

    /// <summary>How far the charging of the report got.</summary>
    /// <param name="isPriced">Whether a price applies to its meter on its day.</param>
    /// <param name="billedThrough">Up to which version of its log issued invoices read; 0: none did.</param>
    public UsageState State(bool isPriced, long billedThrough) =>
        Version <= billedThrough && Amended?.Version > billedThrough ? UsageState.Rerated
        : Cancelled ? UsageState.Rejected
        : Version <= billedThrough ? UsageState.Billed
        : !isPriced ? UsageState.Received
        : Amended is null ? UsageState.Rated
        : UsageState.Rerated;

    /// <summary>
    /// Reads the events of logs, amendments on top of what they amend. Whoever leaves out what was recorded after an instant reads what was
    /// known then.
    /// </summary>
    /// <param name="recorded">Events of any logs, in the order of recording.</param>
    /// <returns>In the order of reception.</returns>
    public static IReadOnlyList<UsageStanding> Of(IEnumerable<RecordedUsage> recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        var standings = new List<UsageStanding>();
        var places = new Dictionary<(string, string), int>();
        foreach (var one in recorded)
        {
            if (one.Happened is UsageReceived received)
            {
                foreach (var entry in received.Entries)
                {
                    places[(entry.Source, entry.Id)] = standings.Count;
                    standings.Add(new(entry, false, one.RecordedAt, one.Version));
                }
            }
            else if (NameOf(one.Happened) is { } name && places.TryGetValue(name, out var place))
            {
                standings[place] = standings[place].After(one);
            }
        }

        return standings;
    }

    private static (string Source, string Id)? NameOf(EventOf<UsageLog> happened) => happened switch
    {
        UsageAmended e => (e.Entry.Source, e.Entry.Id),
        UsageCancelled e => (e.Source, e.Id),
        _ => null,
    };
}
