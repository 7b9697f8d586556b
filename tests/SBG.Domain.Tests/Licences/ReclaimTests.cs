using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Reclaims;
using Xunit;
using static SBG.Domain.Tests.Licences.Pools;

namespace SBG.Domain.Tests.Licences;

public sealed class ReclaimTests
{
    private static readonly DateTimeOffset Later = Now.AddDays(100);
    private static readonly ProposeReclaim Usual = new(TimeSpan.FromDays(90), TimeSpan.FromDays(14));

    [Fact]
    public void Use_is_told_as_it_gets_known_and_never_taken_back()
    {
        ReportUse.Decide(new(Now.AddDays(5)), Licence(), Later).Events.Should().Equal(new UseReported(Now.AddDays(5)));
        var used = Licence(new UseReported(Now.AddDays(5), Now.AddDays(1)));
        ReportUse.Decide(new(Now.AddDays(4)), used, Later).Should().Be((Decision<LicenceAssignment>)Decision.Nothing, "something later is known");
        ReportUse.Decide(new(Now.AddDays(4), Now.AddDays(8)), used, Later).Events.Should().Equal(new UseReported(Now.AddDays(8), Now.AddDays(8)));
        ReportUse.Decide(new(Later.AddTicks(1)), used, Later).Refusal!.Code.Should().Be("licences/in-the-future");
        ReportUse.Decide(new(Now), Licence(new LicenceReleased()), Later).Refusal!.Code.Should().Be("licences/already-released");
    }

    [Fact]
    public void What_nobody_uses_can_be_taken_back()
    {
        Ground(Licence()).Should().Be(new ReclaimGround(ReclaimCause.Inactivity), "nothing was ever told of its use");
        Ground(Licence(new UseReported(Later.AddDays(-91)))).Should().Be(new ReclaimGround(ReclaimCause.Inactivity));
        Ground(Licence(new UseReported(Later.AddDays(-89)))).Should().BeNull();
        new Holdings([Licence()], Known()).GroundFor(Licence(), Now.AddDays(-1)).Should().BeNull("it is held for less time than that");
    }

    [Fact]
    public void What_another_licence_includes_can_be_taken_back_whether_it_is_used_or_not()
    {
        var (smaller, larger) = (Licence(new UseReported(Later)), Licence() with { Id = Seat(2), PoolId = Other });
        new Holdings([smaller, larger], Known(Pool)).GroundFor(smaller, Later.AddDays(-90)).Should().Be(new ReclaimGround(ReclaimCause.Overlap, Covering: Seat(2)));
        new Holdings([smaller, larger with { Status = AssignmentStatus.Released }], Known(Pool)).GroundFor(smaller, Later.AddDays(-90)).Should().BeNull();
    }

    [Fact]
    public void A_smaller_licence_would_do_for_who_uses_nothing_else()
    {
        var larger = Licence(new UseReported(Later.AddDays(-1))) with { PoolId = Other };
        new Holdings([larger], Known(Pool)).GroundFor(larger, Later.AddDays(-90)).Should().Be(new ReclaimGround(ReclaimCause.Downgrade, Instead: Pool));
        var premium = Licence(new UseReported(Later.AddDays(-1), Later.AddDays(-2))) with { PoolId = Other };
        new Holdings([premium], Known(Pool)).GroundFor(premium, Later.AddDays(-90)).Should().BeNull();
    }

    [Fact]
    public void A_proposal_carries_its_evidence_and_its_deadline()
    {
        var unused = Licence(new UseReported(Now.AddDays(3)));
        ProposeReclaim.Decide(Usual, unused, new([unused], Known()), Later).Events.Should().Equal(new ReclaimProposed(ReclaimCause.Inactivity, Now.AddDays(3), Later.AddDays(14)));
        var used = Licence(new UseReported(Later));
        ProposeReclaim.Decide(Usual, used, new([used], Known()), Later).Refusal!.Code.Should().Be("licences/nothing-to-reclaim");
        ProposeReclaim.Decide(Usual, Proposed(), new([Proposed()], Known()), Later).Refusal!.Code.Should().Be("licences/already-proposed");
        ProposeReclaim.Decide(Usual, Proposed(new ReclaimObjected(ObjectionGround.StillUsed)), new([Licence()], Known()), Later).Refusal.Should().BeNull("what was objected can be proposed anew");
    }

