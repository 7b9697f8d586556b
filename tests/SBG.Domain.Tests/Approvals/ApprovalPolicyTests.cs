using FluentAssertions;
using SBG.Domain.Approvals;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Approvals;

public sealed class ApprovalPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("0190a000-0000-7000-8000-0000000000a0");
    private static readonly Guid Offer = Guid.Parse("0190a000-0000-7000-8000-0000000000a1");
    private static readonly ApprovalTerms Terms = ApprovalTerms.Default;

    private static readonly ApprovalSubject Subject =
        new("cegep-fjord", new HashSet<Guid> { Offer }, new HashSet<string> { "postes" }, new(500m));

    [Fact]
    public void A_policy_begins_with_its_first_version()
    {
        CreateApprovalPolicy.Decide(new(Id, "Achats", "mcn", Terms), null).Events
            .Should().Equal(new ApprovalPolicyCreated(Id, "Achats", "mcn"), new ApprovalPolicyVersionPublished(1, Terms));
        CreateApprovalPolicy.Decide(new(Id, "Achats", "mcn", Terms), Policy(Terms)).Events.Should().BeEmpty();
    }

    [Fact]
    public void A_version_is_published_once_and_not_after_the_end()
    {
        var (policy, anew) = (Policy(Terms), Terms with { Priority = 7 });
        PublishApprovalPolicyVersion.Decide(new(anew), policy).Events.Should().Equal(new ApprovalPolicyVersionPublished(2, anew));
        PublishApprovalPolicyVersion.Decide(new(Terms with { Steps = [.. Terms.Steps] }), policy).Events.Should().BeEmpty();
        RetireApprovalPolicy.Decide(policy).Events.Should().Equal(new ApprovalPolicyRetired());
        var retired = ApprovalPolicy.Evolve(policy, new ApprovalPolicyRetired(), Now)!;
        RetireApprovalPolicy.Decide(retired).Events.Should().BeEmpty();
        PublishApprovalPolicyVersion.Decide(new(anew), retired).Refusal!.Code.Should().Be("approvals/policy-retired");
    }

    [Fact]
    public void Terms_that_cannot_be_followed_are_refused()
    {
        Fault(Step("a") with { After = ["b"] }, Step("b")).Should().Be("approvals/unknown-step");
        Fault(Step("a") with { After = ["a"] }).Should().Be("approvals/unknown-step");
        Fault(Step("a"), Step("a")).Should().Be("approvals/step-twice");
        Fault(Step("a") with { Rule = ApprovalRule.Percentage }).Should().Be("approvals/percentage-misplaced");
        Fault(Step("a") with { Rule = ApprovalRule.Percentage, Percentage = 101 }).Should().Be("approvals/percentage-misplaced");
        Fault(Step("a") with { Percentage = 50 }).Should().Be("approvals/percentage-misplaced");
        Fault(Step("a") with { EscalateAfter = TimeSpan.FromHours(1) }).Should().Be("approvals/times-out-of-range");
        Fault(Step("a") with { RemindAfter = TimeSpan.FromSeconds(1) }).Should().Be("approvals/times-out-of-range");
        Fault(Step("a") with { EscalateAfter = TimeSpan.FromDays(91) }).Should().Be("approvals/times-out-of-range");
        VoterRule[] unclear =
        [
            new(VoterKind.Person), new(VoterKind.Person, "ana", Role.Approver), new(VoterKind.Role), new(VoterKind.Role, null, Role.Auditor), new(VoterKind.RequesterManager, "ana"),
        ];
        unclear.Select(voter => Fault(Step("a") with { Voters = [voter] })).Should().AllBe("approvals/voter-unclear");
        ApprovalTermsRules.Fault(Terms with { EscalateTo = [new(VoterKind.Person)] }, "mcn")!.Code.Should().Be("approvals/voter-unclear");
        var foreign = Terms with { Scope = Terms.Scope with { Clients = ["ville-exemple"] } };
        ApprovalTermsRules.Fault(foreign, "cegep-fjord")!.Code.Should().Be("approvals/foreign-clients");
        ApprovalTermsRules.Fault(foreign, "mcn").Should().BeNull();
        ApprovalTermsRules.Fault(Terms with { Priority = 1000 }, "cegep-fjord")!.Code.Should().Be("approvals/priority-of-provider");
        Fault(Step("a"), Step("b") with { After = ["a"], Rule = ApprovalRule.Percentage, Percentage = 60 }).Should().BeNull();
    }

    [Fact]
    public void The_policy_that_a_request_meets_with_the_highest_priority_applies()
    {
        ApprovalPolicy Of(int number, string owner, int priority, ApprovalScope scope) =>
            Policy(Terms with { Priority = priority, Scope = scope }, Named(number), owner);
        var any = new ApprovalScope([], [], [], null);
        ApplicablePolicy.Of([], Subject).Should().BeNull();
        ApprovalPolicy[] unmet =
        [
            Of(1, "mcn", 9, any with { Clients = ["ville-exemple"] }), Of(2, "mcn", 9, any with { Offers = [Id] }), Of(3, "mcn", 9, any with { Categories = ["mobiles"] }),
            Of(4, "mcn", 9, any with { FromMonthlyTotal = new(500.01m) }), Of(5, "mcn", 9, any) with { Retired = true },
        ];
        ApplicablePolicy.Of(unmet, Subject).Should().BeNull();
        ApprovalPolicy[] met =
        [
            .. unmet, Of(6, "mcn", 1, any), Of(7, "mcn", 2, any with { FromMonthlyTotal = new(500m) }), Of(8, "cegep-fjord", 2, any with { Categories = ["postes"], Offers = [Id] }),
        ];
        ApplicablePolicy.Of(met, Subject)!.PolicyId.Should().Be(Named(8));
        ApplicablePolicy.Of(met[..^1], Subject)!.PolicyId.Should().Be(Named(7));
        ApplicablePolicy.Of([.. met, Of(9, "mcn", 3, any with { Clients = ["cegep-fjord"] })], Subject)!.PolicyId.Should().Be(Named(9));
    }

    private static ApprovalStepTerms Step(string key) => Terms.Steps[0] with { Key = key };

    private static string? Fault(params ApprovalStepTerms[] steps) => ApprovalTermsRules.Fault(Terms with { Steps = [.. steps] }, "mcn")?.Code;

    private static Guid Named(int number) => DerivedId.Of("essai", [number.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

    private static ApprovalPolicy Policy(ApprovalTerms terms, Guid? id = null, string owner = "mcn")
    {
        EventOf<ApprovalPolicy>[] history = [new ApprovalPolicyCreated(id ?? Id, "Achats", owner), new ApprovalPolicyVersionPublished(1, terms)];
        return history.Aggregate((ApprovalPolicy?)null, (policy, e) => ApprovalPolicy.Evolve(policy, e, Now))!;
    }
}
