using FluentAssertions;
using SBG.Domain.Approvals;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.Tests.Requests;
using Xunit;
using static SBG.Domain.Tests.Requests.ApprovalRun;

namespace SBG.Domain.Tests.Approvals;

public sealed class DelegationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("0190a000-0000-7000-8000-0000000000b0");
    private static readonly Sealed<string> Reason = new("ana", "eA");
    private static readonly Actor Ana = Someone("ana", Role.Requester, Role.Approver);

    [Fact]
    public void What_one_has_oneself_is_delegated_from_now_on_at_the_earliest()
    {
        var given = new ApprovalsDelegated(Id, "ana", "dan", [Role.Approver], Now, Now.AddDays(3), Reason);
        var decided = DelegateApprovals.Decide(new(Id, "dan", Now.AddDays(-9), Now.AddDays(3), Reason), null, Ana, Now);
        decided.Events.Should().ContainSingle().Which.Should().BeEquivalentTo(given);
        DelegateApprovals.Decide(new(Id, "dan", Now, Now.AddDays(3), Reason), Given(), Ana, Now).Events.Should().BeEmpty();
    }

    [Fact]
    public void Nobody_delegates_to_oneself_or_without_an_end_in_sight()
    {
        Code(new(Id, "ana", Now, Now.AddDays(3), null)).Should().Be("approvals/delegation-to-oneself");
        Code(new(Id, "dan", Now, Now, null)).Should().Be("approvals/delegation-dates");
        Code(new(Id, "dan", Now.AddDays(4), Now.AddDays(3), null)).Should().Be("approvals/delegation-dates");
        Code(new(Id, "dan", Now, Now.AddDays(367), null)).Should().Be("approvals/delegation-dates");
        Code(new(Id, "dan", Now.AddDays(10), Now.AddDays(376), null)).Should().BeNull();
    }

    [Fact]
    public void A_delegation_is_taken_back_by_who_gave_it_or_a_manager_and_once()
    {
        RevokeDelegation.Decide(Given(), Ana, Now).Events.Should().Equal(new ApprovalDelegationRevoked("ana"));
        RevokeDelegation.Decide(Given(), Someone("max", Role.ClientManager), Now).Events.Should().Equal(new ApprovalDelegationRevoked("max"));
        RevokeDelegation.Decide(Given(), Someone("dan", Role.Approver), Now).Refusal.Should().Be(RevokeDelegation.NotGiver);
        var revoked = ApprovalDelegation.Evolve(Given(), new ApprovalDelegationRevoked("ana"), Now.AddDays(2))!;
        RevokeDelegation.Decide(revoked, Ana, Now.AddDays(2)).Events.Should().BeEmpty();
        RevokeDelegation.Decide(Given(), Ana, Now.AddDays(3)).Events.Should().BeEmpty();
        (revoked.InForce(Now.AddTicks(-1)), revoked.InForce(Now), revoked.InForce(Now.AddDays(2).AddTicks(-1)), revoked.InForce(Now.AddDays(2)))
            .Should().Be((false, true, true, false));
        Given().InForce(Now.AddDays(3)).Should().BeFalse();
    }

    [Fact]
    public void What_was_delegated_is_not_delegated_on()
    {
        var run = new ApprovalRun(Terms(Step("gestion", ApprovalRule.Any, "ana")));
        run.Delegate(Ana, "dan");
        run.Delegate(Someone("dan", Role.Requester), "eva");
        run.Approve("eva")!.Code.Should().Be("requests/not-a-voter");
        run.Approve("dan").Should().BeNull();
        run.Events.OfType<ApprovalGranted>().Should().ContainSingle().Which.OnBehalfOf.Should().Be("ana");
    }

    private static string? Code(DelegateApprovals command) => DelegateApprovals.Decide(command, null, Ana, Now).Refusal?.Code;

    private static ApprovalDelegation Given() =>
        ApprovalDelegation.Evolve(null, new ApprovalsDelegated(Id, "ana", "dan", [Role.Approver], Now, Now.AddDays(3), Reason), Now)!;
}