    [Fact]
    public void Who_objects_in_time_keeps_the_licence_however_late_anybody_looks()
    {
        var end = Now.AddDays(14);
        ObjectToReclaim.Decide(new(ObjectionGround.NeededSoon), Proposed(), end.AddTicks(-1)).Events.Should().Equal(new ReclaimObjected(ObjectionGround.NeededSoon));
        ObjectToReclaim.Decide(new(ObjectionGround.NeededSoon), Proposed(), end).Refusal!.Code.Should().Be("licences/nothing-proposed");
        TakeBack.Decide(Proposed(), end.AddTicks(-1)).Events.Should().BeEmpty();
        TakeBack.Decide(Proposed(new ReclaimObjected(ObjectionGround.Other)), end).Events.Should().BeEmpty();
        TakeBack.Decide(Proposed(new ReclaimWithdrawn()), end).Events.Should().BeEmpty();
        TakeBack.Decide(Proposed(new LicenceReleased()), end).Events.Should().BeEmpty();
        TakeBack.Decide(Proposed(), end).Events.Should().Equal(new LicenceReclaimed(end.AddDays(30)), new LicenceReleased());
        WithdrawReclaim.Decide(Proposed(), end).Events.Should().Equal(new ReclaimWithdrawn());
        WithdrawReclaim.Decide(Licence(), end).Refusal!.Code.Should().Be("licences/nothing-proposed");
    }

    [Fact]
    public void What_was_taken_back_can_be_had_again_for_a_while_and_once()
    {
        var taken = Proposed(new LicenceReclaimed(Now.AddDays(44)), new LicenceReleased());
        ReverseReclaim.Decide(new(Seat(2)), taken, Now.AddDays(44).AddTicks(-1)).Events.Should().Equal(new ReclaimReversed(Seat(2)));
        ReverseReclaim.Decide(new(Seat(2)), taken, Now.AddDays(44)).Refusal!.Code.Should().Be("licences/nothing-to-reverse");
        var reversed = Proposed(new LicenceReclaimed(Now.AddDays(44)), new LicenceReleased(), new ReclaimReversed(Seat(2)));
        ReverseReclaim.Decide(new(Seat(3)), reversed, Now.AddDays(20)).Refusal!.Code.Should().Be("licences/nothing-to-reverse");
        (taken.Reclaim!.At(Later), reversed.Reclaim!.At(Later)).Should().Be((ReclaimStanding.Reclaimed, ReclaimStanding.Reversed));
    }

    [Fact]
    public void A_product_does_not_include_itself_nor_by_another()
    {
        var (pool, other) = (Given(), Given() with { Id = Other });
        IncludePools.Decide(new([Other]), pool, [other]).Events.OfType<PoolsIncluded>().Single().PoolIds.Should().Equal(Other);
        IncludePools.Decide(new([Other]), pool with { Includes = [Other] }, [other]).Should().Be((Decision<LicencePool>)Decision.Nothing);
        IncludePools.Decide(new([Pool]), pool, [pool]).Refusal!.Code.Should().Be("licences/includes-itself");
        IncludePools.Decide(new([Other]), pool, [other with { Includes = [Pool] }]).Refusal!.Code.Should().Be("licences/includes-itself");
        IncludePools.Decide(new([Order]), pool, []).Refusal!.Code.Should().Be("licences/unknown-pool");
    }

    private static ReclaimGround? Ground(LicenceAssignment licence) => new Holdings([licence], Known()).GroundFor(licence, Later.AddDays(-90));

    private static LicenceAssignment Proposed(params EventOf<LicenceAssignment>[] then) =>
        Licence([new ReclaimProposed(ReclaimCause.Inactivity, null, Now.AddDays(14)), .. then]);

    // Two pools; the other's product includes those that are named.
    private static Dictionary<Guid, LicencePool> Known(params Guid[] included) => new() { [Pool] = Given(), [Other] = Given() with { Id = Other, Includes = [.. included] } };
}
