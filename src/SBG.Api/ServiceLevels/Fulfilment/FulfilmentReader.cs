using Marten;
using Marten.Linq.MatchesSql;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Fulfilment;
using SBG.Domain.ServiceLevels.Policies;
using SBG.Projections.ServiceLevels;

namespace SBG.Api.ServiceLevels.Fulfilment;

/// <summary>How a line of a request stands, and why.</summary>
/// <param name="LineId">The line.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="Clock">From the submission to the delivery.</param>
/// <param name="Basis">Why that promise, or none, applies.</param>
/// <param name="PolicyId">The policy that promises.</param>
/// <param name="PolicyVersion">Its version, found when the request was submitted.</param>
/// <param name="Rule">The promise.</param>
/// <param name="CountsApproval">Whether time in approval counts.</param>
public sealed record LineLevelView(
    Guid LineId, Guid OfferId, ClockView Clock, FulfilmentBasis Basis, Guid? PolicyId, int? PolicyVersion, TargetRule? Rule, bool CountsApproval);

/// <summary>How a request stands against what is promised.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Number">What people call it.</param>
/// <param name="SubmittedAt">When its clocks started.</param>
/// <param name="Waits">When approvers were waited for.</param>
/// <param name="Lines">Line by line.</param>
public sealed record RequestLevelView(Guid RequestId, string Number, DateTimeOffset SubmittedAt, IReadOnlyList<ApprovalWait> Waits, IReadOnlyList<LineLevelView> Lines);

/// <summary>Lines of one offer.</summary>
/// <param name="OfferId">The offer.</param>
/// <param name="Fulfilment">How many stand how.</param>
public sealed record OfferCompliance(Guid OfferId, ClockCounts Fulfilment);

/// <summary>Reads the clocks of requests.</summary>
/// <param name="store">The store.</param>
/// <param name="yardsticks">What they are measured by.</param>
public sealed class FulfilmentReader(IDocumentStore store, Yardsticks yardsticks)
{
    /// <summary>How one request stands.</summary>
    /// <param name="session">In the client's tenant.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="now">When the clocks are read (UTC).</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null when there is no such request.</returns>
    public async Task<RequestLevelView?> Of(IQuerySession session, Guid requestId, DateTimeOffset now, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await session.LoadAsync<RequestTimeline>(requestId, stop) is not { } timeline)
        {
            return null;
        }

        var promise = await session.LoadAsync<FulfilmentPromise>(FulfilmentPromise.StreamOf(requestId), stop);
        var lines = new List<LineLevelView>();
        foreach (var line in timeline.Lines)
        {
            var pinned = promise?.Lines.FirstOrDefault(each => each.LineId == line.LineId) ?? new(line.LineId, line.OfferId, 0, FulfilmentBasis.Nothing);
            var by = (await yardsticks.Contracted(pinned.PolicyId, pinned.PolicyVersion, stop)).Yardstick;
            lines.Add(new(
                line.LineId, line.OfferId, ClockView.Of(FulfilmentClock.Read(timeline, line, by, now.ToUnixTimeSeconds())), pinned.Basis,
                pinned.PolicyId, pinned.PolicyVersion, by.DeliveryRule(line.OfferId), by.CountsApproval));
        }

        return new(timeline.Id, timeline.Number, timeline.SubmittedAt, timeline.Waits, lines);
    }

    /// <summary>How the lines of the requests that were submitted in a period stand, by offer.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="days">The period.</param>
    /// <param name="by">What they are measured by.</param>
    /// <param name="now">When the clocks are read (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IReadOnlyList<OfferCompliance>> ByOffer(string clientId, Period days, YardstickReader by, DateTimeOffset now, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        await using var session = store.QuerySession(clientId);
        var timelines = await session.Query<RequestTimeline>().Where(timeline => timeline.MatchesSql(
            $"{ServiceLevelsStore.SubmittedAt} >= ? and {ServiceLevelsStore.SubmittedAt} < ?", days.From, days.Until)).ToListAsync(stop);
        var promises = (await session.LoadManyAsync<FulfilmentPromise>(stop, [.. timelines.Select(timeline => FulfilmentPromise.StreamOf(timeline.Id))]))
            .SelectMany(promise => promise.Lines).ToDictionary(line => line.LineId);
        var states = new List<(Guid Offer, ClockState State)>();
        foreach (var (timeline, line) in timelines.SelectMany(timeline => timeline.Lines.Select(line => (timeline, line))))
        {
            var pinned = promises.GetValueOrDefault(line.LineId);
            var measure = await by.Of(pinned?.PolicyId, pinned?.PolicyVersion, stop);
            states.Add((line.OfferId, FulfilmentClock.Read(timeline, line, measure.Yardstick, now.ToUnixTimeSeconds()).State));
        }

        return [.. states.GroupBy(each => each.Offer, each => each.State).OrderBy(group => group.Key).Select(group => new OfferCompliance(group.Key, ClockCounts.Of(state => group.Count(each => each == state))))];
    }
}
