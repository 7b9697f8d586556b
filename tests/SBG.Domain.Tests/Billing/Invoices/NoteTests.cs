using System.Collections.Immutable;
using CsCheck;
using FluentAssertions;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Billing.Invoices.InvoiceWorld;

namespace SBG.Domain.Tests.Billing.Invoices;

/// <summary>Credit and debit notes: each tax anew on what is noted, together never more than the invoice, and exactly it in the end.</summary>
public sealed class NoteTests
{
    private static readonly DateOnly Day = new(2026, 12, 20);

    [Fact]
    public void Credits_in_any_parts_never_exceed_and_exactly_exhaust_the_invoice() =>
        Gen.Select(Gen.Int[0, 500_000].Array[1, 5], Gen.Enum<TaxTreatment>(), Gen.Int[0, int.MaxValue]).Sample((cents, regime, seed) =>
        {
            var (invoice, chance) = (With(regime, cents), new Random(seed));
            for (var n = 0; n < 6; n++)
            {
                ImmutableArray<NotedLine> part =
                [
                    .. invoice.Balance()!.Lines.Where(line => line.Value > Money.Zero && chance.Next(2) == 0)
                        .Select(line => new NotedLine(line.Key, new(chance.Next(1, (int)(line.Value.Amount * 100m) + 1) / 100m))),
                ];
                invoice = part.IsEmpty ? invoice : Credit(invoice, part);
                var left = invoice.Balance()!.Totals;
                (left.Base >= Money.Zero && left.Tps >= Money.Zero && left.Tvq >= Money.Zero).Should().BeTrue();
                (left.Base + left.Tps + left.Tvq).Should().Be(left.Total);
            }

            if (!invoice.Balance()!.IsExhausted)
            {
                invoice = Credit(invoice, null);
            }

            invoice.Balance()!.Totals.Should().Be(new TaxedTotal(Money.Zero, Money.Zero, Money.Zero, Money.Zero));
            invoice.Notes.Should().OnlyContain(note => note.Totals.Base + note.Totals.Tps + note.Totals.Tvq == note.Totals.Total
                && note.Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount) == note.Totals.Base);
            if (invoice.Notes.Length > 0)
            {
                (invoice.Status, IssueCreditNote.Hindrance(invoice)).Should().Be((InvoiceStatus.Credited, IssueCreditNote.NothingLeft));
            }
        });

    [Fact]
    public void The_last_credit_takes_the_residue_of_the_roundings()
    {
        // Taxes of 0.30 are 0.02 and 0.03; those of 0.10 are 0.01 and 0.01.
        var invoice = With(TaxTreatment.Taxable, 10, 10, 10);
        (invoice.Content!.Totals.Tps, invoice.Content.Totals.Tvq).Should().Be((new Money(0.02m), new Money(0.03m)));
        foreach (var line in invoice.Content.Lines)
        {
            invoice = Credit(invoice, [new(line.Id, new(0.10m))]);
        }

        invoice.Notes.Select(note => (note.Totals.Tps.Amount, note.Totals.Tvq.Amount)).Should().Equal((0.01m, 0.01m), (0.01m, 0.01m), (0.00m, 0.01m));
    }

    [Fact]
    public void What_is_no_credit_is_refused()
    {
        var (invoice, line) = (With(TaxTreatment.Taxable, 1_000), With(TaxTreatment.Taxable, 1_000).Content!.Lines[0].Id);
        Refusal([new(Guid.Empty, new(1m))]).Should().Be("billing/unknown-line");
        Refusal([new(line, new(10.01m))]).Should().Be("billing/credit-exceeds-line");
        Refusal([new(line, new(0m))]).Should().Be("billing/credit-exceeds-line");
        Refusal([new(line, new(0.001m))]).Should().Be("billing/credit-exceeds-line");
        Refusal([new(line, new(1m)), new(line, new(1m))]).Should().Be("billing/credit-exceeds-line");
        IssueCreditNote.Flaw(null, Draft).Should().Be(SettleInvoice.NotIssued);
        IssueDebitNote.Flaw([new(line, new(-1m))], invoice).Should().Be(IssueDebitNote.NotADebit);
        IssueDebitNote.Flaw([], invoice).Should().Be(IssueDebitNote.NotADebit);
        IssueDebitNote.Flaw([new(Guid.Empty, new(1m))], invoice).Should().Be(DisputeLine.UnknownLine);

        string Refusal(ImmutableArray<NotedLine> lines) => IssueCreditNote.Flaw(lines, invoice)!.Code;
    }

    [Fact]
    public void What_is_debited_can_be_credited()
    {
        var invoice = With(TaxTreatment.Taxable, 1_000);
        var line = invoice.Content!.Lines[0].Id;
        invoice = Fold(invoice, IssueDebitNote.Decide(new(Guid.NewGuid(), "ND", Day, [new(line, new(2.50m))], null), invoice).Events.Single());
        invoice.Balance()!.Totals.Should().Be(new TaxedTotal(new(12.50m), new(0.63m), new(1.25m), new(14.38m)));
        invoice = Credit(invoice, null);
        (invoice.Status, invoice.Balance()!.Totals.Total).Should().Be((InvoiceStatus.Credited, Money.Zero));
    }

    private static Invoice Credit(Invoice invoice, ImmutableArray<NotedLine>? lines) =>
        Fold(invoice, IssueCreditNote.Decide(new(Guid.NewGuid(), "NC", Day, lines, null), invoice).Events.Single());

    private static Invoice With(TaxTreatment regime, params int[] cents)
    {
        var line = Issued.Content!.Lines[0];
        ImmutableArray<InvoicedLine> lines = [.. cents.Select((amount, n) => line with { Id = DerivedId.Of("essai", $"{n}"), Amount = new(amount / 100m) })];
        var content = Issued.Content with { TaxRegime = regime, Lines = lines, Totals = Taxes.On(new(cents.Sum() / 100m), regime) };
        return Issued with { Content = content };
    }
}
