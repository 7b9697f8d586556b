using System.Collections.Immutable;
using FluentAssertions;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Closings;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Billing.Invoices.InvoiceWorld;

namespace SBG.Domain.Tests.Billing;

public sealed class ClosingTests
{
    private static readonly BillingMonth December = new(2026, 12);
    private static readonly Guid Operation = Guid.Parse("0190a000-0000-7000-8000-00000000000f");
    private static readonly ImmutableArray<string> Open = ["cegep-fjord", "ville-exemple"];

    [Fact]
    public void A_run_names_its_clients_and_whoever_asks_meanwhile_follows_it()
    {
        var running = Fold(null, CloseMonth.Decide(new(November, Operation, Open), null, December));
        (running.Run, running.Status, running.Clients.Length, running.Followers.Single()).Should().Be((1, ClosingStatus.InProgress, 2, Operation));
        CloseMonth.Decide(new(November, Guid.NewGuid(), []), running, December).Events.Should().ContainSingle().Which.Should().BeOfType<ClosingFollowed>();
        CloseMonth.Decide(new(December, Operation, Open), null, December).Refusal!.Code.Should().Be("billing/month-not-over");
    }

    [Fact]
    public void It_is_over_when_of_each_client_it_is_known_what_it_came_to_and_another_run_takes_up_the_others()
    {
        var running = Fold(null, CloseMonth.Decide(new(November, Operation, Open), null, December));
        CompleteRun.Decide(new(1), running).Events.Should().BeEmpty();
        var completed = Fold(running, CompleteRun.Decide(new(2), running));
        completed.Status.Should().Be(ClosingStatus.Completed);
        CompleteRun.Decide(new(2), completed).Events.Should().BeEmpty();
        CloseMonth.Decide(new(November, Operation, []), completed, December).Events.Should().BeEmpty("nobody is left");
        Fold(completed, CloseMonth.Decide(new(November, Operation, ["ville-exemple"]), completed, December))
            .Should().BeEquivalentTo(new { Run = 2, Status = ClosingStatus.InProgress, Clients = (string[])["ville-exemple"], Followers = new[] { Operation } });
    }

    [Fact]
    public void A_client_is_waited_for_then_closed()
    {
        var early = DrawnInvoice.Of(Facts(new(2026, 12, 2, 0, 0, 0, TimeSpan.Zero)));
        var awaited = Told(null, 1, null, early);
        (awaited.Outcome, awaited.Until).Should().Be((ClosingOutcome.Awaited, new DateTimeOffset(2026, 12, 4, 5, 0, 0, TimeSpan.Zero)));
        Told(awaited, 1, Issued, null).Should().BeEquivalentTo(new { Outcome = ClosingOutcome.Issued, Number = "FAC-2026-2027-000001", InvoiceId = Issued.Id, Until = (DateTimeOffset?)null });
        DrawnInvoice.Of(Facts(new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero))).AwaitedUntil.Should().Be(new DateTimeOffset(2026, 12, 4, 5, 0, 0, TimeSpan.Zero), "late usage is waited for after the month");
        DrawnInvoice.Of(Facts(new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero)) with { Supplier = null }).AwaitedUntil.Should().Be(new DateTimeOffset(2026, 12, 1, 5, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_client_is_told_all_that_stands_in_the_way_and_the_same_is_told_once_in_a_run()
    {
        var (hindrance, empty) = (DrawnInvoice.Of(Facts() with { Treatment = null, Supplier = null }), DrawnInvoice.Of(Facts() with { Seats = [], Treatment = null }));
        var hindered = Told(null, 1, null, hindrance);
        hindered.Reasons.Select(reason => reason.Code).Should().Equal("billing/no-tax-regime", "billing/no-supplier");
        CloseClient.Decide(new(Client, November, 1), hindered, null, hindrance).Events.Should().BeEmpty();
        Told(hindered, 2, null, hindrance).Run.Should().Be(2);
        Told(null, 1, null, empty).Outcome.Should().Be(ClosingOutcome.NothingToBill, "without anything to bill, nothing stands in the way");
        Told(hindered with { Run = 3 }, 1, Issued, null).Run.Should().Be(3, "what a late message tells counts for the run under way");
    }

    [Fact]
    public void What_failed_is_told_as_such_and_not_when_it_came_to_something_meanwhile()
    {
        var message = Guid.NewGuid();
        var failed = CloseClient.GiveUp(new(Client, November, 1), null, message).Events.Aggregate((ClientClosing?)null, (state, e) => ClientClosing.Evolve(state, e, default))!;
        (failed.Outcome, failed.MessageId).Should().Be((ClosingOutcome.Failed, message));
        CloseClient.GiveUp(new(Client, November, 1), Told(null, 1, Issued, null), message).Events.Should().BeEmpty();
        Told(failed, 1, Issued, null).Outcome.Should().Be(ClosingOutcome.Issued, "a message that was set aside can be tried again");
    }

    private static ClientClosing Told(ClientClosing? before, int run, Invoice? invoice, DrawnInvoice? drawn) =>
        CloseClient.Decide(new(Client, November, run), before, invoice, drawn).Events.Aggregate(before, (state, e) => ClientClosing.Evolve(state, e, InDecember))!;

    private static Closing Fold(Closing? state, Decision<Closing> decision) => decision.Events.Aggregate(state, (closing, e) => Closing.Evolve(closing, e, InDecember))!;
}
