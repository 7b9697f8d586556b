using System.Collections.Immutable;

namespace SBG.Domain.Billing;

/// <summary>What can happen to a seat that someone holds.</summary>
public enum SeatChangeKind
{
    /// <summary>It was given.</summary>
    Assigned,

    /// <summary>It was suspended; nobody else can have it.</summary>
    Suspended,

    /// <summary>It is used again.</summary>
    Resumed,

    /// <summary>It went back to the pool.</summary>
    Released,
}

/// <summary>One change of a seat.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When it happened (UTC), whenever it was recorded.</param>
public sealed record SeatChange(SeatChangeKind Kind, DateTimeOffset At);

/// <summary>A stretch of time during which a seat was held without a change.</summary>
/// <param name="From">First instant (UTC).</param>
/// <param name="Until">First instant after (UTC); null while it lasts.</param>
/// <param name="Suspended">Whether the seat was suspended.</param>
public readonly record struct SeatInterval(DateTimeOffset From, DateTimeOffset? Until, bool Suspended);

/// <summary>One seat held by one person, as billing knows it: the changes, in any order of arrival.</summary>
/// <param name="AssignmentId">The assignment.</param>
/// <param name="PoolId">The pool that the seat belongs to.</param>
/// <param name="PricePlanId">The plan by which it is charged.</param>
/// <param name="Changes">In the order of recording.</param>
public sealed record SeatHistory(Guid AssignmentId, Guid PoolId, Guid PricePlanId, ImmutableArray<SeatChange> Changes)
{
    /// <summary>The cost centre that bears it, as it was when the seat was given; null: none is known.</summary>
    public string? CostCentre { get; init; }

    /// <summary>
    /// The stretches during which the seat was held, by when things happened. It is held from its assignment to its release (the earliest
    /// of each that is told); a release dated no later than the assignment leaves no time at all. A repeated suspension or resumption
    /// changes nothing.
    /// </summary>
    public ImmutableArray<SeatInterval> Intervals()
    {
        if (Earliest(SeatChangeKind.Assigned) is not { } from)
        {
            return [];
        }

        var end = Earliest(SeatChangeKind.Released);
        var intervals = ImmutableArray.CreateBuilder<SeatInterval>();
        var suspended = false;
        foreach (var change in Changes.OrderBy(change => change.At))
        {
            var suspends = change.Kind == SeatChangeKind.Suspended;
            if (change.Kind is SeatChangeKind.Assigned or SeatChangeKind.Released || suspends == suspended)
            {
                continue;
            }

            Close(change.At);
            suspended = suspends;
        }

        Close(end);
        return intervals.ToImmutable();

        void Close(DateTimeOffset? at)
        {
            var until = end < at || at is null ? end : at;
            if (until is null || from < until)
            {
                intervals.Add(new(from, until, suspended));
                from = until ?? from;
            }
        }
    }

    private DateTimeOffset? Earliest(SeatChangeKind kind)
    {
        DateTimeOffset? earliest = null;
        foreach (var change in Changes)
        {
            if (change.Kind == kind && (earliest is null || change.At < earliest))
            {
                earliest = change.At;
            }
        }

        return earliest;
    }
}
