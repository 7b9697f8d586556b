using CsCheck;
using FluentAssertions;
using NodaTime;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Billing.Charges;

/// <summary>Time over changes of the clocks and leap days, and what it costs.</summary>
public sealed class ProrationProperties
{
    private static readonly Gen<BillingMonth> Months = Gen.Select(Gen.Int[2020, 2032], Gen.Int[1, 12], (year, month) => new BillingMonth(year, month));

    [Fact]
    public void Cutting_a_month_anywhere_leaves_its_cumulative_amount() =>
        Gen.Select(Months, Seats.Zone, Charging.Any, Gen.Long[0, long.MaxValue], Gen.Int[0, 50]).Sample((month, zone, charge, cut, seats) =>
        {
            var span = month.In(zone);
            var whole = span.Length.Ticks;
            var part = cut % (whole + 1);
            var all = Cumulative(seats * whole, whole);
            var runs = Money.Zero;
            foreach (var (held, last) in ((long, bool)[])[(seats * part, false), ((seats * part) + (seats * (whole - part)), true)])
            {
                runs += ChargeRating.Next(ChargeRating.Rate(charge, new(held, whole), new(whole, whole), Reduction.None, last), runs).Amount;
            }

            runs.Should().Be(all);

            Money Cumulative(long held, long period) => ChargeRating.Rate(charge, new(held, period), new(period, period), Reduction.None, last: true).Amount;
        });

    [Fact]
    public void A_fee_for_a_whole_month_is_the_fee_in_every_zone_and_month() =>
        Gen.Select(Months, Seats.Zone, Charging.Amount).Sample((month, zone, fee) =>
        {
            var ticks = month.In(zone).Length.Ticks;
            var whole = new Share(ticks, ticks);
            return ChargeRating.Rate(new("fee", null, new RecurringCharge(fee)), Quantity.None, whole, Reduction.None, last: true).Amount == fee
                && ChargeRating.Rate(Charge.PerSeat(fee), new(ticks, ticks), whole, Reduction.None, last: true).Amount == fee;
        });

    [Theory]
    [InlineData(2024, 2, 29 * 24)]
    [InlineData(2026, 2, 28 * 24)]
    [InlineData(2026, 3, (31 * 24) - 1)]
    [InlineData(2026, 11, (30 * 24) + 1)]
    public void A_day_of_the_month_costs_its_hours(int year, int month, int hours)
    {
        var toronto = DateTimeZoneProviders.Tzdb["America/Toronto"];
        var span = new BillingMonth(year, month).In(toronto);
        span.Length.Should().Be(TimeSpan.FromHours(hours));
        var day = LocalDay.Start(new(year, month, 2), toronto) - span.From;
        var fee = new Charge("fee", null, new RecurringCharge(new(hours)));
        ChargeRating.Rate(fee, Quantity.None, new(day.Ticks, span.Length.Ticks), Reduction.None, last: true)
            .Amount.Should().Be(new Money((decimal)day.Ticks / TimeSpan.TicksPerHour));
    }
}
