using FluentAssertions;
using SBG.Domain.Billing.Closings;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Billing.Invoices.InvoiceWorld;

namespace SBG.Domain.Tests.Billing;

public sealed class FiscalYearTests
{
    private static readonly FiscalYear Year = new(2026);
    private static readonly Sealed<string> Reason = new("finance", "scellé");

    [Fact]
    public void It_is_closed_once_when_it_is_over_and_every_invoice_of_it_is_issued()
    {
        CloseFiscalYear.Decide(new(Year, 0), null, new(2027, 3, 31)).Refusal!.Code.Should().Be("billing/fiscal-year-not-over");
        CloseFiscalYear.Decide(new(Year, 2), null, new(2027, 4, 1)).Refusal!.Code.Should().Be("billing/fiscal-year-has-drafts");
        CloseFiscalYear.Decide(new(Year, 0), Closed, new(2027, 4, 1)).Events.Should().BeEmpty();
        (Closed.Year, Closed.Admitted.Length).Should().Be(("2026-2027", 0));
    }

    [Fact]
    public void Its_months_are_out_of_reach_until_finance_decides_otherwise_for_a_client()
    {
        FiscalYearClosing.Bars([Closed], Client, November).Should().BeTrue();
        FiscalYearClosing.Bars([Closed], Client, new(2027, 4)).Should().BeFalse();
        var admitted = AdmitLateFacts.Decide(new(Client, November, Reason), Closed).Events.Aggregate(Closed, (state, e) => FiscalYearClosing.Evolve(state, e, default)!);
        FiscalYearClosing.Bars([admitted], Client, November).Should().BeFalse();
        FiscalYearClosing.Bars([admitted], "ville-exemple", November).Should().BeTrue();
        AdmitLateFacts.Decide(new(Client, November, Reason), admitted).Events.Should().BeEmpty();
        AdmitLateFacts.Decide(new(Client, new(2027, 4), Reason), Closed).Refusal!.Code.Should().Be("billing/month-of-another-year");
        DrawnInvoice.Of(Facts() with { IsBarred = true }).Obstacles.Select(obstacle => obstacle.Code).Should().Equal("billing/fiscal-year-closed");
    }

    private static FiscalYearClosing Closed { get; } = FiscalYearClosing.Evolve(null, (FiscalYearClosed)CloseFiscalYear.Decide(new(Year, 0), null, new(2027, 4, 1)).Events.Single(), default)!;
}
