using Marten;
using Marten.Linq.MatchesSql;
using NodaTime;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Projections.ServiceLevels;
using Period = SBG.Domain.Kernel.Period;

namespace SBG.Api.ServiceLevels;

/// <summary>The days of a report, and when it is read.</summary>
/// <param name="From">First day.</param>
/// <param name="To">First day after.</param>
/// <param name="Whole">The same as instants, in the client's zone.</param>
public readonly record struct ReportDays(DateOnly From, DateOnly To, Period Whole)
{
    /// <summary>Longest report, in days.</summary>
    public const int Most = 3660;

    /// <summary>The days asked for are not a period, or too long a one.</summary>
    public static readonly Refusal BadPeriod = new("service-levels/bad-period");

    /// <summary>The days asked for; the current month where they are not told.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">First day after.</param>
    /// <param name="zone">The client's zone.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="ProblemException">Not a period.</exception>
    public static ReportDays Of(DateOnly? from, DateOnly? to, DateTimeZone zone, DateTimeOffset now)
    {
        var today = LocalDay.Of(now, zone);
        var first = from ?? (to is { } last ? last.AddMonths(-1) : new DateOnly(today.Year, today.Month, 1));
        var end = to ?? first.AddMonths(1);
        return first < end && end.DayNumber - first.DayNumber <= Most
            ? new(first, end, new(LocalDay.Start(first, zone), LocalDay.Start(end, zone)))
            : throw new ProblemException(BadPeriod.With("days", Most));
    }
}

/// <summary>Reads timelines: only those whose incident was reported in the period leave the database.</summary>
internal static class TimelineReader
{
    public static IQueryable<IncidentTimeline> Timelines(this IQuerySession session, Period period) =>
        session.Query<IncidentTimeline>().Where(timeline => timeline.MatchesSql(
            $"{ServiceLevelsStore.ReportedAt} >= ? and {ServiceLevelsStore.ReportedAt} < ?", period.From, period.Until));
}
