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
/// <param name="Undo">Whether it is to undo the step.</param>
public sealed record BeginStep(Guid OrderId, string StepKey, int Attempt, bool Undo = false);

/// <summary>Carry out an attempt that was begun.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Undo">Whether it is to undo the step.</param>
public sealed record CarryOutStep(Guid OrderId, string StepKey, int Attempt, bool Undo = false);

/// <summary>Ask how far an attempt is that was accepted.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Undo">Whether it is to undo the step.</param>
/// <param name="Token">By what the other side knows it.</param>
public sealed record PollStep(Guid OrderId, string StepKey, int Attempt, bool Undo, string? Token);

/// <summary>Record what the other side told of an attempt that it had accepted.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Undo">Whether it was to undo the step.</param>
/// <param name="Done">Whether it is done; otherwise it failed.</param>
/// <param name="Final">Of a failure: whether another attempt is of no use.</param>
/// <param name="Words">For the record; nothing personal.</param>
public sealed record TellStep(Guid OrderId, string StepKey, int Attempt, bool Undo, bool Done, bool Final, string? Words);

/// <summary>Fail an attempt that has no outcome yet.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Undo">Whether it was to undo the step.</param>
public sealed record TimeOutStep(Guid OrderId, string StepKey, int Attempt, bool Undo = false);

/// <summary>Give back what an order no longer needs.</summary>
/// <param name="OrderId">The order.</param>
public sealed record CompensateOrder(Guid OrderId);

/// <summary>Give up a part of a bundle that is given up.</summary>
/// <param name="OrderId">The part's order.</param>
/// <param name="By">The subject who gave up the bundle.</param>
public sealed record EndPart(Guid OrderId, string By);

/// <summary>Look whether an order will be late, or whether something that it waits for was lost.</summary>
/// <param name="OrderId">The order.</param>
public sealed record WatchOrder(Guid OrderId);

/// <summary>The messages of what an order waits for; sent with the events that made it wait, in one transaction.</summary>
public static class DueMessages
{
    /// <summary>The messages of what it waits for since something happened to it.</summary>
    /// <param name="before">The order before; null when it is new.</param>
    /// <param name="after">The order after.</param>
    public static OutgoingMessages Since(ProvisioningOrder? before, ProvisioningOrder after)
    {
        ArgumentNullException.ThrowIfNull(after);
        var messages = new OutgoingMessages();
        foreach (var due in DueWork.Since(before, after))
        {
            Add(messages, after.Id, due);
        }

        return messages;
    }

    /// <summary>The message of one thing that is due.</summary>
    /// <param name="messages">Where it goes.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="work">What is due.</param>
    internal static void Add(OutgoingMessages messages, Guid orderId, DueWork work)
    {
        switch (work)
        {
            case DueWork.Start { After.Ticks: > 0 } due:
                messages.Delay(new BeginStep(orderId, due.StepKey, due.Attempt, due.Undo), due.After);
                break;
            case DueWork.Start due:
                messages.Add(new BeginStep(orderId, due.StepKey, due.Attempt, due.Undo));
                break;
            case DueWork.CarryOut due:
                messages.Add(new CarryOutStep(orderId, due.StepKey, due.Attempt, due.Undo));
                break;
            case DueWork.Compensate:
                messages.Add(new CompensateOrder(orderId));
                break;
            default:
                throw new InvalidOperationException($"Nobody does {work}.");
        }
    }
}
