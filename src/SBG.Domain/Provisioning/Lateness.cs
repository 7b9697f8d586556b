using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>Whether an order will be late: the longest way through what is left of its plan, by the estimates, against what was promised.</summary>
public static class Lateness
{
    private static readonly TimeSpan OftenEnough = TimeSpan.FromSeconds(1);

    /// <summary>How long what is left takes, if nothing takes longer than estimated; a step without an estimate counts for nothing.</summary>
    /// <param name="order">The order.</param>
    /// <param name="now">The present (UTC).</param>
    public static TimeSpan Remaining(ProvisioningOrder order, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(order);
        var places = order.Steps.Select((step, place) => (step.Step.Key, place)).ToDictionary(step => step.Key, step => step.place, StringComparer.Ordinal);
        var ends = new TimeSpan?[order.Steps.Length];
        return order.Steps.Select((_, place) => End(place)).DefaultIfEmpty(TimeSpan.Zero).Max();

        TimeSpan End(int place) => ends[place] ??=
            order.Before(place).Select(key => End(places[key])).DefaultIfEmpty(TimeSpan.Zero).Max() + Left(order, order.Steps[place], now);
    }

    /// <summary>Decides: tells once that the order will be late.</summary>
    /// <param name="order">The order.</param>
    /// <param name="now">The present (UTC).</param>
    public static Decision<ProvisioningOrder> Decide(ProvisioningOrder order, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.IsOver || order.ExpectedAt is not null || order.PromisedAt is not { } promised)
        {
            return Decision.Nothing;
        }

        var expected = now + Remaining(order, now);
        return expected > promised ? new OrderInJeopardy(order.Id, order.RequestId, promised, expected) : Decision.Nothing;
    }

    /// <summary>When to look next: the last moment at which an order that does not move can still be in time.</summary>
    /// <param name="order">The order.</param>
    /// <param name="now">The present (UTC).</param>
    /// <returns>Null: there is nothing to look for.</returns>
    public static DateTimeOffset? LookAt(ProvisioningOrder order, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.IsOver || order.ExpectedAt is not null || order.PromisedAt is not { } promised
            ? null
            : Later(promised - Remaining(order, now), now + OftenEnough);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static TimeSpan Left(ProvisioningOrder order, StepProgress progress, DateTimeOffset now)
    {
        var estimate = progress.Step.Estimate ?? TimeSpan.Zero;
        return progress switch
        {
            { IsDone: true } => TimeSpan.Zero,
            { Attempt: var attempt } when attempt == progress.Base && progress.Step.Condition?.Holds(order.Options) is false => TimeSpan.Zero,
            { Status: StepStatus.InProgress, StartedAt: { } since } => estimate > now - since ? estimate - (now - since) : TimeSpan.Zero,
            _ => estimate,
        };
    }
}
