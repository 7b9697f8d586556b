using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Fulfilment;

namespace SBG.Domain.ServiceLevels.Reports;

/// <summary>How one line of a request stands in an edition.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">The line.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="Month">The month in which it was submitted, in the client's zone: <c>yyyy-MM</c>.</param>
/// <param name="Fulfilment">To the delivery.</param>
/// <param name="ApprovalSeconds">Plain time in which approvers were waited for.</param>
/// <param name="TotalSeconds">Plain time from the submission to the end or the reading.</param>
public sealed record FulfilmentVerdict(
    string ClientId, Guid RequestId, Guid LineId, Guid OfferId, string Month, ClockVerdict Fulfilment, long ApprovalSeconds, long TotalSeconds)
{
    /// <summary>Works a verdict out.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="month">The month in which it was submitted.</param>
    /// <param name="timeline">The request's timeline.</param>
    /// <param name="line">The line.</param>
    /// <param name="by">By what it is measured.</param>
    /// <param name="at">When it is read (Unix seconds).</param>
    public static FulfilmentVerdict Of(string clientId, string month, RequestTimeline timeline, LineCourse line, Yardstick by, long at)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentNullException.ThrowIfNull(line);
        var reading = FulfilmentClock.Read(timeline, line, by, at);
        var start = timeline.SubmittedAt.ToUnixTimeSeconds();
        var end = Math.Max(start, Math.Min((line.EndedAt ?? timeline.WithdrawnAt)?.ToUnixTimeSeconds() ?? at, at));
        var waited = Spans.Union(timeline.Waits.Select(wait => (wait.From.ToUnixTimeSeconds(), wait.Until?.ToUnixTimeSeconds() ?? long.MaxValue)))
            .Within(start, end).Sum(span => span.Until - span.From);
        return new(clientId, timeline.Id, line.LineId, line.OfferId, month, new(reading.State, reading.Elapsed), waited, end - start);
    }

    /// <summary>The figures that it is part of: dimension and value.</summary>
    public IEnumerable<(string Dimension, string Value)> Buckets()
    {
        yield return ("all", string.Empty);
        yield return ("client", ClientId);
        yield return ("month", Month);
        yield return ("fiscalYear", EditionVerdict.FiscalYear(Month));
        yield return ("offer", OfferId.ToString());
    }
}
