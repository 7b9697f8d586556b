using System.Globalization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>
/// When a fact is told, and when it is said to have happened. Clocks run on what happened, so that who tells it late needs a right, and may neither
/// reach into the future nor behind what was told before.
/// </summary>
/// <param name="Now">When it is told (UTC).</param>
/// <param name="OccurredAt">When it is said to have happened (UTC); null: now.</param>
/// <param name="MayBeLate">Whether who tells it may say that it happened earlier.</param>
public sealed record Telling(DateTimeOffset Now, DateTimeOffset? OccurredAt = null, bool MayBeLate = false)
{
    /// <summary>It is told to have happened later than now.</summary>
    public static readonly Refusal InTheFuture = new("incidents/in-the-future");

    /// <summary>It is told to have happened before the last change of the incident's course.</summary>
    public static readonly Refusal BeforeTheLastChange = new("incidents/before-the-last-change");

    /// <summary>Who tells it may not say that it happened earlier.</summary>
    public static readonly Refusal NotLate = new("incidents/late-facts-forbidden");

    /// <summary>When it happened (UTC).</summary>
    public DateTimeOffset At => OccurredAt ?? Now;

    /// <summary>What forbids it to have happened then; null when nothing does.</summary>
    /// <param name="incident">What it is told of; null: of nothing that was there before.</param>
    public Refusal? Fault(Incident? incident)
    {
        if (OccurredAt is not { } told)
        {
            return null;
        }

        return !MayBeLate ? NotLate
            : told > Now ? InTheFuture.With("occurredAt", Rfc3339(told))
            : told < incident?.ChangedAt ? BeforeTheLastChange.With("occurredAt", Rfc3339(told)).With("changedAt", Rfc3339(incident.ChangedAt))
            : null;
    }

    private static string Rfc3339(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
