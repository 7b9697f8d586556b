using FluentAssertions;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Suppliers;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Billing.Invoices.InvoiceWorld;

namespace SBG.Domain.Tests.Billing.Invoices;

/// <summary>What becomes of an invoice after its issue.</summary>
public sealed class InvoiceCourseTests
{
    private static readonly Sealed<string> Why = new("ana", "scellé");
    private static readonly Guid Line = Issued.Content!.Lines[0].Id;
    private static readonly DateOnly Today = new(2026, 12, 20);

    [Fact]
    public void It_is_settled_on_a_day_from_its_issue_to_today()
    {
        SettleInvoice.Decide(new(Today), Issued, Today).Events.Should().Equal(new InvoiceSettled(Today));
        SettleInvoice.Decide(new(new(2026, 12, 4)), Issued, Today).Refusal!.Code.Should().Be("billing/not-a-day-of-payment");
        SettleInvoice.Decide(new(new(2026, 12, 21)), Issued, Today).Refusal!.Code.Should().Be("billing/not-a-day-of-payment");
        SettleInvoice.Decide(new(Today), Draft, Today).Refusal.Should().Be(SettleInvoice.NotIssued);
        SettleInvoice.Decide(new(Today), Fold(Issued, new InvoiceSettled(Today)), Today).Events.Should().BeEmpty();
    }

    [Fact]
    public void A_line_is_contested_until_it_is_answered()
    {
        DisputeLine.Decide(new(Line, Why), Draft).Refusal.Should().Be(SettleInvoice.NotIssued);
        DisputeLine.Decide(new(Guid.Empty, Why), Issued).Refusal.Should().Be(DisputeLine.UnknownLine);
        var disputed = Fold(Issued, new InvoiceLineDisputed(Line, Why));
        disputed.Status.Should().Be(InvoiceStatus.Disputed);
        DisputeLine.Decide(new(Line, Why), disputed).Refusal.Should().Be(DisputeLine.AlreadyDisputed);
        SettleInvoice.Decide(new(Today), disputed, Today).Refusal.Should().Be(SettleInvoice.IsDisputed);
        ResolveDispute.Decide(new(Line, DisputeOutcome.Rejected, Why), Issued).Refusal.Should().Be(ResolveDispute.NotDisputed);

        var resolved = Fold(disputed, ResolveDispute.Decide(new(Line, DisputeOutcome.Upheld, Why), disputed).Events.Single());
        (resolved.Status, resolved.Disputes.Single().Outcome).Should().Be((InvoiceStatus.Issued, DisputeOutcome.Upheld));
        DisputeLine.Decide(new(Line, Why), resolved).Events.Should().HaveCount(1, "it can be contested again");
        Fold(Issued, new InvoiceSettled(Today), new InvoiceLineDisputed(Line, Why), new InvoiceDisputeResolved(Line, DisputeOutcome.Rejected, Why)).Status
            .Should().Be(InvoiceStatus.Settled);
    }

    [Fact]
    public void The_supplier_is_kept_in_versions()
    {
        var command = new ReviseSupplier(Provider.Name, Provider.Address, Provider.GstNumber, Provider.QstNumber, Provider.GraceDays, Provider.PaymentDays);
        var first = ReviseSupplier.Decide(command, null).Events.Single();
        var known = Supplier.Evolve(null, first, InDecember)!;
        known.Current.Should().BeEquivalentTo(Provider);
        ReviseSupplier.Decide(command, known).Events.Should().BeEmpty();
        ReviseSupplier.Decide(command with { GraceDays = 5 }, known).Events.Single().Should().BeOfType<SupplierRevised>().Which.Number.Should().Be(2);
    }
}
