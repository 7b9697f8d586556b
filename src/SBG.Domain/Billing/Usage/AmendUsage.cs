using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Usage;

/// <summary>Read a report otherwise than it was told, or not at all.</summary>
/// <param name="Report">The report as it should have been: its source, id and meter, and a time of the day on which it happened.</param>
/// <param name="Cancelled">Whether it counts no more; then the rest of the report says nothing.</param>
/// <param name="Reason">Why.</param>
public sealed record AmendUsage(UsageReport Report, bool Cancelled, AmendmentReason Reason)
{
    /// <summary>The client has no such report of that meter and day.</summary>
    public static readonly Refusal NoSuchEvent = new("usage/no-such-event");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="logId">The log of the day.</param>
    /// <param name="kept">The report as it reads now; null when there is none.</param>
    /// <param name="meter">The meter that the report names, if there is one.</param>
    /// <param name="now">When it is decided (UTC).</param>
    public static Decision<UsageLog> Decide(AmendUsage command, Guid logId, UsageStanding? kept, Meter? meter, DateTimeOffset now)
    {
        if (kept is null)
        {
            return NoSuchEvent.With("source", command.Report.Source).With("id", command.Report.Id);
        }

        if (command.Cancelled)
        {
            return kept.Cancelled ? Decision.Nothing : new UsageCancelled(logId, kept.Entry.Source, kept.Entry.Id, command.Reason);
        }

        if (command.Report.Flaw(meter, now) is { } flaw)
        {
            return flaw;
        }

        var entry = command.Report.Entry();
        return !kept.Cancelled && entry == kept.Entry ? Decision.Nothing : new UsageAmended(logId, entry, command.Reason);
    }
}
