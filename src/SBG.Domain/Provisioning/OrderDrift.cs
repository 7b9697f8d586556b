using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>What an outside system holds of a step.</summary>
public enum Holding
{
    /// <summary>It cannot be asked, or did not tell.</summary>
    Unknown,

    /// <summary>What was delivered.</summary>
    AsDelivered,

    /// <summary>Something else.</summary>
    Otherwise,

    /// <summary>Nothing.</summary>
    Nothing,
}

/// <summary>A step of which the other side does not hold what was delivered.</summary>
/// <param name="StepKey">The step.</param>
/// <param name="Holding">What it holds instead: <see cref="Holding.Nothing"/> or <see cref="Holding.Otherwise"/>.</param>
public sealed record StepDrift(string StepKey, Holding Holding);

/// <summary>What the other sides hold was compared with what was delivered, and is not as it was found before.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Steps">The steps that differ; none: it is as delivered again.</param>
/// <param name="RequestId">The request; null: it was found before that was told.</param>
[StoredAs("provisioning_drift_found")]
public sealed record DriftFound(Guid OrderId, ImmutableArray<StepDrift> Steps, Guid? RequestId = null) : EventOf<ProvisioningOrder>;

/// <summary>What differed is undone, and is done again.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="RequestId">The request.</param>
[StoredAs("provisioning_order_corrected")]
public sealed record OrderCorrected(Guid OrderId, Guid RequestId) : EventOf<ProvisioningOrder>;

/// <summary>Compares what was delivered with what the other sides hold, and puts it right when an agent says so.</summary>
public static class OrderDrift
{
    /// <summary>Nothing was found that differs.</summary>
    public static readonly Refusal None = new("provisioning/no-drift");

    /// <summary>What stands in the way of comparing.</summary>
    /// <param name="order">The order.</param>
    public static Refusal? Hindrance(ProvisioningOrder order) => TerminateOrder.Hindrance(order);

    /// <summary>What stands in the way of putting it right.</summary>
    /// <param name="order">The order.</param>
    public static Refusal? CorrectionHindrance(ProvisioningOrder order) => Hindrance(order) ?? (order.Drift is null ? None : null);

    /// <summary>Records what was found, when it is not what was found before. What is not known counts as before.</summary>
    /// <param name="found">By step: what the other side holds.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Found(IReadOnlyDictionary<string, Holding> found, ProvisioningOrder order)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (Hindrance(order) is { } refusal)
        {
            return refusal;
        }

        var before = order.Drift ?? [];
        ImmutableArray<StepDrift> now =
        [
            .. from step in order.Steps
               where step.Status == StepStatus.Completed
               let holding = found.GetValueOrDefault(step.Step.Key)
               let told = holding == Holding.Unknown ? before.FirstOrDefault(known => known.StepKey == step.Step.Key)?.Holding ?? Holding.Unknown : holding
               where told is Holding.Nothing or Holding.Otherwise
               select new StepDrift(step.Step.Key, told),
        ];
        return now.SequenceEqual(before) ? Decision.Nothing : new DriftFound(order.Id, now, order.RequestId);
    }

    /// <summary>
    /// Puts it right: what differs is undone, so that nothing is left of it, and done again; or only changed, where the step can be and there is
    /// something. What depends on it stays.
    /// </summary>
    /// <param name="actor">The agent.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Correct(Actor actor, ProvisioningOrder order)
    {
        if (CorrectionHindrance(order) is { } refusal)
        {
            return refusal;
        }

        var drift = order.Drift!.Value.ToDictionary(step => step.StepKey, step => step.Holding, StringComparer.Ordinal);
        var undone = order.Steps.Where(step =>
            drift.TryGetValue(step.Step.Key, out var holding) && !(holding == Holding.Otherwise && step.Step.UpdatedInPlace));
        return OrderFlow.Then(order, new UndoPlanned(
            order.Id, UndoCause.Drifted, Undoing.Reversed(order, undone, UndoCause.Drifted),
            [.. order.Steps.Select(step => step.Step.Key).Where(drift.ContainsKey)], PlannedBy: actor.Subject));
    }
}
