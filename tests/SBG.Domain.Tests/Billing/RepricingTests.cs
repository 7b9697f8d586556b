using System.Collections.Immutable;
using FluentAssertions;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Rerating;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Billing.Invoices.InvoiceWorld;

namespace SBG.Domain.Tests.Billing;

public sealed class RepricingTests
{
    private static readonly PricePlan Plan = Facts().Plans.Values.Single();
    private static readonly Guid Line = Issued.Content!.Lines.Single().Id;

    [Fact]
    public void A_correction_counts_from_the_first_day_of_what_it_corrects()
    {
        var corrected = Corrected(40m);
        corrected.On(new(2026, 11, 1))!.MonthlyPerSeat.Should().Be(new Money(40m));
        CorrectPrice.Decide(new(1, new Money(40m)), corrected).Events.Should().BeEmpty("it says so already");
        CorrectPrice.Decide(new(9, new Money(40m)), Plan).Refusal!.Code.Should().Be("billing/unknown-price-version");
        CorrectPrice.Decide(new(1, new Money(-1m)), Plan).Refusal!.Code.Should().Be("billing/not-a-price");
    }

    [Fact]
    public void What_was_too_much_is_credited_what_was_too_little_debited()
    {
        Lines(40m, []).Should().Equal(new RepricedLine(Line, new(42m), new(40m)));
        Lines(42m, []).Should().BeEmpty();
        Repricing.Notes(Issued, Plan.Id, 2, Lines(40m, [])).Single().IsCredit.Should().BeTrue();
        Repricing.Notes(Issued, Plan.Id, 2, Lines(45m, [])).Single().IsCredit.Should().BeFalse();

        // What an earlier correction gave back is counted.
        Lines(41m, new() { [Line] = new(-2m) }).Should().Equal(new RepricedLine(Line, new(40m), new(41m)));
    }

    [Fact]
    public void Accepted_it_is_the_note_and_it_is_answered_once()
    {
        var proposed = Repricing.Notes(Issued, Plan.Id, 2, Lines(40m, [])).Single();
        var proposal = NoteProposal.Evolve(null, proposed, default)!;
        var note = AnswerProposal.Issue(proposal, Issued, "NC-2026-2027-000001", new(2026, 12, 6)).Events.Single().Should().BeOfType<CreditNoteIssued>().Subject;
        (note.NoteId, note.Totals.Base, note.Lines.Single()).Should().Be((proposal.Id, new Money(2m), new NotedLine(Line, new(2m))));
        var accepted = NoteProposal.Evolve(proposal, AnswerProposal.Accept(proposal, note.Number).Events.Single(), default)!;
        AnswerProposal.Accept(accepted, "NC").Refusal.Should().Be(AnswerProposal.Answered);
        AnswerProposal.Supersede(accepted, 3).Events.Should().BeEmpty();
        AnswerProposal.Supersede(proposal, 3).Events.Should().ContainSingle();
        AnswerProposal.Flaw(proposal, Fold(Issued, new CreditNoteIssued(Guid.NewGuid(), "NC", default, [new(Line, new(41m))], Taxes.On(new(41m), TaxTreatment.Taxable), null)))!.Code
            .Should().Be("billing/credit-exceeds-line", "another note left too little");
    }

    private static PricePlan Corrected(decimal price) => CorrectPrice.Decide(new(1, new Money(price)), Plan).Events.Aggregate(Plan, (plan, e) => PricePlan.Evolve(plan, e, default)!);

    private static ImmutableArray<RepricedLine> Lines(decimal price, Dictionary<Guid, Money> noted) => Repricing.Of(
        new(Issued.Id, Issued.Number!, Facts() with { Plans = new Dictionary<Guid, PricePlan> { [Plan.Id] = Corrected(price) } }, Issued.Content!.Lines), Plan.Id, noted);
}
