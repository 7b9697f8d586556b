using CsCheck;
using FluentAssertions;
using NodaTime;
using SBG.Domain.Billing;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Billing.SeatChangeKind;
using Period = SBG.Domain.Kernel.Period;

namespace SBG.Domain.Tests.Billing;

public sealed class SeatTimeTests
{
    private static readonly DateTimeZone Toronto = DateTimeZoneProviders.Tzdb["America/Toronto"];
    private static readonly Guid A = Guid.Parse("0190a000-0000-7000-8000-00000000000a");

    [Fact]
    public void A_seat_is_held_from_its_assignment_to_its_release() =>
        Seat((Assigned, At(1)), (Released, At(5))).Intervals().Should().Equal(new SeatInterval(At(1), At(5), false));

    [Fact]
    public void A_suspended_seat_is_still_held_and_told_apart() =>
        Seat((Assigned, At(1)), (Suspended, At(2)), (Resumed, At(4))).Intervals().Should().Equal(
            new SeatInterval(At(1), At(2), false), new SeatInterval(At(2), At(4), true), new SeatInterval(At(4), null, false));

    [Fact]
    public void A_seat_can_be_released_while_suspended() =>
        Seat((Assigned, At(1)), (Suspended, At(2)), (Released, At(4))).Intervals().Should().Equal(
            new SeatInterval(At(1), At(2), false), new SeatInterval(At(2), At(4), true));

    [Fact]
    public void A_release_dated_back_ends_the_seat_when_it_happened() =>
        Seat((Assigned, At(1)), (Suspended, At(6)), (Resumed, At(7)), (Released, At(3))).Intervals().Should().Equal(new SeatInterval(At(1), At(3), false));

    [Fact]
    public void A_release_dated_before_the_assignment_leaves_no_time() =>
        Seat((Assigned, At(3)), (Released, At(3))).Intervals().Should().BeEmpty();

    [Theory]
    [InlineData(2026, 3, 8, 23)]
    [InlineData(2026, 11, 1, 25)]
    [InlineData(2026, 7, 1, 24)]
    public void A_day_has_the_hours_that_its_zone_gives_it(int year, int month, int day, int hours)
    {
        var seat = Seat((Assigned, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        var date = new DateOnly(year, month, day);
        var period = new Period(LocalDay.Start(date, Toronto), LocalDay.Start(date.AddDays(1), Toronto));
        SeatTime.ByDay([seat], period, Toronto).Should().Equal(new SeatDay(date, hours * TimeSpan.TicksPerHour, 0));
    }

    [Fact]
    public void Arrival_in_any_order_gives_the_same_time() =>
        Gen.Select(Seats.Changing, Gen.Int[0, int.MaxValue]).Sample((changes, seed) =>
        {
            // Distinct instants: two changes of one instant are ordered by their recording.
            var distinct = changes.DistinctBy(change => change.At).ToArray();
            var shuffled = distinct.ToArray();
            new Random(seed).Shuffle(shuffled);
            Seats.Of(A, shuffled).Intervals().Should().Equal(Seats.Of(A, distinct).Intervals());
        });

    [Fact]
    public void Splitting_a_period_anywhere_leaves_the_totals_unchanged() =>
        Gen.Select(Seats.Several, Seats.Instant, Seats.Instant, Seats.Instant).Sample((seats, a, b, c) =>
        {
            DateTimeOffset[] cuts = [a, b, c];
            Array.Sort(cuts);
            var whole = SeatTime.Total(seats, new(cuts[0], cuts[2]));
            (SeatTime.Total(seats, new(cuts[0], cuts[1])) + SeatTime.Total(seats, new(cuts[1], cuts[2]))).Should().Be(whole);
        });

    [Fact]
    public void Days_add_up_to_the_period() =>
        Gen.Select(Seats.Several, Seats.Instant, Seats.Instant, Seats.Zone).Sample((seats, a, b, zone) =>
        {
            var period = new Period(a < b ? a : b, a < b ? b : a);
            var days = SeatTime.ByDay(seats, period, zone);
            days.Sum(day => day.HeldTicks).Should().Be(SeatTime.Total(seats, period));
            days.All(day => 0 <= day.SuspendedTicks && day.SuspendedTicks <= day.HeldTicks).Should().BeTrue();
            days.All(day => day.HeldTicks <= seats.Length * LengthOf(day.Date, zone)).Should().BeTrue();
        });

    [Fact]
    public void Seconds_are_exact() =>
        Gen.Long[0, long.MaxValue / 2].Sample(ticks => SeatTime.Seconds(ticks) * TimeSpan.TicksPerSecond == ticks);

    private static long LengthOf(DateOnly day, DateTimeZone zone) => (LocalDay.Start(day.AddDays(1), zone) - LocalDay.Start(day, zone)).Ticks;

    private static SeatHistory Seat(params (SeatChangeKind Kind, DateTimeOffset At)[] changes) =>
        Seats.Of(A, [.. changes.Select(change => new SeatChange(change.Kind, change.At))]);

    private static DateTimeOffset At(int day) => new(2026, 11, day, 12, 0, 0, TimeSpan.Zero);
}
