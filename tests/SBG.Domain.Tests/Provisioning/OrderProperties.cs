using System.Collections.Immutable;
using CsCheck;
using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using Xunit;
using static SBG.Domain.Tests.Provisioning.Orders;

namespace SBG.Domain.Tests.Provisioning;

/// <summary>Messages come twice, late and in any order, agents and requesters decide meanwhile, under any plan: an order still does each attempt once and never gets stuck.</summary>
public sealed class OrderProperties
{
    private static readonly Gen<OrderStep[]> Plans =
        from size in Gen.Int[1, 6]
        from edges in Gen.Int[0, 63].Array[size]
        from kinds in Gen.Int[0, 19].Array[size]
        select Enumerable.Range(0, size).Select(place => Step($"s{place}", kinds[place] % 5 == 0 ? "manual" : "simulated") with
        {
            DependsOn = [.. Enumerable.Range(0, place).Where(earlier => (edges[place] >> earlier & 1) == 1).Select(earlier => $"s{earlier}")],
            NoReturn = kinds[place] == 1,
            Compensable = kinds[place] != 2,
            GivenUp = kinds[place] % 3 == 0 ? GivenUp.Compensate : GivenUp.FallOut,
            Uses = kinds[place] % 2 == 0 ? null : [],
        }).ToArray();

    private static readonly Gen<(int Verb, int Step, int Attempt)[]> Storms = Gen.Select(Gen.Int[0, 15], Gen.Int[0, 5], Gen.Int[1, 3]).Array[0, 80];

    [Fact]
    public void Each_attempt_is_made_once_and_every_order_can_end() => Gen.Select(Plans, Storms).Sample((plan, storm) =>
    {
        var command = Command with { Plan = [.. plan], LicencePoolId = null };
        var history = new List<EventOf<ProvisioningOrder>>(AcknowledgeOrder.Decide(command, null).Events);
        var order = Opened(command);
        foreach (var (verb, step, attempt) in storm)
        {
            Take(Decided(verb, $"s{step % plan.Length}", attempt, order));
        }

        // Whatever happened: when connectors answer and agents decide, it ends.
        for (var turn = 0; turn < 200 && !order.IsOver; turn++)
        {
            Take(Onward(order));
        }

        order.IsOver.Should().BeTrue();
        history.OfType<StepStarted>().Select(e => (e.StepKey, e.Attempt)).Should().OnlyHaveUniqueItems();
        history.OfType<StepUndoStarted>().Select(e => (e.StepKey, e.Attempt)).Should().OnlyHaveUniqueItems();
        history.Count(e => e is OrderCompleted or OrderFailed or OrderCancelled).Should().Be(1);
        if (order.Status != OrderStatus.Completed)
        {
            order.NoReturn.Should().BeNull();
            order.Steps.Any(step => step is { Status: StepStatus.Completed, Step.Compensable: true }).Should().BeFalse();
        }

        void Take(Decision<ProvisioningOrder> decision)
        {
            foreach (var happened in decision.Events)
            {
                if (happened is StepStarted begun)
                {
                    order.Before(order.Steps.IndexOf(order.Step(begun.StepKey)!)).All(key => order.Step(key)!.IsDone).Should().BeTrue();
                }

                history.Add(happened);
                order = ProvisioningOrder.Evolve(order, happened, Now)!;
            }
        }
    }, iter: 2_000);

    private static Decision<ProvisioningOrder> Decided(int verb, string key, int attempt, ProvisioningOrder order) => verb switch
    {
        0 or 1 => StartStep.Decide(new(key, attempt), order),
        2 => StartStep.Decide(new(key, attempt, true), order),
        3 or 4 or 5 or 6 => CompleteStep.Decide(new(key, attempt), order),
        7 or 8 => FailStep.Decide(new(key, attempt, "provisioning/timed-out"), order),
        9 or 10 => CompleteStep.Decide(new(key, attempt, Undo: true), order),
        11 => FailStep.Decide(new(key, attempt, "provisioning/timed-out", Undo: true), order),
        12 => Fallout.Retry(key, Agent, order),
        13 => Fallout.Compensate(Agent, order),
        14 => attempt == 1 ? CancelOrder.Decide(new(Agent), order) : Decision.Nothing,
        _ => ChangeOrder.Decide(new(Agent, attempt, ImmutableSortedDictionary<string, OptionValue>.Empty), order),
    };

    private static Decision<ProvisioningOrder> Onward(ProvisioningOrder order)
    {
        if (DueWork.Of(order) is [{ } due, ..])
        {
            return due switch
            {
                DueWork.Start start => StartStep.Decide(new(start.StepKey, start.Attempt, start.Undo), order),
                DueWork.CarryOut carry => CompleteStep.Decide(new(carry.StepKey, carry.Attempt, Undo: carry.Undo), order),
                _ => Decision.Nothing,
            };
        }

        var stuck = order.Steps.FirstOrDefault(step => Fallout.Hindrance(order, step.Step.Key) is null)
            ?? throw new InvalidOperationException($"{order.Status} {order.Undo?.Cause}: {string.Join(", ", order.Steps.Select(step => $"{step.Step.Key} {step.Status} {step.Place} {step.Undo?.Status}"))}");
        return Fallout.Retry(stuck.Step.Key, Agent, order);
    }
}
