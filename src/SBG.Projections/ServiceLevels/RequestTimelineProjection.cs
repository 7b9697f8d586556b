using JasperFx.Events;
using Marten.Events.Aggregation;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.ServiceLevels.Fulfilment;
using SBG.Projections.Kernel;

namespace SBG.Projections.ServiceLevels;

/// <summary>Answers: on which facts do the clocks of this request run?</summary>
public sealed partial class RequestTimelineProjection : SingleStreamProjection<RequestTimeline, Guid>
{
    /// <summary>Reads what the clocks run on.</summary>
    public RequestTimelineProjection()
    {
        IncludeType<RequestSubmitted>();
        IncludeType<RequestApproved>();
        IncludeType<RequestRejected>();
        IncludeType<RequestCancelled>();
        IncludeType<LineFulfilled>();
        IncludeType<LineFailed>();
    }

    /// <inheritdoc/>
    public override RequestTimeline? Evolve(RequestTimeline? snapshot, Guid id, IEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e.Data is EventOf<ServiceRequest> happened ? RequestTimeline.Fold(snapshot, happened, e.OccurredAt()) : snapshot;
    }
}
