using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using Xunit;
using static SBG.Domain.Tests.Provisioning.Orders;

namespace SBG.Domain.Tests.Provisioning;

public sealed class ManualStepTests
{
    private static readonly Sealed<string> Reason = new("agent.mcn", "x");
    private static readonly ProvisioningOrder AtTheDesk = Given().Done("account");

    [Fact]
    public void An_agent_says_that_a_step_is_done() => ManualStep.Complete("desk", AtTheDesk).Keys().Should().Equal("done desk", "start seat");

    [Fact]
    public void An_agent_says_that_a_step_cannot_be_done_and_no_attempt_follows()
    {
        var given = ManualStep.GiveUp("desk", Reason, AtTheDesk);
        given.Keys().Should().Equal("fail desk", "undo [account] redo []", "start undo account");
        given.Events[0].Should().Be(new StepFailed(Order, "desk", 1, "provisioning/given-up-by-agent", true, Reason));
        AtTheDesk.After(given).Undone("account").Status.Should().Be(OrderStatus.Failed);
    }

    [Fact]
    public void An_agent_has_no_say_in_what_a_connector_does() =>
        ManualStep.Complete("account", Given()).Refusal!.Code.Should().Be("provisioning/not-manual");

    [Fact]
    public void A_step_waits_for_an_agent_from_its_beginning_to_its_end()
    {
        ManualStep.Complete("desk", Given()).Refusal!.Code.Should().Be("provisioning/step-not-open");
        ManualStep.Complete("desk", AtTheDesk.Done("desk")).Refusal!.Code.Should().Be("provisioning/step-not-open");
        ManualStep.Complete("nowhere", AtTheDesk).Refusal!.Code.Should().Be("provisioning/step-not-open");
    }
}
