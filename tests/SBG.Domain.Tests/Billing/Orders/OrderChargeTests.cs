using System.Collections.Immutable;
using CsCheck;
using FluentAssertions;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Billing.Invoices.InvoiceWorld;

namespace SBG.Domain.Tests.Billing.Orders;

public sealed class OrderChargeTests
{
    private static readonly OrderPrice SetUp = new(null, null, 2m, new(150m), Money.Zero);
    private static readonly OrderPrice Disks = new("disques", null, 6m, new(20m), new(1.58m));
    private static readonly Guid Order = Guid.Parse("0190a000-0000-7000-8000-000000000301");
    private static readonly Period Whole = November.In(Toronto);

    [Fact]
    public void A_delivery_is_charged_and_its_end_is_noted()
    {
        var begun = ChargeOrder.Decide(new(Begun(SetUp, Disks)), null).Events.Single();
        var charge = OrderCharge.Evolve(null, begun, Whole.From)!;
        ChargeOrder.Decide(new(Begun(SetUp, Disks with { Count = 8m })), charge).Events.Should().ContainSingle().Which.Should().BeOfType<OrderChargeChanged>();
        EndOrderCharge.Decide(charge).Events.Should().ContainSingle().Which.Should().BeOfType<OrderChargeEnded>();
    }

    [Fact]
    public void What_costs_nothing_is_charged_already_or_was_given_up_records_nothing()
    {
        ChargeOrder.Decide(new(Begun()), null).Events.Should().BeEmpty();
        ChargeOrder.Decide(new(Begun(SetUp)), Charge((Whole.From, [SetUp]))).Events.Should().BeEmpty();
        var ended = OrderCharge.Evolve(Charge((Whole.From, [SetUp])), new OrderChargeEnded(), Whole.Until)!;
        ChargeOrder.Decide(new(Begun(Disks)), ended).Events.Should().BeEmpty();
        EndOrderCharge.Decide(ended).Events.Should().BeEmpty();
    }

    [Fact]
    public void Once_is_due_in_the_month_of_the_delivery_and_monthly_for_the_time_that_is_held()
    {
        var middle = Whole.From + (Whole.Length / 2);
        var lines = Lines(Whole, Charge((middle, [SetUp, Disks])));
        lines.Select(line => (line.Price.Name, line.Price.Kind, line.Rated.Amount)).Should().Equal(
            ("Poste", OrderedKind.OneOff, new Money(300m)), ("Poste (disques)", OrderedKind.OneOff, new Money(120m)), ("Poste (disques)", OrderedKind.Monthly, new Money(4.74m)));
        Lines(new BillingMonth(2026, 12).In(Toronto), Charge((middle, [SetUp, Disks]))).Select(line => line.Rated.Amount).Should().Equal(new Money(9.48m));
        Lines(Whole, Charge((Whole.From, [Disks]), (middle, []))).Select(line => line.Rated.Amount).Should().Equal(new Money(120m), new Money(4.74m));
        Lines(new BillingMonth(2026, 10).In(Toronto), Charge((Whole.From, [SetUp, Disks]))).Should().BeEmpty("the first instant of a month is not of the one before");
    }

    [Fact]
    public void A_correction_costs_once_only_what_is_more_than_ever_before()
    {
        var day = Whole.From.AddDays(1);
        var lines = Lines(Whole, Charge((Whole.From, [Disks]), (day, [Disks with { Count = 4m }]), (day.AddDays(1), [Disks with { Count = 7m }])));
        lines[0].Rated.Amount.Should().Be(new Money(140m));
        lines[1].Uses.Select(use => use.Count).Should().Equal(6m, 4m, 7m);
        lines[1].Uses.Sum(use => use.Units).Should().Be(lines[1].Quantity.Units);
    }

    [Fact]
    public void Orders_of_one_price_share_a_line_and_the_order_in_which_they_are_told_changes_nothing() =>
        Gen.Select(Gen.Long[0, 29 * TimeSpan.TicksPerDay], Gen.Int[1, 9]).Array[1, 8].Sample(all =>
        {
            var orders = all.Select((order, n) => Charge((Whole.From.AddTicks(order.Item1), [Disks with { Count = order.Item2 }])) with { Id = Guid.Parse($"0190a000-0000-7000-8000-{n:x12}") }).ToArray();
            var (one, other) = (Lines(Whole, orders), Lines(Whole, [.. orders.Reverse()]));
            one.Select(line => line.Rated.Amount).Should().Equal(other.Select(line => line.Rated.Amount)).And.HaveCount(2);
            one[0].Rated.Amount.Should().Be(new Money(20m * all.Sum(order => order.Item2)));
            one[1].Uses.SequenceEqual(other[1].Uses).Should().BeTrue();
        });

    [Fact]
    public void An_end_that_is_told_after_the_invoice_comes_back_on_the_next_one_and_a_delivery_is_charged_there()
    {
        var middle = Whole.From + (Whole.Length / 2);
        var issued = DrawnInvoice.Of(Facts() with { Orders = [Charge((Whole.From, [Disks]))] }).Content!;
        issued.Totals.Base.Should().Be(new Money(42m + 120m + 9.48m));
        var late = Charge((middle, [SetUp])) with { Id = Order };
        var known = Facts(new(2027, 1, 8, 0, 0, 0, TimeSpan.Zero)) with { Orders = [Charge((Whole.From, [Disks]), (middle, [])), late] };
        var adjustments = new EarlierMonth(Issued.Id, Issued.Number!, known, issued.Lines).Adjustments(new(2026, 12)).ToArray();
        adjustments.Select(line => line.Amount).Should().BeEquivalentTo([new Money(-4.74m), new Money(300m)]);
        adjustments.Should().OnlyContain(line => line.Ordered!.Orders.Length == 1 && line.Steps.All(step => step.AddsUp));

        var never = new EarlierMonth(Issued.Id, Issued.Number!, known with { Orders = [] }, issued.Lines).Adjustments(new(2026, 12)).ToArray();
        never.Select(line => line.Amount).Should().BeEquivalentTo([new Money(-120m), new Money(-9.48m)]);
        never.Should().OnlyContain(line => line.Ordered!.Orders.Single().Units == 0m);
    }

    private static OrderedLine[] Lines(Period month, params OrderCharge[] orders) => [.. OrderedLine.Of(orders, month, month.Until)];

    private static OrderChargeBegun Begun(params OrderPrice[] prices) =>
        new(OrderCharge.StreamOf(Order), Order, Order, Order, "DS-2026-000001", Order, "Poste", 3, new(2026, 10, 1), Seats.Plans[0], [.. prices]);

    private static OrderCharge Charge(params (DateTimeOffset At, ImmutableArray<OrderPrice> Prices)[] changes)
    {
        var begun = OrderCharge.Evolve(null, Begun([.. changes[0].Prices]), changes[0].At)!;
        return changes.Skip(1).Aggregate(begun, (charge, change) =>
            OrderCharge.Evolve(charge, change.Prices.IsEmpty ? new OrderChargeEnded() : new OrderChargeChanged(change.Prices), change.At)!);
    }
}
