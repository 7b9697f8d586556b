using CsCheck;
using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using Xunit;
using static SBG.Domain.Tests.Requests.Orders;

namespace SBG.Domain.Tests.Requests;

public sealed class SettleLineTests
{
    private const string NoSeat = "licences/no-seat-left";
    private static readonly Guid Order = Named(100);

    [Fact]
    public void An_outcome_is_recorded_and_the_last_one_ends_the_request()
    {
        SettleLine.Decide(new(Named(1), Order, null), Approved(2)).Events.Should().Equal(new LineFulfilled(RequestId, Named(1), Order));
        SettleLine.Decide(new(Named(1), Order, NoSeat), Approved(2)).Events.Should().Equal(new LineFailed(RequestId, Named(1), Order, NoSeat));
        SettleLine.Decide(new(Named(1), Order, null), Approved()).Events.Should().Equal(new LineFulfilled(RequestId, Named(1), Order), new RequestCompleted(RequestId));
        SettleLine.Decide(new(Named(1), Order, NoSeat), Approved()).Events.Should().Equal(new LineFailed(RequestId, Named(1), Order, NoSeat), new RequestFailed(RequestId));
        SettleLine.Decide(new(Named(2), Order, NoSeat), Approved(2, new LineFulfilled(RequestId, Named(1), Order))).Events
            .Should().Equal(new LineFailed(RequestId, Named(2), Order, NoSeat), new RequestPartiallyCompleted(RequestId));
    }

    [Fact]
    public void It_never_refuses_and_stays_quiet_about_what_it_does_not_wait_for()
    {
        ServiceRequest[] others = [Submitted(), Submitted(1, new RequestCancelled(RequestId, "lise")), Approved(1, new RequestCompleted(RequestId)), Approved(2, new LineFailed(RequestId, Named(1), Order, NoSeat))];
        foreach (var request in others)
        {
            SettleLine.Decide(new(Named(1), Order, null), request).Should().Be((Decision<ServiceRequest>)Decision.Nothing);
        }

        SettleLine.Decide(new(Named(9), Order, null), Approved()).Should().Be((Decision<ServiceRequest>)Decision.Nothing);
    }

    /// <summary>Messages come in any order and more than once: the same outcomes end in the same state.</summary>
    [Fact]
    public void Outcomes_in_any_order_and_repeated_end_in_one_state() => (
        from failed in Gen.Bool.Array[1, 8]
        from order in Gen.Shuffle(Enumerable.Range(0, failed.Length).ToArray())
        from again in Gen.Shuffle(Enumerable.Range(0, failed.Length).ToArray())
        from late in Gen.Int[0, failed.Length]
        select (failed, told: order.Take(late).Concat(again).Concat(order).ToArray())).Sample(story =>
    {
        var expected = story.failed.Any(failed => failed) ? story.failed.All(failed => failed) ? RequestStatus.Failed : RequestStatus.Partial : RequestStatus.Completed;
        var (request, history) = (Approved(story.failed.Length), new List<EventOf<ServiceRequest>>());
        foreach (var line in story.told)
        {
            var decision = SettleLine.Decide(new(Named(line + 1), Named(100 + line), story.failed[line] ? NoSeat : null), request);
            decision.Refusal.Should().BeNull();
            history.AddRange(decision.Events);
            request = decision.Events.Aggregate(request, (state, e) => ServiceRequest.Evolve(state, e, Now)!);
            request.Status.Should().Be(request.Outcomes.Count == story.failed.Length ? expected : RequestStatus.InProgress);
        }

        history.Should().HaveCount(story.failed.Length + 1, "each line is settled once and the request ends once");
        for (var line = 0; line < story.failed.Length; line++)
        {
            request.Outcomes[Named(line + 1)].Should().Be(
                new LineOutcome(story.failed[line] ? RequestLineStatus.Failed : RequestLineStatus.Completed, Named(100 + line), story.failed[line] ? NoSeat : null));
        }
    }, iter: 2_000);
}
