using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Domain.ServiceLevels.Reports;

/// <summary>How one clock of an incident stands in an edition.</summary>
/// <param name="State">How its target stands.</param>
/// <param name="Seconds">What was used.</param>
public readonly record struct ClockVerdict(ClockState State, long Seconds);

/// <summary>How one incident stands in an edition: everything that its figures are made of.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="Month">The month in which it was reported, in the client's zone: <c>yyyy-MM</c>.</param>
/// <param name="Priority">Its last priority.</param>
/// <param name="Team">The team that had it in hand last; null: none.</param>
/// <param name="Response">To the provider's first act.</param>
/// <param name="Resolution">To the remedy.</param>
/// <param name="HeldSeconds">Plain time on hold, from the report to the end or the reading.</param>
/// <param name="TotalSeconds">Plain time from the report to the end or the reading.</param>
/// <param name="AwaitedSeconds">Plain time, not on hold, before the provider's first act; null in the first layout.</param>
public sealed record EditionVerdict(
    string ClientId, Guid IncidentId, string Month, Priority Priority, string? Team, ClockVerdict Response, ClockVerdict Resolution, long HeldSeconds, long TotalSeconds,
    long? AwaitedSeconds = null)
{
    /// <summary>Works a verdict out.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="incidentId">The incident.</param>
    /// <param name="month">The month in which it was reported.</param>
    /// <param name="course">Its course.</param>
    /// <param name="by">By what it is measured.</param>
    /// <param name="at">When it is read (Unix seconds).</param>
    /// <param name="tellsAwaited">Whether it tells the time before the provider's first act.</param>
    public static EditionVerdict Of(string clientId, Guid incidentId, string month, in IncidentCourse course, Yardstick by, long at, bool tellsAwaited = true)
    {
        var (response, resolution) = (ServiceLevelClock.Read(course, TargetKind.Response, by, at), ServiceLevelClock.Read(course, TargetKind.Resolution, by, at));
        var end = Math.Min(course.EndedAt ?? at, at);
        var holds = Spans.Union(course.Holds.Select(hold => (hold.From, hold.Until)));
        var held = Held(holds, course.Start, end);
        var acted = Math.Max(course.Start, Math.Min(course.RespondedAt ?? end, end));
        return new(
            clientId, incidentId, month, course.Priority, course.Teams is [.., var last] ? last.What : null,
            new(response.State, response.Elapsed), new(resolution.State, resolution.Elapsed), held, end - course.Start, tellsAwaited ? acted - course.Start - Held(holds, course.Start, acted) : null);
    }

    private static long Held(List<(long From, long Until)> holds, long from, long until) => holds.Within(from, until).Sum(span => span.Until - span.From);

    /// <summary>The figures that it is part of: dimension and value.</summary>
    public IEnumerable<(string Dimension, string Value)> Buckets()
    {
        yield return ("all", string.Empty);
        yield return ("client", ClientId);
        yield return ("priority", Priority.ToString());
        yield return ("month", Month);
        yield return ("fiscalYear", FiscalYear(Month));
        if (Team is not null)
        {
            yield return ("team", Team);
        }
    }

    /// <summary>The fiscal year of a month, 1 April to 31 March, written <c>2026-2027</c>.</summary>
    /// <param name="month"><c>yyyy-MM</c>.</param>
    public static string FiscalYear(string month)
    {
        ArgumentNullException.ThrowIfNull(month);
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var (year, of) = (int.Parse(month.AsSpan(0, 4), culture), int.Parse(month.AsSpan(5, 2), culture));
        var first = of >= 4 ? year : year - 1;
        return string.Create(culture, $"{first:0000}-{first + 1:0000}");
    }
}
