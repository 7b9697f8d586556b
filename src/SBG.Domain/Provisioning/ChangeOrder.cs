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
        var matters = Matters(order, changed);
        return OrderFlow.Then(order, new UndoPlanned(
            order.Id, UndoCause.Changed,
            Undoing.Reversed(order, order.Steps.Where(step => matters.Contains(step.Step.Key) && !StaysInPlace(step, changed)), UndoCause.Changed),
            [.. order.Steps.Select(step => step.Step.Key).Where(matters.Contains)], Quantity: command.Quantity, Options: command.Options,
            PlannedBy: command.Actor.Subject));
    }

    private static bool StaysInPlace(StepProgress progress, ProvisioningOrder changed) =>
        progress is { Status: StepStatus.Completed, Step.UpdatedInPlace: true } && (progress.Step.Condition?.Holds(changed.Options) ?? true);

    // Steps that are told something else now, or that run now and did not; and whatever was done after those that are undone.
    private static HashSet<string> Matters(ProvisioningOrder order, ProvisioningOrder changed)
    {
        var (matters, undone) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var step in order.Steps.Where(step => IsOther(step, order, changed)))
        {
            Add(step);
        }

        int found;
        do
        {
            found = matters.Count;
            for (var place = 0; place < order.Steps.Length; place++)
            {
                if (order.Steps[place].Attempt > order.Steps[place].Base && order.Before(place).Any(undone.Contains))
                {
                    Add(order.Steps[place]);
                }
            }
        }
        while (matters.Count > found);

        return matters;

        void Add(StepProgress step)
        {
            matters.Add(step.Step.Key);
            if (!StaysInPlace(step, changed))
            {
                undone.Add(step.Step.Key);
            }
        }
    }

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
