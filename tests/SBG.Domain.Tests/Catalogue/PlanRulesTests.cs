using FluentAssertions;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Catalogue.Offers;

namespace SBG.Domain.Tests.Catalogue;

public sealed class PlanRulesTests
{
    [Fact]
    public void A_plan_without_dependencies_is_a_sequence() => Check(Step("un"), Step("deux"), Step("trois")).Should().BeNull();

    [Fact]
    public void Steps_may_branch_and_meet_again() =>
        Check(
            Step("un"), Step("deux") with { DependsOn = [] }, Step("trois") with { DependsOn = ["un", "deux"] }, Step("quatre") with { DependsOn = ["trois"] })
            .Should().BeNull();

    [Fact]
    public void A_step_waits_for_steps_of_the_plan_only()
    {
        Check(Step("un") with { DependsOn = ["nulle-part"] }).Should().Be("catalogue/unknown-dependency");
        Check(Step("un") with { DependsOn = ["un"] }).Should().Be("catalogue/unknown-dependency");
    }

    [Fact]
    public void Steps_never_wait_for_each_other()
    {
        Check(Step("un") with { DependsOn = ["trois"] }, Step("deux"), Step("trois")).Should().Be("catalogue/steps-in-a-circle");
        Check(Step("un"), Step("deux") with { DependsOn = ["trois"] }, Step("trois") with { DependsOn = ["deux"] }).Should().Be("catalogue/steps-in-a-circle");
    }

    [Fact]
    public void A_condition_is_on_a_choice_that_can_be_made()
    {
        Check(Step("un") with { Condition = new("taille", ["16"]) }).Should().BeNull();
        Check(Step("un") with { Condition = new("taille", ["99"]) }).Should().Be("catalogue/step-unreachable");
        Check(Step("un") with { Condition = new("taille", []) }).Should().Be("catalogue/step-unreachable");
        Check(Step("un") with { Condition = new("poids", ["16"]) }).Should().Be("catalogue/step-unreachable");
    }

    [Fact]
    public void Waits_are_within_bounds()
    {
        var usual = RetryPolicy.Usual;
        Check(Step("un") with { Retry = usual, Estimate = TimeSpan.FromHours(1) }).Should().BeNull();
        foreach (var policy in new[]
        {
            usual with { FirstDelay = TimeSpan.Zero }, usual with { FirstDelay = TimeSpan.FromHours(1) }, usual with { Cap = TimeSpan.FromDays(2) },
            usual with { FactorPercent = 99 }, usual with { JitterPercent = 101 },
        })
        {
            Check(Step("un") with { Retry = policy }).Should().Be("catalogue/retry-out-of-range", "{0}", policy);
        }

        Check(Step("un") with { Estimate = TimeSpan.FromDays(91) }).Should().Be("catalogue/retry-out-of-range");
    }

    [Fact]
    public void What_a_plan_says_of_its_graph_makes_terms_different()
    {
        var step = Step("un") with { DependsOn = [], Uses = ["quantity"], Condition = new("taille", ["16"]), Retry = RetryPolicy.Usual };
        step.Should().Be(Step("un") with { DependsOn = [], Uses = ["quantity"], Condition = new("taille", ["16"]), Retry = RetryPolicy.Usual with { } });
        step.Should().NotBe(step with { DependsOn = null });
        step.Should().NotBe(step with { Uses = [] });
        step.Should().NotBe(step with { Condition = new("taille", ["14"]) });
        step.Should().NotBe(step with { NoReturn = true });
    }

    private static string? Check(params PlanStep[] plan) => OfferRules.Hindrance(Terms with { Plan = [.. plan] })?.Code;
}
