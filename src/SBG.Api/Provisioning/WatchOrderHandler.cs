using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Provisioning;
using SBG.Projections.Kernel;
using Wolverine;

namespace SBG.Api.Provisioning;

/// <summary>
/// Looks after an order until it is over, by one message that schedules itself: tells when it will be late, fails an attempt whose message was set
/// aside as a dead letter, and sends again what is due and was lost.
/// </summary>
public static class WatchOrderHandler
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Seldom = TimeSpan.FromDays(1);

    /// <summary>Looks.</summary>
    /// <param name="message">Which order.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<OutgoingMessages> Handle(WatchOrder message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        if (await session.FetchExclusively<ProvisioningOrder>(session.TenantId, message.OrderId, stop) is not { State: { } before } stream)
        {
            return [];
        }

        var now = clock.Now();
        stream.Record(Lateness.Decide(before, now), now);
        foreach (var overdue in DueWork.Of(before).OfType<DueWork.CarryOut>().Where(due => due.NotAfter + Grace <= now))
        {
            stream.Record(FailStep.Decide(new(overdue.StepKey, overdue.Attempt, FailStep.TimedOut.Code, Undo: overdue.Undo), stream.State!), now);
        }

        var messages = DueMessages.Since(before, stream.State!);
        foreach (var waiting in DueWork.Of(before).Where(due => due is not DueWork.CarryOut))
        {
            DueMessages.Add(messages, before.Id, waiting);
        }

        if (!DueWork.Of(stream.State!).IsEmpty || !stream.State!.IsOver)
        {
            messages.Schedule(new WatchOrder(before.Id), NextLook(stream.State!, now));
        }

        return messages;
    }

    /// <summary>When to look next (UTC).</summary>
    /// <param name="order">The order.</param>
    /// <param name="now">The present (UTC).</param>
    internal static DateTimeOffset NextLook(ProvisioningOrder order, DateTimeOffset now)
    {
        var next = DueWork.Of(order)
            .Select(due => due switch
            {
                DueWork.CarryOut carry => carry.NotAfter,
                DueWork.Start start => now + start.After,
                _ => now,
            } + Grace)
            .Append(now + Seldom)
            .Min();
        return Lateness.LookAt(order, now) is { } look && look < next ? look : next;
    }
}
