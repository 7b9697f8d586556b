using Marten;
using SBG.Domain.ServiceLevels;

namespace SBG.Api.ServiceLevels;

/// <summary>Counts how the incidents of a period stand, as contracted.</summary>
public static class ComplianceReader
{
    /// <summary>Reads every clock of the incidents that were reported in the period.</summary>
    /// <param name="store">The store.</param>
    /// <param name="yardsticks">What incidents are measured by.</param>
    /// <param name="clientId">The client.</param>
    /// <param name="days">The period.</param>
    /// <param name="now">When the clocks are read (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<ComplianceView> Read(
        IDocumentStore store, Yardsticks yardsticks, string clientId, ReportDays days, DateTimeOffset now, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(yardsticks);
        await using var session = store.QuerySession(clientId);
        var (tally, count, at) = (new ComplianceTally(), 0, now.ToUnixTimeSeconds());
        await foreach (var timeline in session.Timelines(days.Whole).ToAsyncEnumerable(stop))
        {
            count++;
            var course = IncidentCourse.Of(timeline);
            var yardstick = await yardsticks.Contracted(timeline, stop);
            tally.Add(course.Priority, TargetKind.Response, yardstick.StateOf(course, TargetKind.Response, at));
            tally.Add(course.Priority, TargetKind.Resolution, yardstick.StateOf(course, TargetKind.Resolution, at));
        }

        return new(clientId, days.From, days.To, now, count, tally.Told);
    }
}
