using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Leases;

/// <summary>How a lease stands.</summary>
public enum LeaseStatus
{
    /// <summary>The seat is used.</summary>
    Active,

    /// <summary>It was given back.</summary>
    Released,

    /// <summary>It ended by itself.</summary>
    Expired,

    /// <summary>No seat was left: it is in the line.</summary>
    Waiting,

    /// <summary>A seat is kept for it.</summary>
    Offered,

    /// <summary>The seat was not taken in time.</summary>
    Passed,

    /// <summary>It left the line.</summary>
    Withdrawn,
}

/// <summary>
/// A seat of a shared pool that is lent to one person for the time of use. It is what the recorded events say; <see cref="At"/> tells what it is at an instant.
/// </summary>
/// <param name="Id">The stream.</param>
/// <param name="PoolId">The pool.</param>
/// <param name="ClientId">The client.</param>
/// <param name="PersonId">Who uses it.</param>
/// <param name="Status">How it stands.</param>
/// <param name="AskedAt">When it was asked for (UTC).</param>
public sealed record LicenceLease(Guid Id, Guid PoolId, string ClientId, Guid PersonId, LeaseStatus Status, DateTimeOffset AskedAt) : IState<LicenceLease>
{
    /// <summary>Its stream's version.</summary>
    public int Version { get; init; }

    /// <summary>Its number in the line; null: it is not in it.</summary>
    public int? Ticket { get; init; }

    /// <summary>Since when it holds a seat (UTC); null: it never did.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>Since when its seat is used (UTC): not while it is only kept; null: it never was.</summary>
    public DateTimeOffset? UsedSince { get; init; }

    /// <summary>When its seat is free again by itself (UTC); null: it holds none.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>When it was over (UTC); null: it is not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When it was last renewed, or granted (UTC).</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>What happened to it by itself up to an instant and is not recorded yet, and when; null: nothing.</summary>
    /// <param name="instant">UTC.</param>
    public (EventOf<LicenceLease> Happened, LeaseEnding Ending, DateTimeOffset At)? Lapse(DateTimeOffset instant) =>
        HeldUntil is not { } end || end > instant ? null
        : Status == LeaseStatus.Offered ? (new LeasePassed(), LeaseEnding.NotTaken, end)
        : (new LeaseExpired(), LeaseEnding.Expired, end);

    /// <summary>The lease at an instant, with what happened by itself up to then.</summary>
    /// <param name="instant">UTC.</param>
    public LicenceLease At(DateTimeOffset instant) => Lapse(instant) is { } lapse ? Evolve(this, lapse.Happened, lapse.At)! : this;

    /// <inheritdoc/>
    public static LicenceLease? Evolve(LicenceLease? state, EventOf<LicenceLease> happened, DateTimeOffset at)
    {
        LicenceLease? after = (state, happened) switch
        {
            (null, LeaseGranted e) => new(e.LeaseId, e.PoolId, e.ClientId, e.PersonId, LeaseStatus.Active, at) { HeldSince = at, UsedSince = at, HeldUntil = e.EndsAt },
            (null, LeaseRequested e) => new(e.LeaseId, e.PoolId, e.ClientId, e.PersonId, LeaseStatus.Waiting, at) { Ticket = e.Ticket },
            ({ }, LeaseOffered e) => state with { Status = LeaseStatus.Offered, Ticket = null, HeldSince = at, HeldUntil = e.EndsAt },
            ({ }, LeaseTaken e) => state with { Status = LeaseStatus.Active, UsedSince = at, HeldUntil = e.EndsAt },
            ({ }, LeasePassed) => state.Over(LeaseStatus.Passed, at),
            ({ }, LeaseWithdrawn) => state.Over(LeaseStatus.Withdrawn, at),
            ({ }, LeaseRenewed e) => state with { HeldUntil = e.EndsAt },
            ({ }, LeaseReleased) => state.Over(LeaseStatus.Released, at),
            ({ }, LeaseExpired) => state.Over(LeaseStatus.Expired, at),
            _ => state,
        };
        return after is null ? null : after with { Version = after.Version + 1, ChangedAt = at };
    }

    private LicenceLease Over(LeaseStatus status, DateTimeOffset at) => this with { Status = status, Ticket = null, HeldUntil = null, EndedAt = at };
}
