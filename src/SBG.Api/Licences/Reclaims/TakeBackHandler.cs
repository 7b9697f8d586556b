using JasperFx.Events;
using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Reclaims;
using SBG.Projections.Kernel;
using Wolverine;

namespace SBG.Api.Licences.Reclaims;

/// <summary>Take back a licence to which nobody objected.</summary>
/// <param name="AssignmentId">The licence.</param>
public sealed record TakeLicenceBack(Guid AssignmentId);

/// <summary>
/// Takes licences back when the time to object is over. Whether it is over follows from the instant; the message only does what is due. Until then the seat is
/// held, and counts.
/// </summary>
public static class TakeBackHandler
{
    /// <summary>The holder was told: the end of the time to object is followed.</summary>
    /// <param name="happened">The proposal.</param>
    public static OutgoingMessages Handle(IEvent<ReclaimProposed> happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var messages = new OutgoingMessages();
        messages.Schedule(new TakeLicenceBack(happened.StreamId), happened.Data.ObjectUntil);
        return messages;
    }

    /// <summary>Takes it back, if that is still due: licence and pool in one transaction.</summary>
    /// <param name="message">Which licence.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<OutgoingMessages> Handle(TakeLicenceBack message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        var (messages, now) = (new OutgoingMessages(), clock.Now());
        if (await session.Fetch<LicenceAssignment>(message.AssignmentId, stop) is not { State: { Status: not AssignmentStatus.Released, Reclaim: { } reclaim } state } licence)
        {
            return messages;
        }

        if (reclaim.At(now) == ReclaimStanding.Open)
        {
            messages.Schedule(message, reclaim.ObjectUntil); // it was proposed anew, or this node's clock is behind
        }
        else if (TakeBack.Decide(state, now) is { Events.IsEmpty: false } due)
        {
            licence.Record(due, now);
            var pool = await session.OpenPool(state.PoolId, now, stop);
            pool?.Record(ReleaseSeat.Decide(new(state.Id, session.TenantId), pool.State));
        }

        return messages;
    }
}
