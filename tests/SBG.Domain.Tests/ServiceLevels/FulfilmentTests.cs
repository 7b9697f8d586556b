using System.Collections.Immutable;
using FluentAssertions;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Fulfilment;
using SBG.Domain.ServiceLevels.Policies;
using Xunit;

namespace SBG.Domain.Tests.ServiceLevels;

/// <summary>What is promised about the delivery of requests, and how their clocks run.</summary>
public sealed class FulfilmentTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid Request = Guid.NewGuid();
    private static readonly RequestLine Laptop = new(Guid.NewGuid(), Guid.NewGuid(), 2, Guid.NewGuid(), ImmutableSortedDictionary<string, OptionValue>.Empty, 1, Money.Zero);
    private static readonly RequestLine Phone = Laptop with { LineId = Guid.NewGuid(), OfferId = Guid.NewGuid() };

    [Fact]
    public void What_was_agreed_on_the_offer_goes_before_what_the_offer_says_and_that_before_what_was_agreed_on_any()
    {
        var general = Policy(new TargetRule(TargetKind.Fulfilment, TargetUnit.OpenTime, TimeSpan.FromHours(40)));
        var special = Policy(new TargetRule(TargetKind.Fulfilment, TargetUnit.OpenTime, TimeSpan.FromHours(40)), new TargetRule(TargetKind.Fulfilment, TargetUnit.OpenTime, TimeSpan.FromHours(8), Offer: Laptop.OfferId));
        var ofOffer = Policy(new TargetRule(TargetKind.Fulfilment, TargetUnit.BusinessDays, Days: 2, By: new(16, 0)));
        Bases(general, null).Should().Equal(FulfilmentBasis.Agreement, FulfilmentBasis.Agreement);
        Bases(general, ofOffer).Should().Equal(FulfilmentBasis.Offer, FulfilmentBasis.Agreement);
        Bases(special, ofOffer).Should().Equal(FulfilmentBasis.AgreementOnOffer, FulfilmentBasis.Agreement);
        Bases(null, ofOffer).Should().Equal(FulfilmentBasis.Offer, FulfilmentBasis.Nothing);
        Bases(Policy(), Policy()).Should().Equal(FulfilmentBasis.Nothing, FulfilmentBasis.Nothing);
        Found(special, null, Monday.AddYears(-10)).Lines[0].Basis.Should().Be(FulfilmentBasis.Nothing, "no version was in force when it was submitted");
        PromiseFulfilment.Decide(new(Request, Monday, [Laptop], null, new Dictionary<Guid, ServiceLevelPolicy>()), Found(general, null, Monday)).Events.Should().BeEmpty("what was found stays");
    }

    [Theory]
    [InlineData(false, 3, ClockState.Met, 2)] // an hour in approval does not count
    [InlineData(true, 3, ClockState.Met, 3)]
    [InlineData(false, 6, ClockState.Breached, 5)]
    [InlineData(true, 5, ClockState.Breached, 5)]
    public void Time_in_approval_counts_where_the_policy_says_so(bool countsApproval, int delivered, ClockState state, int used)
    {
        var timeline = Timeline((1, new RequestApproved(Request, "b", "h")), (delivered, new LineFulfilled(Request, Laptop.LineId, Guid.NewGuid())));
        var reading = Read(timeline, 4, countsApproval, 100);
        (reading.State, reading.Elapsed).Should().Be((state, used * 3600L));
    }

    [Fact]
    public void In_approval_nothing_is_due_and_what_was_withdrawn_counts_nowhere()
    {
        Read(Timeline(), 4, false, 50).Should().Be(new ClockReading(ClockState.Running, 0, 4 * 3600, null, null, true));
        Read(Timeline(), 4, true, 50).State.Should().Be(ClockState.Breached);
        Read(Timeline((9, new RequestCancelled(Request, "a"))), 4, true, 50).State.Should().Be(ClockState.Cancelled);
        Read(Timeline((1, new RequestApproved(Request, "b", "h")), (2, new LineFailed(Request, Laptop.LineId, Guid.NewGuid(), "x"))), 4, false, 50).State.Should().Be(ClockState.Unmeasured);
        Read(Timeline((1, new RequestApproved(Request, "b", "h"))), 4, false, 2).DueAt.Should().Be(Monday.AddHours(5).ToUnixTimeSeconds());
        FulfilmentClock.Read(Timeline(), new(Phone.LineId, Phone.OfferId), Yardstick.None, 0).State.Should().Be(ClockState.NoTarget);
    }

    [Fact]
    public void A_promise_on_deliveries_names_no_priority_and_no_other_names_an_offer()
    {
        var hour = TimeSpan.FromHours(1);
        PolicyRules.Fault(Terms(new TargetRule(TargetKind.Fulfilment, TargetUnit.OpenTime, hour, Priority: Priority.P1)), true)!.Code.Should().Be("service-levels/rule-incomplete");
        PolicyRules.Fault(Terms(new TargetRule(TargetKind.Resolution, TargetUnit.OpenTime, hour, Offer: Laptop.OfferId)), true)!.Code.Should().Be("service-levels/rule-incomplete");
        PolicyRules.Fault(Terms(new TargetRule(TargetKind.Fulfilment, TargetUnit.OpenTime, hour), new TargetRule(TargetKind.Fulfilment, TargetUnit.OpenTime, hour, Offer: Laptop.OfferId)), true).Should().BeNull();
        PolicyRules.Fault(Terms(new TargetRule(TargetKind.Fulfilment, TargetUnit.OpenTime, hour), new TargetRule(TargetKind.Fulfilment, TargetUnit.CalendarTime, hour)), true)!.Code.Should().Be("service-levels/rule-twice");
    }

    private static IEnumerable<FulfilmentBasis> Bases(ServiceLevelPolicy? agreed, ServiceLevelPolicy? ofLaptop) => Found(agreed, ofLaptop, Monday).Lines.Select(line => line.Basis);

    private static FulfilmentPromise Found(ServiceLevelPolicy? agreed, ServiceLevelPolicy? ofLaptop, DateTimeOffset submittedAt)
    {
        var ofOffers = new Dictionary<Guid, ServiceLevelPolicy>();
        if (ofLaptop is not null)
        {
            ofOffers[Laptop.OfferId] = ofLaptop;
        }

        var found = PromiseFulfilment.Decide(new(Request, submittedAt, [Laptop, Phone], agreed, ofOffers), null).Events.Should().ContainSingle().Which;
        return FulfilmentPromise.Evolve(null, found, submittedAt)!;
    }

    private static ClockReading Read(RequestTimeline timeline, int target, bool countsApproval, int at) => FulfilmentClock.Read(
        timeline, timeline.Lines[0],
        Yardstick.Of(Terms(new TargetRule(TargetKind.Fulfilment, TargetUnit.OpenTime, TimeSpan.FromHours(target))) with { CountsApproval = countsApproval }, OpenHours.Always),
        Monday.AddHours(at).ToUnixTimeSeconds());

    private static RequestTimeline Timeline(params (int Hour, EventOf<ServiceRequest> Happened)[] story) => story.Aggregate(
        RequestTimeline.Fold(null, new RequestSubmitted(Request, "DS-1", "a", Guid.NewGuid(), [Laptop], "h"), Monday)!,
        (timeline, told) => RequestTimeline.Fold(timeline, told.Happened, Monday.AddHours(told.Hour))!);

    private static ServiceLevelPolicy Policy(params TargetRule[] rules) =>
        new(Guid.NewGuid(), "Or", [new(1, Monday.AddYears(-1), Terms(rules))]);

    private static PolicyTerms Terms(params TargetRule[] rules) => Yardsticks.Terms([]) with { Rules = [.. rules] };
}
