using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;

namespace SBG.Domain.ServiceLevels.Fulfilment;

/// <summary>A time in which approvers were waited for.</summary>
/// <param name="From">First instant (UTC).</param>
/// <param name="Until">First instant after (UTC); null: they still are.</param>
public sealed record ApprovalWait(DateTimeOffset From, DateTimeOffset? Until);

/// <summary>What became of a line.</summary>
/// <param name="LineId">The line.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="Delivered">Whether it was delivered; null: neither yet.</param>
/// <param name="EndedAt">When it was delivered, or given up (UTC); null before.</param>
public sealed record LineCourse(Guid LineId, Guid OfferId, bool? Delivered = null, DateTimeOffset? EndedAt = null);

/// <summary>All that the clocks of one request run on. No personal data.</summary>
/// <param name="Id">The request.</param>
/// <param name="Number">What people read.</param>
/// <param name="SubmittedAt">When it was submitted (UTC); its clocks start then.</param>
/// <param name="Waits">Where approvers were waited for.</param>
/// <param name="Lines">What became of each line.</param>
/// <param name="WithdrawnAt">When it was rejected or cancelled (UTC); null: it was not.</param>
public sealed record RequestTimeline(
    Guid Id, string Number, DateTimeOffset SubmittedAt, ImmutableArray<ApprovalWait> Waits, ImmutableArray<LineCourse> Lines, DateTimeOffset? WithdrawnAt = null)
{
    /// <summary>Folds one event of the request; events that the clocks don't run on change nothing.</summary>
    /// <param name="timeline">Before; null before the first event.</param>
    /// <param name="happened">The event.</param>
    /// <param name="at">When it happened (UTC).</param>
    public static RequestTimeline? Fold(RequestTimeline? timeline, EventOf<ServiceRequest> happened, DateTimeOffset at) => (timeline, happened) switch
    {
        // Until someone decides, approvers are waited for: also before it was found who they are.
        (null, RequestSubmitted e) => new(e.RequestId, e.Number, at, [new(at, null)], [.. e.Lines.Select(line => new LineCourse(line.LineId, line.OfferId))]),
        ({ }, RequestApproved) => timeline.Decided(at),
        ({ }, RequestRejected or RequestCancelled) => timeline.Decided(at) with { WithdrawnAt = at },
        ({ }, LineFulfilled e) => timeline.Ended(e.LineId, true, at),
        ({ }, LineFailed e) => timeline.Ended(e.LineId, false, at),
        _ => timeline,
    };

    private RequestTimeline Decided(DateTimeOffset at) => this with { Waits = [.. Waits.Select(wait => wait.Until is null ? wait with { Until = at } : wait)] };

    private RequestTimeline Ended(Guid lineId, bool delivered, DateTimeOffset at) =>
        this with { Lines = [.. Lines.Select(line => line.LineId == lineId ? line with { Delivered = delivered, EndedAt = at } : line)] };
}
