using System.Text.Json;
using FluentAssertions;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Billing.Invoices.InvoiceWorld;

namespace SBG.Domain.Tests.Billing.Invoices;

public sealed class IssueInvoiceTests
{
    [Fact]
    public void It_is_issued_with_all_that_explains_it()
    {
        var issued = Issue(Draft, DrawnInvoice.Of(Facts()));
        issued.DueOn.Should().Be(new DateOnly(2027, 1, 4));
        var content = issued.Content;
        (content.Totals.Base, content.Totals.Tps, content.Totals.Tvq, content.Totals.Total).Should().Be((new Money(42m), new Money(2.10m), new Money(4.19m), new Money(48.29m)));
        content.Supplier.Should().Be(Provider);
        content.Basis.Should().BeEquivalentTo(new InvoiceBasis(3, [new(Seats.Plans[0], 1)], 0));
        var line = content.Lines.Single();
        line.Seats.Should().Equal(new InvoicedSeat(SeatId, 1, content.Until.UtcTicks - content.From.UtcTicks));
        (line.Units, line.Per, line.Steps[^1].Outcome).Should().Be((line.Seats[0].Ticks, line.Seats[0].Ticks, line.Amount.Amount));
        content.Through.Should().Be(content.Until);
    }

    [Fact]
    public void What_stands_in_the_way_is_told()
    {
        Codes(Facts(new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero))).Should().Equal("billing/month-not-over");
        Codes(Facts(new(2026, 12, 4, 4, 59, 59, TimeSpan.Zero))).Should().Equal("billing/grace-period");
        Codes(Facts(new(2026, 12, 4, 5, 0, 0, TimeSpan.Zero))).Should().BeEmpty();
        Codes(Facts() with { Treatment = null }).Should().Equal("billing/no-tax-regime");
        Codes(Facts() with { Supplier = null }).Should().Equal("billing/no-supplier");
        Codes(Facts() with { Seats = [] }).Should().Equal("billing/nothing-to-bill");
        Codes(Facts() with { Plans = new Dictionary<Guid, PricePlan>() }).Should().Equal("billing/no-price-in-force");
        IssueInvoice.Decide(new("FAC", default, ""), Draft, DrawnInvoice.Of(Facts() with { Treatment = null })).Refusal.Should().Be(InvoicePreview.NoTaxRegime);
        IssueInvoice.Decide(new("FAC", default, ""), Issued, DrawnInvoice.Of(Facts())).Refusal.Should().Be(IssueInvoice.AlreadyIssued);

        static IEnumerable<string> Codes(InvoiceFacts facts) => DrawnInvoice.Of(facts).Obstacles.Select(obstacle => obstacle.Code);
    }

    [Fact]
    public void The_same_facts_give_the_same_bytes_in_any_order()
    {
        var more = Facts() with { Seats = [.. Facts().Seats, Seats.Of(Guid.Parse("0190a000-0000-7000-8000-00000000000b"), [.. Facts().Seats.Single().Changes])] };
        Bytes(more with { Seats = [.. more.Seats.Reverse()] }).Should().Be(Bytes(more));

        static string Bytes(InvoiceFacts facts) => JsonSerializer.Serialize(DrawnInvoice.Of(facts).Content);
    }

    [Fact]
    public void An_invoice_is_begun_once_and_not_before_its_month()
    {
        DraftInvoice.Decide(new(Client, November), null, November).Events.Should().Equal(new InvoiceDrafted(Draft.Id, Client, "2026-11"));
        DraftInvoice.Decide(new(Client, November), Draft, November).Should().BeEquivalentTo(new { Refusal = (Refusal?)null, Events = Array.Empty<object>() });
        DraftInvoice.Decide(new(Client, new(2026, 12)), null, November).Refusal!.Code.Should().Be("billing/month-to-come");
    }

    [Fact]
    public void Ids_of_a_client_are_in_the_order_of_months()
    {
        var ids = Enumerable.Range(0, 30).Select(n => Invoice.StreamOf(Client, new(2025 + (n / 12), (n % 12) + 1)).ToString()).ToArray();
        ids.Should().BeInAscendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("2027-04-01T03:59:59Z", "2026-2027")]
    [InlineData("2027-04-01T04:00:00Z", "2027-2028")]
    [InlineData("2027-01-01T00:00:00Z", "2026-2027")]
    public void The_last_second_of_march_in_quebec_is_of_the_old_fiscal_year(string instant, string year) =>
        FiscalYear.Of(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)).ToString().Should().Be(year);

    [Fact]
    public void A_fiscal_year_is_read_as_it_is_written()
    {
        FiscalYear.Parse("2026-2027").Should().Be(new FiscalYear(2026));
        new[] { "2026-2028", "2026", "abcd-efgh", "2026/2027" }.Select(FiscalYear.Parse).Should().AllBeEquivalentTo((FiscalYear?)null);
    }
}
