namespace SBG.Domain.Provisioning;

/// <summary>What an order waits for: it follows from the state alone, so that whoever finds the order can carry on.</summary>
public abstract record DueWork
{
    private DueWork()
    {
    }

    /// <summary>Begin an attempt.</summary>
    /// <param name="StepKey">The step.</param>
    /// <param name="Attempt">The attempt, from 1.</param>
    /// <param name="After">How long to wait before: nothing for a first attempt.</param>
    public sealed record Start(string StepKey, int Attempt, TimeSpan After) : DueWork;

    /// <summary>Carry out an attempt that was begun, and watch its time.</summary>
    /// <param name="StepKey">The step.</param>
    /// <param name="Attempt">The attempt.</param>
    /// <param name="NotAfter">When it has failed for want of an outcome (UTC).</param>
    public sealed record CarryOut(string StepKey, int Attempt, DateTimeOffset NotAfter) : DueWork;

    /// <summary>Give back what the failed order had taken.</summary>
    public sealed record Compensate : DueWork;

    /// <summary>What an order waits for.</summary>
    /// <param name="order">The order.</param>
    /// <returns>Null: nothing.</returns>
    public static DueWork? Of(ProvisioningOrder order)
    {
        if (order.Status == OrderStatus.Failed && order.LicencePoolId is not null && !order.IsCompensated)
        {
            return new Compensate();
        }

        return order.Current switch
        {
            { Status: StepStatus.InProgress } step => new CarryOut(step.Step.Key, step.Attempt, step.StartedAt!.Value + step.Step.TimeOut),
            { Status: StepStatus.Acknowledged or StepStatus.Pending } step =>
                new Start(step.Step.Key, step.Attempt + 1, RetryDelay.Before(step.Attempt + 1)),
            _ => null,
        };
    }
}
