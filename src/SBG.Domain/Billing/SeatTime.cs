using System.Collections.Immutable;
using NodaTime;
using SBG.Domain.Kernel;
using Period = SBG.Domain.Kernel.Period;

namespace SBG.Domain.Billing;

/// <summary>Seat-time of one local day.</summary>
/// <param name="Date">The day, in the client's zone.</param>
/// <param name="HeldTicks">Time held, suspended or not, summed over seats; in ticks of 100 ns, so that nothing is rounded.</param>
/// <param name="SuspendedTicks">The part of it during which the seat was suspended.</param>
public readonly record struct SeatDay(DateOnly Date, long HeldTicks, long SuspendedTicks);

/// <summary>One stretch of a seat within a period.</summary>
/// <param name="AssignmentId">Whose seat.</param>
/// <param name="Span">When.</param>
/// <param name="Suspended">Whether it was suspended then.</param>
public readonly record struct SeatUse(Guid AssignmentId, Period Span, bool Suspended);

/// <summary>
/// How long seats were held. Time is exact and never rounded. A suspended seat is held, and therefore charged: it stays taken from the
/// pool and the provider goes on paying for it; only a release ends the charge. The suspended part is told apart everywhere.
/// </summary>
public static class SeatTime
{
    /// <summary>A tick's share of a second, exactly.</summary>
    /// <param name="ticks">Ticks of 100 ns.</param>
    /// <returns>Seconds, with up to seven decimals.</returns>
    public static decimal Seconds(long ticks) => ticks / (decimal)TimeSpan.TicksPerSecond;

    /// <summary>The stretches of a seat within a period; one that still lasts reaches the period's end.</summary>
    /// <param name="seat">The seat.</param>
    /// <param name="period">Its end is the bound up to which time has passed.</param>
    public static IEnumerable<SeatUse> Within(SeatHistory seat, Period period)
    {
        foreach (var interval in seat.Intervals())
        {
            var until = interval.Until ?? period.Until;
            if (interval.From < until && period.Intersect(new(interval.From, until)) is { } span)
            {
                yield return new(seat.AssignmentId, span, interval.Suspended);
            }
        }
    }

    /// <summary>Time held within a period, summed over seats.</summary>
    /// <param name="seats">Seats.</param>
    /// <param name="period">When.</param>
    /// <returns>Ticks of 100 ns.</returns>
    public static long Total(IEnumerable<SeatHistory> seats, Period period) =>
        seats.SelectMany(seat => Within(seat, period)).Sum(use => use.Span.Length.Ticks);

    /// <summary>Time during which at least one seat was held.</summary>
    /// <param name="uses">Stretches, by when they began.</param>
    /// <returns>Ticks of 100 ns.</returns>
    public static long Covered(IEnumerable<SeatUse> uses)
    {
        ArgumentNullException.ThrowIfNull(uses);
        var (covered, until) = (0L, DateTimeOffset.MinValue);
        foreach (var use in uses)
        {
            if (use.Span.Until > until)
            {
                covered += (use.Span.Until - (use.Span.From > until ? use.Span.From : until)).Ticks;
                until = use.Span.Until;
            }
        }

        return covered;
    }

    /// <summary>Time held by local day, summed over seats; days without any are left out.</summary>
    /// <param name="seats">Seats.</param>
    /// <param name="period">When.</param>
    /// <param name="zone">The client's zone, whose days have 23, 24 or 25 hours.</param>
    public static ImmutableArray<SeatDay> ByDay(IEnumerable<SeatHistory> seats, Period period, DateTimeZone zone)
    {
        var days = new SortedDictionary<DateOnly, (long Held, long Suspended)>();
        foreach (var use in seats.SelectMany(seat => Within(seat, period)))
        {
            var from = use.Span.From;
            for (var date = LocalDay.Of(from, zone); from < use.Span.Until; date = date.AddDays(1))
            {
                var midnight = LocalDay.Start(date.AddDays(1), zone);
                var until = midnight < use.Span.Until ? midnight : use.Span.Until;
                var ticks = (until - from).Ticks;
                var sum = days.GetValueOrDefault(date);
                days[date] = (sum.Held + ticks, sum.Suspended + (use.Suspended ? ticks : 0));
                from = until;
            }
        }

        return [.. days.Select(day => new SeatDay(day.Key, day.Value.Held, day.Value.Suspended))];
    }
}
