using System.Globalization;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Leases;

namespace SBG.Projections.Licences;

/// <summary>
/// Answers: how was a pool used in one hour in which something happened to it? How many at once, for how long, who waited, who was refused. It also keeps the pool as
/// the hour found it, so that the pool at an instant is folded from the events of one hour, however long its history.
/// </summary>
/// <param name="Id">Follows from pool and hour.</param>
/// <param name="PoolId">The pool.</param>
/// <param name="Hour">The first instant of the hour (UTC).</param>
/// <param name="Opening">The pool as the hour found it; null: it was opened in this hour.</param>
public sealed record PoolHour(Guid Id, Guid PoolId, DateTimeOffset Hour, LicencePool? Opening)
{
    /// <summary>The balance after the last event of the hour so far.</summary>
    public PoolBalance Balance { get; init; }

    /// <summary>When that event happened (UTC).</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>How long seats were used up to then: assigned, set aside or lent; one seat for one hour is an hour.</summary>
    public TimeSpan SeatTime { get; init; }

    /// <summary>How long seats were lent up to then.</summary>
    public TimeSpan LeaseTime { get; init; }

    /// <summary>The most seats used at once.</summary>
    public int PeakUsed { get; init; }

    /// <summary>The most seats lent at once.</summary>
    public int PeakLeased { get; init; }

    /// <summary>How many leases wait after the last event.</summary>
    public int Waiting { get; init; }

    /// <summary>The most leases that waited at once.</summary>
    public int PeakWaiting { get; init; }

    /// <summary>Seats lent at once, without waiting.</summary>
    public int Granted { get; init; }

    /// <summary>Seats kept for leases that had waited.</summary>
    public int Served { get; init; }

    /// <summary>How long those had waited in all.</summary>
    public TimeSpan WaitTime { get; init; }

    /// <summary>How long the one of them that waited longest had waited.</summary>
    public TimeSpan LongestWait { get; init; }

    /// <summary>Leases that left the line without a seat.</summary>
    public int Left { get; init; }

    /// <summary>Seats that were kept and not taken.</summary>
    public int NotTaken { get; init; }

    /// <summary>Leases refused for want of seats.</summary>
    public int Refused { get; init; }

    /// <summary>The hour in which an instant lies.</summary>
    /// <param name="instant">UTC.</param>
    public static DateTimeOffset Of(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>The id of an hour's document.</summary>
    /// <param name="poolId">The pool.</param>
    /// <param name="hour">Its first instant (UTC).</param>
    public static Guid IdOf(Guid poolId, DateTimeOffset hour) =>
        DerivedId.Of("pool-hour", poolId.ToString(), hour.UtcDateTime.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture));

    /// <summary>An hour of which nothing is known but how the pool entered it.</summary>
    /// <param name="poolId">The pool.</param>
    /// <param name="hour">Its first instant (UTC).</param>
    /// <param name="opening">The pool as the hour found it; null: there was none.</param>
    public static PoolHour Begin(Guid poolId, DateTimeOffset hour, LicencePool? opening) =>
        Entered(poolId, hour, opening?.Balance ?? default, opening?.Waiting ?? 0) with { Opening = opening };

    /// <summary>A later hour that nothing happened in, this one being the last in which something did.</summary>
    /// <param name="hour">Its first instant (UTC).</param>
    public PoolHour Quiet(DateTimeOffset hour) => Entered(PoolId, hour, Balance, Waiting);

    /// <summary>The hour after one more event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="at">When it happened (UTC), within the hour.</param>
    /// <param name="after">The pool after it.</param>
    public PoolHour With(EventOf<LicencePool> happened, DateTimeOffset at, LicencePool after)
    {
        ArgumentNullException.ThrowIfNull(after);
        var moved = Until(at) with
        {
            Balance = after.Balance,
            Waiting = after.Waiting,
            PeakUsed = Math.Max(PeakUsed, after.Balance.Used),
            PeakLeased = Math.Max(PeakLeased, after.Balance.Leased),
            PeakWaiting = Math.Max(PeakWaiting, after.Waiting),
        };
        return happened switch
        {
            SeatLeased { WaitingSince: { } since } => moved with { Served = Served + 1, WaitTime = WaitTime + (at - since), LongestWait = at - since > LongestWait ? at - since : LongestWait },
            SeatLeased => moved with { Granted = Granted + 1 },
            SeatLeaseEnded { Ending: LeaseEnding.NotTaken } => moved with { NotTaken = NotTaken + 1 },
            LeaseUnqueued => moved with { Left = Left + 1 },
            LeaseRefused => moved with { Refused = Refused + 1 },
            _ => moved,
        };
    }

    /// <summary>The hour with the time up to an instant, when nothing happens until then.</summary>
    /// <param name="instant">UTC; after the hour's end: its end.</param>
    public PoolHour Until(DateTimeOffset instant)
    {
        var end = Hour.AddHours(1) is var last && instant < last ? instant : last;
        return end <= LastAt ? this : this with
        {
            LastAt = end,
            SeatTime = SeatTime + new TimeSpan((end - LastAt).Ticks * Balance.Used),
            LeaseTime = LeaseTime + new TimeSpan((end - LastAt).Ticks * Balance.Leased),
        };
    }

    private static PoolHour Entered(Guid poolId, DateTimeOffset hour, PoolBalance balance, int waiting) => new(IdOf(poolId, hour), poolId, hour, null)
    {
        Balance = balance,
        LastAt = hour,
        PeakUsed = balance.Used,
        PeakLeased = balance.Leased,
        Waiting = waiting,
        PeakWaiting = waiting,
    };
}
