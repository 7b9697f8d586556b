namespace SBG.Domain.Licences.Reclaims;

/// <summary>Why a licence could be taken back.</summary>
public enum ReclaimCause
{
    /// <summary>Nobody uses it.</summary>
    Inactivity,

    /// <summary>The same person holds another that includes it.</summary>
    Overlap,

    /// <summary>What it has beyond an included product is not used: that one would do.</summary>
    Downgrade,
}

/// <summary>Why a licence is still needed, as whoever objects says.</summary>
public enum ObjectionGround
{
    /// <summary>It is used; that was not seen.</summary>
    StillUsed,

    /// <summary>It will be used soon.</summary>
    NeededSoon,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>How a proposal to take a licence back stands.</summary>
public enum ReclaimStanding
{
    /// <summary>The holder can object.</summary>
    Open,

    /// <summary>Nobody objected in time: the licence is about to be taken back.</summary>
    Due,

    /// <summary>Someone objected: the licence stays.</summary>
    Objected,

    /// <summary>It was given up, or the licence was given back before.</summary>
    Withdrawn,

    /// <summary>The licence was taken back.</summary>
    Reclaimed,

    /// <summary>The person has it again.</summary>
    Reversed,
}

/// <summary>A proposal to take a licence back. Its deadlines follow from the instant: whether it is due does not depend on who has looked.</summary>
/// <param name="Cause">Why.</param>
/// <param name="ProposedAt">When the holder was told (UTC).</param>
/// <param name="LastUsedAt">When the licence was last used, as far as was known then (UTC).</param>
/// <param name="ObjectUntil">The first instant at which nobody can object any more (UTC).</param>
/// <param name="Covering">The licence of the same person that includes it.</param>
/// <param name="Instead">The pool from which the person could have a smaller licence.</param>
public sealed record Reclaim(ReclaimCause Cause, DateTimeOffset ProposedAt, DateTimeOffset? LastUsedAt, DateTimeOffset ObjectUntil, Guid? Covering, Guid? Instead)
{
    /// <summary>Why it is still needed, as was objected; null: nobody objected.</summary>
    public ObjectionGround? Objection { get; init; }

    /// <summary>When it was over (UTC); null: it is not.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Until when it can be reversed (UTC); null: the licence was not taken back.</summary>
    public DateTimeOffset? ReversibleUntil { get; init; }

    /// <summary>The licence that the person has again.</summary>
    public Guid? ReversedBy { get; init; }

    /// <summary>How it stands at an instant.</summary>
    /// <param name="instant">UTC.</param>
    public ReclaimStanding At(DateTimeOffset instant) =>
        ReversedBy is not null ? ReclaimStanding.Reversed
        : ReversibleUntil is not null ? ReclaimStanding.Reclaimed
        : Objection is not null ? ReclaimStanding.Objected
        : ClosedAt is not null ? ReclaimStanding.Withdrawn
        : instant < ObjectUntil ? ReclaimStanding.Open
        : ReclaimStanding.Due;
}
