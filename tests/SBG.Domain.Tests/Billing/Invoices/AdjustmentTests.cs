using FluentAssertions;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Billing.SeatChangeKind;
using static SBG.Domain.Tests.Billing.Invoices.InvoiceWorld;

namespace SBG.Domain.Tests.Billing.Invoices;

/// <summary>What comes after the invoice of its month goes to the next one, under its own month.</summary>
public sealed class AdjustmentTests
{
    private static readonly DateTimeOffset InJanuary = new(2027, 1, 8, 0, 0, 0, TimeSpan.Zero);
    private static readonly BillingMonth December = new(2026, 12);
    private static readonly Guid Late = Guid.Parse("0190a000-0000-7000-8000-00000000000b");

    [Fact]
    public void A_late_seat_is_charged_for_its_month_and_names_the_invoice_it_corrects()
    {
        var line = Draw([Held(SeatId), Held(Late, until: December.In(Toronto).From)]).Content!.Lines.Single(one => one.Adjusts is not null);
        line.Adjusts.Should().Be(new LineAdjustment("2026-11", Issued.Id, Issued.Number!, Issued.Content!.Lines[0].Id, Issued.Content.Lines[0].Units, new(42m)));
        (line.Amount, line.Units, line.Steps[^1].Rule).Should().Be((new Money(42m), 2 * Issued.Content.Lines[0].Units, Domain.Billing.Charges.RatingRule.LessBooked));
        line.Steps.Should().OnlyContain(step => step.AddsUp);
    }

    [Fact]
    public void What_was_charged_too_much_comes_back()
    {
        var middle = November.In(Toronto).From + (November.In(Toronto).Length / 2);
        var drawn = Draw([Held(SeatId, until: middle)]);
        drawn.Content!.Lines.Single().Amount.Should().Be(new Money(-21m));
        drawn.Content.Totals.Should().Be(new TaxedTotal(new(-21m), new(-1.05m), new(-2.09m), new(-24.14m)));

        // The seat was never held in November: the whole line comes back, and the seat that explains it is named.
        var gone = Draw([Held(SeatId, until: new(2026, 10, 5, 0, 0, 0, TimeSpan.Zero))]).Content!.Lines.Single();
        (gone.Amount, gone.Units, gone.Seats.Single()).Should().Be((new Money(-42m), 0m, new InvoicedSeat(SeatId, 2, 0)));
    }

    [Fact]
    public void Nothing_late_is_no_adjustment_and_a_later_price_does_not_touch_the_month()
    {
        Draw([Held(SeatId)]).Content!.Lines.Should().OnlyContain(line => line.Adjusts == null);
        var raised = PricePlanTests.Given((1, new(2026, 1, 1), 42m), (2, new(2026, 11, 1), 84m)) with { Id = Seats.Plans[0] };
        var earlier = Facts(InJanuary) with { Seats = [Held(SeatId)], Plans = new Dictionary<Guid, PricePlan> { [raised.Id] = raised with { Versions = raised.Versions[..1] } } };
        new EarlierMonth(Issued.Id, Issued.Number!, earlier, Issued.Content!.Lines).Adjustments(December).Should().BeEmpty();
    }

    [Fact]
    public void Adjusted_twice_the_sum_is_what_all_that_is_known_costs()
    {
        SeatHistory[] first = [Held(SeatId), Held(Late, until: new(2026, 11, 10, 0, 0, 0, TimeSpan.Zero))];
        SeatHistory[] then = [Held(SeatId), Held(Late, until: new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero))];
        var one = Month(first, Issued.Content!.Lines).Adjustments(December).Single();
        var two = Month(then, [.. Issued.Content.Lines, one]).Adjustments(new(2027, 1)).Single();
        var all = (Facts(InJanuary) with { Seats = then }).Preview().Base;
        (Issued.Content.Lines[0].Amount + one.Amount + two.Amount).Should().Be(all);
        (two.Id == one.Id).Should().BeFalse("each document has lines of its own");
        Month(then, [.. Issued.Content.Lines, one, two]).Adjustments(new(2027, 2)).Should().BeEmpty();
    }

    private static EarlierMonth Month(SeatHistory[] seats, System.Collections.Immutable.ImmutableArray<InvoicedLine> booked) =>
        new(Issued.Id, Issued.Number!, Facts(InJanuary) with { Seats = seats }, booked);

    private static DrawnInvoice Draw(SeatHistory[] seats) =>
        DrawnInvoice.Of(Facts(InJanuary) with { Month = December, Seats = seats, Earlier = [Month(seats, Issued.Content!.Lines)] });

    private static SeatHistory Held(Guid id, DateTimeOffset? until = null)
    {
        SeatChange given = new(Assigned, id == SeatId ? new(2026, 10, 1, 4, 0, 0, TimeSpan.Zero) : November.In(Toronto).From);
        return Seats.Of(id, until is { } end ? [given, new(Released, end)] : [given]);
    }
}
