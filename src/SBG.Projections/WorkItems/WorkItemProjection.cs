using JasperFx.Events;
using Marten.Events.Aggregation;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Access;
using SBG.Domain.Incidents.Merging;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using SBG.Domain.Provisioning.Suppliers;
using SBG.Domain.Provisioning.Targets;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;

namespace SBG.Projections.WorkItems;

/// <summary>
/// Keeps the work queue: what an order asks of an agent until it is done or decided, what targets hold otherwise until it is put right, incidents until they are resolved, approvals once they are the provider's.
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
        IncludeType<StepSkipped>();
        IncludeType<StepRetried>();
        IncludeType<StepWithdrawn>();
        IncludeType<StepUndoStarted>();
        IncludeType<StepUndone>();
        IncludeType<StepUndoFailed>();
        IncludeType<UndoPlanned>();
        IncludeType<OrderResupplied>();
        IncludeType<OrderFellOut>();
        IncludeType<OrderPartial>();
        IncludeType<OrderInJeopardy>();
        IncludeType<DriftFound>();
        IncludeType<TargetOrphansFound>();
        IncludeType<OrderCompleted>();
        IncludeType<OrderFailed>();
        IncludeType<OrderCancelled>();
        IncludeType<OrderTerminated>();
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
        IncludeType<IncidentMerged>();
        IncludeType<IncidentUnmerged>();
        IncludeType<IncidentRestricted>();
        IncludeType<IncidentUnrestricted>();
    }

    /// <inheritdoc/>
    public override WorkItem? Evolve(WorkItem? snapshot, Guid id, IEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return snapshot is not null ? Moved(snapshot, e.Data, e.OccurredAt())
            : Opened(e) is { } item ? e.Data is EventOf<ProvisioningOrder> ? Moved(item, e.Data, e.OccurredAt()) : item
            : null;
    }

    // What another system's log tells is history, not work; an order is nobody's until it asks for someone.
    private static WorkItem? Opened(IEvent e) => e.Data switch
    {
        RequestSubmitted request => new(e.StreamId, e.TenantId, WorkItemKind.Approval, e.OccurredAt()) { RequestId = request.RequestId, Number = request.Number },
        OrderAcknowledged order when order.Plan.Any(step => step.IsManual) => Order(e, order.RequestId) with { ManualSteps = [.. order.Plan.Where(step => step.IsManual)] },
        OrderResupplied order when order.Supply.Plan.Any(step => step.IsManual) => Order(e, order.RequestId),
        OrderFellOut order => Order(e, order.RequestId),
        OrderPartial order => Order(e, order.RequestId),
        OrderInJeopardy order => Order(e, order.RequestId),
        DriftFound { RequestId: { } request } => Order(e, request),
        TargetOrphansFound { People.IsEmpty: false } => new(e.StreamId, e.TenantId, WorkItemKind.Drift, e.OccurredAt()) { IsOpen = true },
        IncidentReported { Origin: null } incident => new(e.StreamId, e.TenantId, WorkItemKind.Incident, e.OccurredAt())
        {
            IsOpen = true,
            Number = incident.Number,
            Title = incident.Title,
            Priority = incident.Priority,
        },
        _ => null,
    };

    private static WorkItem Order(IEvent e, Guid requestId) => new(e.StreamId, e.TenantId, WorkItemKind.ManualStep, e.OccurredAt()) { RequestId = requestId };

    private static WorkItem? Moved(WorkItem item, object happened, DateTimeOffset at) => happened switch
    {
        StepStarted e => OrderWork.Begun(item, e.StepKey, at),
        StepUndoStarted e => OrderWork.Begun(item, e.StepKey, at),
        StepCompleted e => OrderWork.Ended(item, e.StepKey),
        StepFailed e => OrderWork.Ended(item, e.StepKey),
        StepSkipped e => OrderWork.Ended(item, e.StepKey),
        StepRetried e => OrderWork.Ended(item, e.StepKey),
        StepWithdrawn e => OrderWork.Ended(item, e.StepKey),
        StepUndone e => OrderWork.Ended(item, e.StepKey),
        StepUndoFailed e => OrderWork.Ended(item, e.StepKey),
        OrderResupplied e => item with { ManualSteps = [.. e.Supply.Plan.Where(step => step.IsManual)] },
        UndoPlanned => OrderWork.Decided(item),
        OrderFellOut e => OrderWork.FellOut(item, e.StepKey, at),
        OrderPartial e => OrderWork.FellOut(item with { IsPartial = true }, e.NoReturnStep, at),
        OrderInJeopardy e => OrderWork.Late(item, e, at),
        DriftFound e => OrderWork.Drifted(item, e, at),
        TargetOrphansFound e => e.People.IsEmpty ? null : item,
        OrderCompleted when !item.ManualSteps.IsEmpty => OrderWork.Delivered(item), // agents may have to undo it one day
        OrderCompleted or OrderFailed or OrderCancelled or OrderTerminated or RequestApproved or RequestRejected or RequestCancelled => null,
        EventOf<ServiceRequest> e => Waiting(item, ApprovalCourse.Evolve(item.Approval, e, at)),
        IncidentPrioritised e => item with { Priority = e.Priority },
        IncidentRestricted => item with { IsRestricted = true },
        IncidentUnrestricted => item with { IsRestricted = false },
        IncidentAssigned e => item with { Assignee = e.Assignee, Team = e.Team },
        IncidentResolved or IncidentClosed or IncidentCancelled or IncidentMerged => item with { IsOpen = false },
        IncidentReopened or IncidentUnmerged => item with { IsOpen = true },
        _ => item,
    };

    private static WorkItem Waiting(WorkItem item, ApprovalCourse? course)
    {
        var step = course?.Steps.FirstOrDefault(step => step.Status == ApprovalStepStatus.Open && step.Escalated.Any(seat => seat.Role == Role.ServiceManager));
        return item with { Approval = course, IsOpen = step is not null, StepKey = step?.Required.Key, StepTitle = step?.Required.Key, OpenedAt = step?.Since ?? item.OpenedAt };
    }
}
