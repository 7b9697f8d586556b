using CsCheck;
using FluentAssertions;
using NodaTime;
using SBG.Domain.Billing;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Billing.SeatChangeKind;

namespace SBG.Domain.Tests.Billing;

public sealed class InvoicePreviewTests
{
    private static readonly DateTimeZone Toronto = DateTimeZoneProviders.Tzdb["America/Toronto"];
    private static readonly BillingMonth November = new(2026, 11);
    private static readonly DateTimeOffset Later = new(2027, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Guid A = Guid.Parse("0190a000-0000-7000-8000-00000000000a");
    private static readonly Guid B = Guid.Parse("0190a000-0000-7000-8000-00000000000b");

    [Theory]
    [InlineData(2026, 2)]
    [InlineData(2026, 3)]
    [InlineData(2026, 7)]
    [InlineData(2026, 11)]
    public void A_whole_month_costs_the_monthly_price_whatever_its_length(int year, int month)
    {
        var preview = Preview(new(year, month), Later, [Seat(A, (Assigned, new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)))], Plan((1, new(2025, 1, 1), 12.34m)));
        preview.Lines.Should().ContainSingle().Which.Amount.Should().Be(new Money(12.34m));
        preview.Obstacles.Should().BeEmpty();
    }

    [Fact]
    public void Two_half_months_of_two_people_cost_one_month()
    {
        var middle = November.In(Toronto).From + (November.In(Toronto).Length / 2);
        var preview = Preview(
            November, Later, [Seat(A, (Assigned, Start(1)), (Released, middle)), Seat(B, (Assigned, middle))], Plan((1, new(2026, 1, 1), 10.01m)));
        preview.Base.Should().Be(new Money(10.01m));
        preview.Lines.Single().Uses.Select(use => use.AssignmentId).Should().Equal(A, B);
    }

    [Fact]
    public void A_price_change_makes_two_lines_cut_at_local_midnight()
    {
        var preview = Preview(November, Later, [Seat(A, (Assigned, Start(1)))], Plan((1, new(2026, 1, 1), 30m), (2, new(2026, 11, 16), 60m)));
        preview.Lines.Select(line => line.Price!.Number).Should().Equal(1, 2);
        preview.Lines[0].Slice.Until.Should().Be(new DateTimeOffset(2026, 11, 16, 5, 0, 0, TimeSpan.Zero));
        // The first half has 361 hours: the clocks went back on 1 November. 30 x 361/721 and 60 x 360/721.
        preview.Lines.Select(line => line.Amount.Amount).Should().Equal(15.02m, 29.96m);
    }

    [Fact]
    public void A_month_in_progress_is_counted_up_to_now_and_says_so()
    {
        var preview = Preview(November, Start(2), [Seat(A, (Assigned, Start(1)))], Plan((1, new(2026, 1, 1), 721m)));
        preview.Base.Should().Be(new Money(25m), "1 November 2026 has 25 hours of the month's 721");
        preview.Obstacles.Should().ContainSingle().Which.Code.Should().Be("billing/month-not-over");
    }

    [Fact]
    public void Without_a_regime_nothing_can_be_issued()
    {
        var preview = InvoicePreview.Of(November, Toronto, Later, [], new Dictionary<Guid, PricePlan>(), null);
        preview.Totals.Should().BeNull();
        preview.Obstacles.Should().Equal(InvoicePreview.NoTaxRegime);
    }

    [Fact]
    public void Time_without_a_price_is_shown_and_stops_the_invoice()
    {
        var preview = Preview(November, Later, [Seat(A, (Assigned, Start(1)))], Plan((1, new(2026, 11, 16), 60m)));
        preview.Lines.Select(line => line.Price?.Number).Should().Equal(null, 1);
        preview.Obstacles.Select(obstacle => obstacle.Code).Should().Equal("billing/no-price-in-force");
    }

    [Fact]
    public void A_seat_outside_the_month_leaves_no_line() =>
        Preview(November, Later, [Seat(A, (Assigned, Start(1).AddDays(-9)), (Released, Start(1)))], Plan((1, new(2026, 1, 1), 60m))).Lines.Should().BeEmpty();

    [Fact]
    public void Lines_explain_themselves_and_add_up() =>
        Gen.Select(Seats.Several, Seats.Instant, Seats.Zone, Gen.Int[0, 100_000], Gen.Int[1, 28], Gen.Enum<TaxTreatment>())
            .Sample((seats, now, zone, cents, day, treatment) =>
            {
                var plans = Seats.Plans.ToDictionary(id => id, id => Plan((1, new(2026, 10, 5), cents / 100m), (2, new(2026, 11, day), cents / 50m)) with { Id = id });
                var preview = InvoicePreview.Of(November, zone, now, seats, plans, treatment);
                preview.Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount).Should().Be(preview.Base);
                (preview.Totals!.Base + preview.Totals.Tps + preview.Totals.Tvq).Should().Be(preview.Totals.Total);
                preview.Lines.All(line => line.Uses.Sum(use => use.Span.Length.Ticks) == line.SeatTicks).Should().BeTrue();
                preview.Lines.All(line => line.Amount == new Money(line.Price!.MonthlyPerSeat.Amount * line.SeatTicks / line.MonthTicks).ToCent()).Should().BeTrue();
                preview.Lines.All(line => line.Rated!.Amount == line.Amount && line.Rated.Steps.All(step => step.AddsUp)).Should().BeTrue();
                preview.Lines.Sum(line => line.SeatTicks).Should().Be(SeatTime.Total(seats, new(preview.Span.From, preview.Through)));
            });

    [Fact]
    public void The_order_of_arrival_changes_nothing() =>
        Gen.Select(Seats.Several, Gen.Int[0, int.MaxValue]).Sample((seats, seed) =>
        {
            var shuffled = seats.ToArray();
            new Random(seed).Shuffle(shuffled);
            Told(shuffled).Should().Be(Told(seats));

            static string Told(SeatHistory[] seats) => System.Text.Json.JsonSerializer.Serialize(
                InvoicePreview.Of(November, Toronto, Later, seats, Seats.Plans.ToDictionary(id => id, id => Plan((1, new(2026, 1, 1), 12m))), TaxTreatment.Taxable));
        });

    private static InvoicePreview Preview(BillingMonth month, DateTimeOffset now, SeatHistory[] seats, PricePlan plan) =>
        InvoicePreview.Of(month, Toronto, now, seats, new Dictionary<Guid, PricePlan> { [Seats.Plans[0]] = plan }, TaxTreatment.Taxable);

    private static PricePlan Plan(params (int, DateOnly, decimal)[] versions) => PricePlanTests.Given(versions);

    private static SeatHistory Seat(Guid id, params (SeatChangeKind Kind, DateTimeOffset At)[] changes) =>
        Seats.Of(id, [.. changes.Select(change => new SeatChange(change.Kind, change.At))]);

    private static DateTimeOffset Start(int day) => LocalDay.Start(new(2026, 11, day), Toronto);
}
