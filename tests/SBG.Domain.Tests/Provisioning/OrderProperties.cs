using CsCheck;
using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using Xunit;
using static SBG.Domain.Tests.Provisioning.Orders;

namespace SBG.Domain.Tests.Provisioning;

/// <summary>Messages come twice, late and in any order: an order still does each step once, in turn.</summary>
public sealed class OrderProperties
{
    private static readonly Gen<(int Verb, int Step, int Attempt)[]> Storms =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[1, 4]).Array[0, 80];

    [Fact]
    public void Each_step_is_done_once_and_in_turn() => Storms.Sample(storm =>
    {
        var order = Given();
        var history = new List<EventOf<ProvisioningOrder>>();
        foreach (var (verb, step, attempt) in storm)
        {
            var key = Steps[step].Key;
            var decision = verb switch
            {
                0 => StartStep.Decide(new(key, attempt), order),
                1 or 2 => CompleteStep.Decide(new(key, attempt), order),
                _ => FailStep.Decide(new(key, attempt, "provisioning/timed-out"), order),
            };
            decision.Refusal.Should().BeNull();
            foreach (var happened in decision.Events)
            {
                history.Add(happened);
                order = ProvisioningOrder.Evolve(order, happened, Now)!;
            }
        }

        var done = history.OfType<StepCompleted>().Select(e => e.StepKey).ToArray();
        done.Should().Equal(Steps.Take(done.Length).Select(step => step.Key));
        history.OfType<StepStarted>().Should().OnlyHaveUniqueItems();
        history.Count(e => e is OrderCompleted or OrderFailed).Should().BeLessThanOrEqualTo(1);
        order.IsOver.Should().Be(history.LastOrDefault() is OrderCompleted or OrderFailed);
    }, iter: 2_000);
}
