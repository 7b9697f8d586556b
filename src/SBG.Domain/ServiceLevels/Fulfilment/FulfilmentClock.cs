using SBG.Domain.ServiceLevels.Clocks;

namespace SBG.Domain.ServiceLevels.Fulfilment;

/// <summary>
/// The clock of a line: from the submission of its request to its delivery; time in approval counts only where the policy says so. A pure function of the request's timeline
/// and the version that was pinned.
/// </summary>
public static class FulfilmentClock
{
    /// <summary>Reads it.</summary>
    /// <param name="timeline">The request's timeline.</param>
    /// <param name="line">The line.</param>
    /// <param name="by">By what it is measured.</param>
    /// <param name="at">When it is read (Unix seconds); what happened later is not heard.</param>
    public static ClockReading Read(RequestTimeline timeline, LineCourse line, Yardstick by, long at)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(by);
        var (start, stop) = (timeline.SubmittedAt.ToUnixTimeSeconds(), Heard(line.Delivered is true ? line.EndedAt : null, at));
        var rule = by.DeliveryRule(line.OfferId);
        var (limit, hours) = by.Limit(rule, start);
        var over = Heard(line.EndedAt ?? timeline.WithdrawnAt, at);
        var still = by.CountsApproval ? [] : timeline.Waits.SelectMany(wait => (long[])[wait.From.ToUnixTimeSeconds(), Heard(wait.Until, at) ?? long.MaxValue]).ToArray();
        var (elapsed, paused, due) = ServiceLevelClock.Walk(new(start, Math.Max(start, over ?? at), rule, limit, hours), over is null, still);
        return new(State(), elapsed, limit, due, stop, paused);

        ClockState State() => Heard(timeline.WithdrawnAt, at) is not null ? ClockState.Cancelled
            : limit is null ? ClockState.NoTarget
            : over is not null && stop is null ? ClockState.Unmeasured
            : elapsed > limit ? ClockState.Breached
            : stop is null ? ClockState.Running : ClockState.Met;
    }

    private static long? Heard(DateTimeOffset? happened, long at) => happened?.ToUnixTimeSeconds() is { } second && second <= at ? second : null;
}
