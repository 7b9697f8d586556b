using SBG.Domain.Provisioning;
using Wolverine;

namespace SBG.Api.Provisioning;

/// <summary>Take over the delivery of an approved line.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">Its line.</param>
public sealed record OpenOrder(Guid RequestId, Guid LineId);

/// <summary>Begin an attempt at a step.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt, from 1.</param>
public sealed record BeginStep(Guid OrderId, string StepKey, int Attempt);

/// <summary>Carry out an attempt that was begun.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt.</param>
public sealed record CarryOutStep(Guid OrderId, string StepKey, int Attempt);

/// <summary>Fail an attempt that has no outcome yet.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt.</param>
public sealed record TimeOutStep(Guid OrderId, string StepKey, int Attempt);

/// <summary>Give back what a failed order had taken.</summary>
/// <param name="OrderId">The order.</param>
public sealed record CompensateOrder(Guid OrderId);

/// <summary>The messages of what an order waits for; sent with the events that made it wait, in one transaction.</summary>
public static class DueMessages
{
    /// <summary>The messages.</summary>
    /// <param name="order">The order, after those events.</param>
    public static OutgoingMessages Of(ProvisioningOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var messages = new OutgoingMessages();
        switch (DueWork.Of(order))
        {
            case DueWork.Start { After.Ticks: > 0 } due:
                messages.Delay(new BeginStep(order.Id, due.StepKey, due.Attempt), due.After);
                break;
            case DueWork.Start due:
                messages.Add(new BeginStep(order.Id, due.StepKey, due.Attempt));
                break;
            case DueWork.CarryOut due:
                messages.Add(new CarryOutStep(order.Id, due.StepKey, due.Attempt));
                messages.Schedule(new TimeOutStep(order.Id, due.StepKey, due.Attempt), due.NotAfter);
                break;
            case DueWork.Compensate:
                messages.Add(new CompensateOrder(order.Id));
                break;
            default:
                break;
        }

        return messages;
    }
}
