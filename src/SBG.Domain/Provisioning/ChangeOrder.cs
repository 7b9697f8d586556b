using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>Deliver another quantity, or with other options, than was ordered.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="Quantity">How many; 1 or more.</param>
/// <param name="Options">Option to choice; all of them.</param>
public sealed record ChangeOrder(Actor Actor, int Quantity, ImmutableSortedDictionary<string, OptionValue> Options)
{
    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="order">The order.</param>
    public static Refusal? Hindrance(ProvisioningOrder order) =>
        CancelOrder.Hindrance(order) ?? (order.Undo is null ? null : CancelOrder.BeingUndone);

    /// <summary>Decides: a plan that undoes the steps for which the change matters and those that depend on them, and does them again.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Decide(ChangeOrder command, ProvisioningOrder order)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (Hindrance(order) is { } refusal)
        {
            return refusal;
        }

        if (command.Quantity == order.Quantity && command.Options.SequenceEqual(order.Options))
        {
            return Decision.Nothing;
        }

        var changed = order with { Quantity = command.Quantity, Options = command.Options };
        // Steps that are told something else now, or that run now and did not; and whatever was done after those that are undone.
        var matters = AffectedSteps.Of(order, step => IsOther(step, order, changed), step => StaysInPlace(step, changed));
        return OrderFlow.Then(order, new UndoPlanned(
            order.Id, UndoCause.Changed,
            Undoing.Reversed(order, order.Steps.Where(step => matters.Contains(step.Step.Key) && !StaysInPlace(step, changed)), UndoCause.Changed),
            [.. order.Steps.Select(step => step.Step.Key).Where(matters.Contains)], Quantity: command.Quantity, Options: command.Options,
            PlannedBy: command.Actor.Subject));
    }

    private static bool StaysInPlace(StepProgress progress, ProvisioningOrder changed) =>
        progress is { Status: StepStatus.Completed, Step.UpdatedInPlace: true } && (progress.Step.Condition?.Holds(changed.Options) ?? true);

    private static bool IsOther(StepProgress progress, ProvisioningOrder order, ProvisioningOrder changed)
    {
        var step = progress.Step;
        var runs = step.Condition?.Holds(changed.Options) ?? true;
        return progress switch
        {
            // What an agent left out stays out.
            { Status: StepStatus.Skipped } => progress.Reason is null && runs,
            _ when progress.Attempt <= progress.Base => false,
            _ => !runs || StepPayload.HashOf(order, step) != StepPayload.HashOf(changed, step),
        };
    }
}
