using JasperFx.Events;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Fulfilment;
using SBG.Projections.Kernel;

namespace SBG.Api.ServiceLevels.Reports;

/// <summary>What a report is made of.</summary>
/// <param name="Incidents">By client and id.</param>
/// <param name="Requests">By client and id.</param>
internal sealed record ReportRows(IReadOnlyList<TimelineRow> Incidents, IReadOnlyList<RequestRow> Requests)
{
    /// <summary>How many.</summary>
    public int Count => Incidents.Count + Requests.Count;

    /// <summary>The policies and versions that they bear.</summary>
    public IEnumerable<(Guid? PolicyId, int? PolicyVersion)> Borne() => Incidents.Select(row => (row.PolicyId, row.PolicyVersion))
        .Concat(Requests.SelectMany(row => row.Promises).Select(promise => (promise.PolicyId, promise.PolicyVersion)));
}

/// <summary>Makes the rows of a client from its events, with no view in between.</summary>
/// <param name="clientId">The client.</param>
/// <param name="period">The report's days.</param>
internal sealed class ReportFold(string clientId, Period period)
{
    private readonly Dictionary<Guid, IncidentTimeline> _incidents = [];
    private readonly Dictionary<Guid, RequestTimeline> _requests = [];
    private readonly Dictionary<Guid, FulfilmentPromised> _promises = [];

    /// <summary>Takes an event in, in the order of the log.</summary>
    public void Hear(IEvent e)
    {
        switch (e.Data)
        {
            case EventOf<Incident> happened when IncidentTimeline.Fold(_incidents.GetValueOrDefault(e.StreamId), happened, e.Id, e.OccurredAt(), e.Timestamp.ToUniversalTime()) is { } timeline:
                _incidents[e.StreamId] = timeline;
                break;
            case EventOf<ServiceRequest> happened when RequestTimeline.Fold(_requests.GetValueOrDefault(e.StreamId), happened, e.OccurredAt()) is { } timeline:
                _requests[e.StreamId] = timeline;
                break;
            case FulfilmentPromised promised:
                _promises[promised.RequestId] = promised;
                break;
        }
    }

    /// <summary>The incidents that were reported in the period.</summary>
    public IEnumerable<TimelineRow> Incidents() => _incidents.Values
        .Select(timeline => new TimelineRow(clientId, timeline.Id, timeline.PolicyId, timeline.PolicyVersion, IncidentCourse.Of(timeline)))
        .Where(row => period.Contains(DateTimeOffset.FromUnixTimeSeconds(row.Course.Start)));

    /// <summary>The requests that were submitted in the period.</summary>
    public IEnumerable<RequestRow> Requests() => _requests.Values.Where(timeline => period.Contains(timeline.SubmittedAt))
        .Select(timeline => new RequestRow(clientId, timeline, _promises.GetValueOrDefault(timeline.Id)?.Lines ?? []));
}
