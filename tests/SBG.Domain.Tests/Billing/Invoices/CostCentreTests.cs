using System.Collections.Immutable;
using CsCheck;
using FluentAssertions;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Billing.SeatChangeKind;
using static SBG.Domain.Tests.Billing.Invoices.InvoiceWorld;

namespace SBG.Domain.Tests.Billing.Invoices;

/// <summary>What cost centres bear adds up to lines, bases and taxes.</summary>
public sealed class CostCentreTests
{
    private static readonly Gen<SeatHistory[]> SeatsOfCentres =
        Gen.Select(Seats.Changing, Gen.Int[0, 3].Select(n => n == 0 ? null : $"cc-{n}"), (changes, centre) => (changes, centre)).Array[1, 8]
            .Select(all => all.Select((seat, n) => Seats.Of(Guid.Parse($"0190a000-0000-7000-8000-{n:x12}"), seat.changes) with { CostCentre = seat.centre }).ToArray());

    [Fact]
    public void Parts_add_up_to_lines_and_cost_centres_to_the_base_and_both_taxes() =>
        SeatsOfCentres.Sample(seats =>
        {
            var facts = Facts() with { Seats = seats };
            if (DrawnInvoice.Of(facts).Content is not { } content)
            {
                return;
            }

            content.Lines.Should().OnlyContain(line => line.Parts().Sum(part => part.Amount.Amount) == line.Amount.Amount && line.Parts().Sum(part => part.Units) == line.Units);
            var centres = CostCentreTotal.Of(content.Lines.SelectMany(line => line.Parts()), content.Totals);
            new TaxedTotal(Sum(centre => centre.Base), Sum(centre => centre.Tps), Sum(centre => centre.Tvq), Sum(centre => centre.Total)).Should().Be(content.Totals);
            centres.Select(centre => centre.CostCentre).Should().OnlyHaveUniqueItems();

            Money Sum(Func<TaxedTotal, Money> of) => centres.Aggregate(Money.Zero, (sum, centre) => sum + of(centre.Totals));
        });

    [Fact]
    public void Three_seats_of_three_centres_bear_a_third_each_to_the_cent()
    {
        var content = Content(Facts() with { Seats = [Seat(1, "a"), Seat(2, "b"), Seat(3, "c")], Plans = PlanOf(33.34m) });
        content.Lines.Single().Amount.Should().Be(new Money(100.02m));
        CostCentreTotal.Of(content.Lines.SelectMany(line => line.Parts()), content.Totals).Select(centre => (centre.CostCentre, centre.Totals.Base.Amount, centre.Totals.Tps.Amount, centre.Totals.Tvq.Amount))
            .Should().Equal(("a", 33.34m, 1.67m, 3.33m), ("b", 33.34m, 1.67m, 3.33m), ("c", 33.34m, 1.66m, 3.32m));
    }

    [Fact]
    public void Where_no_centre_is_known_nobody_is_told_apart()
    {
        var content = Content(Facts());
        content.Lines.Single().Dimensions.Should().BeEmpty();
        content.Lines.Single().Parts().Should().Equal(new LinePart(string.Empty, content.Lines[0].Units, new(42m)));
    }

    [Fact]
    public void An_adjustment_gives_each_centre_its_part_of_the_whole_over_all_documents()
    {
        var whole = November.In(Toronto);
        var issued = Content(Facts() with { Seats = [Seat(1, "a"), Seat(2, "b")] });
        SeatHistory[] known = [Seat(1, "a", whole.From + (whole.Length / 3)), Seat(2, "b"), Seat(3, "c")];
        var facts = Facts(new(2027, 1, 8, 0, 0, 0, TimeSpan.Zero)) with { Seats = known };
        var adjustment = new EarlierMonth(Issued.Id, Issued.Number!, facts, issued.Lines).Adjustments(new(2026, 12)).Single();
        adjustment.Parts().Sum(part => part.Amount.Amount).Should().Be(adjustment.Amount.Amount);
        Of(issued.Lines.Add(adjustment)).Should().BeEquivalentTo(Of(Content(Facts() with { Seats = known }).Lines));
        adjustment.Parts().Select(part => (part.Dimension, part.Amount.Amount)).Should().Equal(("a", -28m), ("b", 0m), ("c", 42m));

        static Dictionary<string, decimal> Of(ImmutableArray<InvoicedLine> lines) =>
            lines.SelectMany(line => line.Parts()).GroupBy(part => part.Dimension).ToDictionary(part => part.Key, part => part.Sum(one => one.Amount.Amount));
    }

    private static InvoiceContent Content(InvoiceFacts facts) => DrawnInvoice.Of(facts).Content!;

    private static Dictionary<Guid, PricePlan> PlanOf(decimal price) => new() { [Seats.Plans[0]] = PricePlanTests.Given((1, new(2026, 1, 1), price)) with { Id = Seats.Plans[0] } };

    private static SeatHistory Seat(int n, string centre, DateTimeOffset? until = null)
    {
        SeatChange given = new(Assigned, November.In(Toronto).From);
        return Seats.Of(Guid.Parse($"0190a000-0000-7000-8000-{n:x12}"), until is { } end ? [given, new(Released, end)] : [given, new(Released, November.In(Toronto).Until)]) with { CostCentre = centre };
    }
}
