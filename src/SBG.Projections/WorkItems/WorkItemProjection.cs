using JasperFx.Events;
using Marten.Events.Aggregation;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;

namespace SBG.Projections.WorkItems;

/// <summary>
/// Keeps the work queue: manual steps from their beginning to their end, incidents until they are resolved, approvals once they are the provider's.
/// </summary>
public sealed partial class WorkItemProjection : SingleStreamProjection<WorkItem, Guid>
{
    /// <summary>Reads only what opens or closes work.</summary>
    public WorkItemProjection()
    {
        IncludeType<OrderAcknowledged>();
        IncludeType<StepStarted>();
        IncludeType<StepCompleted>();
        IncludeType<StepFailed>();
        IncludeType<OrderCompleted>();
        IncludeType<OrderFailed>();
        IncludeType<RequestSubmitted>();
        IncludeType<ApprovalRequired>();
        IncludeType<ApprovalStepOpened>();
        IncludeType<ApprovalGranted>();
        IncludeType<ApprovalRefused>();
        IncludeType<ApprovalEscalated>();
        IncludeType<RequestApproved>();
        IncludeType<RequestRejected>();
        IncludeType<RequestCancelled>();
        IncludeType<IncidentReported>();
        IncludeType<IncidentPrioritised>();
        IncludeType<IncidentAssigned>();
        IncludeType<IncidentResolved>();
        IncludeType<IncidentReopened>();
        IncludeType<IncidentClosed>();
        IncludeType<IncidentCancelled>();
    }

    /// <inheritdoc/>
    public override WorkItem? Evolve(WorkItem? snapshot, Guid id, IEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return snapshot is null ? Opened(e) : Moved(snapshot, e.Data, e.OccurredAt());
    }

    // What another system's log tells is history, not work; an order without a manual step is nobody's.
    private static WorkItem? Opened(IEvent e) => e.Data switch
    {
        OrderAcknowledged order when order.Plan.Any(step => step.IsManual) => new(e.StreamId, e.TenantId, WorkItemKind.ManualStep, e.OccurredAt())
        {
            RequestId = order.RequestId,
            ManualSteps = [.. order.Plan.Where(step => step.IsManual)],
        },
        RequestSubmitted request => new(e.StreamId, e.TenantId, WorkItemKind.Approval, e.OccurredAt()) { RequestId = request.RequestId, Number = request.Number },
        IncidentReported { Origin: null } incident => new(e.StreamId, e.TenantId, WorkItemKind.Incident, e.OccurredAt())
        {
            IsOpen = true,
            Number = incident.Number,
            Title = incident.Title,
            Priority = incident.Priority,
        },
        _ => null,
    };

    private static WorkItem? Moved(WorkItem item, object happened, DateTimeOffset at) => happened switch
    {
        StepStarted e when item.ManualSteps.FirstOrDefault(step => step.Key == e.StepKey) is { } step => item with
        {
            IsOpen = true,
            OpenedAt = at,
            StepKey = step.Key,
            StepTitle = step.Title,
            DueAt = at + step.TimeOut,
        },
        StepCompleted or StepFailed => item with { IsOpen = false, StepKey = null, StepTitle = null, DueAt = null },
        OrderCompleted or OrderFailed or RequestApproved or RequestRejected or RequestCancelled => null,
        EventOf<ServiceRequest> e => Waiting(item, ApprovalCourse.Evolve(item.Approval, e, at)),
        IncidentPrioritised e => item with { Priority = e.Priority },
        IncidentAssigned e => item with { Assignee = e.Assignee, Team = e.Team },
        IncidentResolved or IncidentClosed or IncidentCancelled => item with { IsOpen = false },
        IncidentReopened => item with { IsOpen = true },
        _ => item,
    };

    private static WorkItem Waiting(WorkItem item, ApprovalCourse? course)
    {
        var step = course?.Steps.FirstOrDefault(step => step.Status == ApprovalStepStatus.Open && step.Escalated.Any(seat => seat.Role == Role.ServiceManager));
        return item with { Approval = course, IsOpen = step is not null, StepKey = step?.Required.Key, StepTitle = step?.Required.Key, OpenedAt = step?.Since ?? item.OpenedAt };
    }
}
