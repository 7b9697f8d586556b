using JasperFx.Events;
using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;
using Wolverine;

namespace SBG.Api.Requests;

/// <summary>Remind those whom a step waits for.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Round">The round.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Level">How often it was escalated.</param>
public sealed record RemindOfApproval(Guid RequestId, int Round, string StepKey, int Level);

/// <summary>Let others decide a step whose voters did not answer.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Round">The round.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Level">How often it was escalated.</param>
public sealed record EscalateLateApproval(Guid RequestId, int Round, string StepKey, int Level);

/// <summary>
/// Keeps the time of approvals by scheduled messages: a step that opened, or was escalated, is followed by its reminder, and that by the next escalation. One that comes
/// late, twice or for nothing finds that in the request's state, and ends there.
/// </summary>
public static class ApprovalTimersHandler
{
    /// <summary>A step opened: its reminder is scheduled.</summary>
    /// <param name="happened">The opening.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<OutgoingMessages> Handle(IEvent<ApprovalStepOpened> happened, IDocumentSession session, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return Reminder(happened.Data.RequestId, happened.Data.Round, happened.Data.StepKey, 0, session, stop);
    }

    /// <summary>A step was escalated: its next reminder is scheduled.</summary>
    /// <param name="happened">The escalation.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<OutgoingMessages> Handle(IEvent<ApprovalEscalated> happened, IDocumentSession session, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return Reminder(happened.Data.RequestId, happened.Data.Round, happened.Data.StepKey, happened.Data.Level, session, stop);
    }

    /// <summary>Reminds, and schedules the escalation.</summary>
    /// <param name="message">What is due.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<OutgoingMessages> Handle(RemindOfApproval message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        var messages = new OutgoingMessages();
        if (await session.Fetch<ServiceRequest>(message.RequestId, stop) is { State: { } request } stream
            && RemindVoters.Decide(new(message.Round, message.StepKey, message.Level), request) is { Events.IsEmpty: false } reminded)
        {
            stream.Record(reminded, clock.Now());
            var step = request.Awaits(message.Round, message.StepKey, message.Level)!;
            messages.Schedule(
                new EscalateLateApproval(message.RequestId, message.Round, message.StepKey, message.Level), step.Since!.Value + step.Required.EscalateAfter);
        }

        return messages;
    }

    /// <summary>Escalates.</summary>
    /// <param name="message">What is due.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task Handle(EscalateLateApproval message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (await session.Fetch<ServiceRequest>(message.RequestId, stop) is { } stream)
        {
            stream.Record(EscalateApproval.Decide(new(message.Round, message.StepKey, message.Level), stream.State!), clock.Now());
        }
    }

    private static async Task<OutgoingMessages> Reminder(Guid requestId, int round, string stepKey, int level, IDocumentSession session, CancellationToken stop)
    {
        var messages = new OutgoingMessages();
        if ((await session.LoadAsync<ServiceRequest>(requestId, stop))?.Awaits(round, stepKey, level) is { Since: { } since } step)
        {
            messages.Schedule(new RemindOfApproval(requestId, round, stepKey, level), since + step.Required.RemindAfter);
        }

        return messages;
    }
}
