using JasperFx.Events;
using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Licences.Leases;
using Wolverine;

namespace SBG.Api.Licences.Leases;

/// <summary>Record that a lease ended by itself, if it did.</summary>
/// <param name="LeaseId">The lease.</param>
/// <param name="ClientId">Its client, which need not be the tenant of the message: whoever frees a seat serves the line of all.</param>
public sealed record SettleLease(Guid LeaseId, string ClientId);

/// <summary>
/// Looks at a lease when it would end, by one scheduled message that follows it however often it is renewed. Nothing rests on the message: it puts into the
/// ledger what is so already, and wakes who waits for the seat.
/// </summary>
public static class SettleLeaseHandler
{
    /// <summary>A seat was lent: its end is followed.</summary>
    /// <param name="happened">The lease.</param>
    public static OutgoingMessages Handle(IEvent<LeaseGranted> happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var messages = new OutgoingMessages();
        messages.Schedule(new SettleLease(happened.StreamId, happened.Data.ClientId), happened.Data.EndsAt);
        return messages;
    }

    /// <summary>A seat is kept: whether it is taken is followed.</summary>
    /// <param name="happened">The offer.</param>
    public static OutgoingMessages Handle(IEvent<LeaseOffered> happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var messages = new OutgoingMessages();
        messages.Schedule(new SettleLease(happened.StreamId, happened.Data.ClientId ?? happened.TenantId), happened.Data.EndsAt);
        return messages;
    }

    /// <summary>Records the end, or waits for the later one.</summary>
    /// <param name="message">Which lease.</param>
    /// <param name="session">A session of any tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<OutgoingMessages> Handle(SettleLease message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        var (messages, now) = (new OutgoingMessages(), clock.Now());
        if (await session.ForTenant(message.ClientId).LoadAsync<LicenceLease>(message.LeaseId, stop) is not { HeldUntil: { } end } lease)
        {
            return messages;
        }

        if (end > now)
        {
            messages.Schedule(message, end);
        }
        else
        {
            await session.OpenPool(lease.PoolId, now, stop);
        }

        return messages;
    }
}
