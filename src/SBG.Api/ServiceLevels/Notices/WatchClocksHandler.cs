using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Notices;
using SBG.Projections.Kernel;
using Wolverine;

namespace SBG.Api.ServiceLevels.Notices;

/// <summary>
/// Announces what was reached, as having happened when it was, and looks again when the next share will be. A message that comes twice finds it announced; one that comes
/// late, or after the target changed, finds what is so now.
/// </summary>
public static class WatchClocksHandler
{
    /// <summary>Looks.</summary>
    /// <param name="message">At which incident.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="yardsticks">What incidents are measured by.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<OutgoingMessages> Handle(WatchClocks message, IDocumentSession session, Yardsticks yardsticks, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(yardsticks);
        var messages = new OutgoingMessages();
        if (await session.LoadAsync<Incident>(message.IncidentId, stop) is not { Origin: null }
            || await session.LoadAsync<IncidentTimeline>(message.IncidentId, stop) is not { } timeline)
        {
            return messages; // what another system's log tells is history
        }

        var (now, course) = (clock.Now(), IncidentCourse.Of(timeline));
        var by = await yardsticks.Contracted(timeline.PolicyId, timeline.PolicyVersion, stop);
        var thresholds = ClockThresholds.Of(course, by.Yardstick, now.ToUnixTimeSeconds()).OrderBy(threshold => threshold.ReachedAt).ToArray();
        var id = ClockNotices.StreamOf(timeline.Id);

        // Not fetched before it is there: what is fetched and then started would be two writings of one stream, once several things are announced at a time.
        var notices = await session.LoadAsync<ClockNotices>(id, stop) is null ? session.New<ClockNotices>(id) : (await session.Fetch<ClockNotices>(id, stop))!;
        var before = notices.Version;
        foreach (var reached in thresholds.Where(threshold => At(threshold) <= now && (threshold.Percent == 100 || course.End is CourseEnd.None)))
        {
            notices.Record(AnnounceThreshold.Decide(new(reached), timeline, notices.State), now, new(OccurredAt: At(reached)));
        }

        // Only who announced something, or came too early, looks again: messages beside one another end by themselves.
        if ((notices.Version > before || message.At > now) && thresholds.FirstOrDefault(threshold => At(threshold) > now) is { Limit: > 0 } next)
        {
            messages.Schedule(new WatchClocks(timeline.Id, At(next)), At(next));
        }

        return messages;
    }

    private static DateTimeOffset At(Threshold threshold) => DateTimeOffset.FromUnixTimeSeconds(threshold.ReachedAt);
}
