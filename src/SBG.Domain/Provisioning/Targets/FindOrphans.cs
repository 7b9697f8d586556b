using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning.Targets;

/// <summary>Tell what a target holds of which no order knows.</summary>
/// <param name="People">The accounts, by the ids under which the service makes them.</param>
public sealed record FindOrphans(ImmutableArray<Guid> People)
{
    /// <summary>The most that are told by name.</summary>
    public const int Most = 1_000;

    /// <summary>Decides; what was found before records nothing.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="target">The target.</param>
    public static Decision<Target> Decide(FindOrphans command, Target target)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(target);
        ImmutableArray<Guid> found = [.. command.People.Distinct().Order().Take(Most)];
        return found.SequenceEqual(target.Orphans) ? Decision.Nothing : new TargetOrphansFound(target.Id, found);
    }

    /// <summary>Whether an order accounts for what a target holds of a person: it was delivered there, or an attempt may have made it, and it was not undone.</summary>
    /// <param name="order">An order of that person.</param>
    /// <param name="targetId">The target.</param>
    public static bool IsKnown(ProvisioningOrder order, Guid targetId)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Steps.Any(step => step.Step.Target == targetId && step.MayHaveEffect);
    }
}
