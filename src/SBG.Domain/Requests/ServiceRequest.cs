using System.Collections.Immutable;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Pricing;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>How far a request is (TM Forum states).</summary>
public enum RequestStatus
{
    /// <summary>Submitted; someone must approve it.</summary>
    Acknowledged,

    /// <summary>Approved; being delivered.</summary>
    InProgress,

    /// <summary>All delivered.</summary>
    Completed,

    /// <summary>Some lines delivered, the others failed.</summary>
    Partial,

    /// <summary>No line delivered.</summary>
    Failed,

    /// <summary>Not approved.</summary>
    Rejected,

    /// <summary>Withdrawn.</summary>
    Cancelled,
}

/// <summary>How far a line is.</summary>
public enum RequestLineStatus
{
    /// <summary>Not delivered yet.</summary>
    Pending,

    /// <summary>Delivered.</summary>
    Completed,

    /// <summary>Could not be delivered.</summary>
    Failed,

    /// <summary>Of a bundle: some of it was delivered, the rest could not be, or is given up.</summary>
    Partial,

    /// <summary>Delivered once and given up later.</summary>
    Terminated,
}

/// <summary>One thing asked, pinned for ever.</summary>
/// <param name="LineId">The line.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferVersion">Its version.</param>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Options">Option to choice.</param>
/// <param name="Quantity">How many.</param>
/// <param name="MonthlyPrice">Dollars for one unit over one whole month, paid options included.</param>
/// <param name="OneOffPrice">Dollars for one unit when it is delivered, paid options included; null: nothing.</param>
public sealed record RequestLine(
    Guid LineId, Guid OfferId, int OfferVersion, Guid BeneficiaryId, ImmutableSortedDictionary<string, OptionValue> Options, int Quantity, Money MonthlyPrice, Money? OneOffPrice = null)
{
    /// <summary>Dollars for all units over one whole month, where the plan does not charge each by itself; null: the quantity at <see cref="MonthlyPrice"/>.</summary>
    public Money? MonthlyAmount { get; init; }

    /// <summary>The line of the bundle of which it is a part; null: it is a line of its own.</summary>
    public Guid? PartOf { get; init; }

    /// <summary>The line at the price of a version of its offer, with the paid options that its answers chose.</summary>
    /// <param name="version">The version.</param>
    public RequestLine At(OfferVersion version)
    {
        var price = UnitPrice.Of(version, Options);
        var all = UnitPrice.MonthlyOf(version, Options, Quantity);
        return this with
        {
            MonthlyPrice = price.Monthly,
            OneOffPrice = price.OneOff == Money.Zero ? null : price.OneOff,
            MonthlyAmount = all == price.Monthly * Quantity ? null : all,
        };
    }

    /// <summary>What all of its units cost over one whole month, before taxes.</summary>
    public Money Monthly() => MonthlyAmount ?? MonthlyPrice * Quantity;
}

/// <summary>What became of a line.</summary>
/// <param name="Status">How far it is.</param>
/// <param name="OrderId">The provisioning order; null before its outcome.</param>
/// <param name="Code">Why it failed.</param>
public sealed record LineOutcome(RequestLineStatus Status, Guid? OrderId = null, string? Code = null);

/// <summary>What became of the request's approval.</summary>
/// <param name="By">The subject who decided.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Reason">Why not, in the approver's words.</param>
public sealed record RequestVerdict(string By, DateTimeOffset At, Sealed<string>? Reason = null);

/// <summary>A service request: what was asked, who decided, and what became of each line.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Number">What people call it.</param>
/// <param name="RequestedBy">The subject who asks.</param>
/// <param name="CartId">The cart that it was.</param>
/// <param name="Lines">What is asked.</param>
/// <param name="ContentHash">Fingerprint of the lines.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Verdict">Who approved, rejected or withdrew it; null before.</param>
/// <param name="Outcomes">By line: what became of it; absent: pending.</param>
/// <param name="SubmittedAt">When it was submitted (UTC).</param>
/// <param name="Approval">How its approval goes; null: it was submitted before policies were, see <see cref="Course"/>.</param>
public sealed record ServiceRequest(
    Guid Id,
    string Number,
    string RequestedBy,
    Guid CartId,
    ImmutableArray<RequestLine> Lines,
    string ContentHash,
    RequestStatus Status,
    RequestVerdict? Verdict,
    ImmutableDictionary<Guid, LineOutcome> Outcomes,
    DateTimeOffset SubmittedAt,
    ApprovalCourse? Approval = null) : IState<ServiceRequest>
{
    /// <summary>By line: the exception under which another supplier than the first delivers it.</summary>
    public ImmutableDictionary<Guid, ExceptedSupplier> Exceptions { get; init => field = value ?? ImmutableDictionary<Guid, ExceptedSupplier>.Empty; } = ImmutableDictionary<Guid, ExceptedSupplier>.Empty;

    /// <summary>By whom a line is delivered; null: its offer names nobody.</summary>
    /// <param name="lineId">The line.</param>
    /// <param name="terms">The ordered version's.</param>
    public string? SupplierOf(Guid lineId, OfferTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return Exceptions.TryGetValue(lineId, out var exception) ? exception.Supplier : terms.Suppliers?.FirstOrDefault()?.Key;
    }

    /// <summary>The parts of a line that is a bundle.</summary>
    /// <param name="lineId">The line.</param>
    public IEnumerable<RequestLine> PartsOf(Guid lineId) => Lines.Where(line => line.PartOf == lineId);

    /// <summary>How far a line is, with its parts where it is a bundle.</summary>
    /// <param name="lineId">The line.</param>
    public RequestLineStatus StatusOf(Guid lineId)
    {
        var told = PartsOf(lineId).Select(part => part.LineId).Prepend(lineId).Select(id => Outcomes.TryGetValue(id, out var outcome) ? outcome.Status : RequestLineStatus.Pending).Distinct().ToArray();
        return told.Length == 1 ? told[0] : told.Contains(RequestLineStatus.Pending) ? RequestLineStatus.Pending : RequestLineStatus.Partial;
    }

    /// <summary>All lines, with one chosen anew.</summary>
    /// <param name="anew">The line, under its old id.</param>
    /// <param name="parts">All of its parts, in place of those that it had; null: they stay.</param>
    internal ImmutableArray<RequestLine> LinesWith(RequestLine anew, ImmutableArray<RequestLine>? parts) =>
    [
        .. Lines.Where(line => parts is null || line.PartOf != anew.LineId)
            .SelectMany(line => line.LineId == anew.LineId ? (parts ?? []).Prepend(anew) : [line]),
    ];

    /// <summary>How its approval goes.</summary>
    public ApprovalCourse Course() => Approval ?? ApprovalCourse.ByDefault(SubmittedAt);

    /// <summary>What its lines cost over one whole month, before taxes.</summary>
    public Money MonthlyTotal() => Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Monthly());

    /// <summary>What its lines cost once, when they are delivered, before taxes.</summary>
    public Money OneOffTotal() => Lines.Aggregate(Money.Zero, (sum, line) => sum + ((line.OneOffPrice ?? Money.Zero) * line.Quantity));

    /// <summary>An open step of its approval; null when that round, step or level no longer waits.</summary>
    /// <param name="round">The round.</param>
    /// <param name="stepKey">The step.</param>
    /// <param name="level">How often the step was escalated.</param>
    public ApprovalStep? Awaits(int round, string stepKey, int level) =>
        Status == RequestStatus.Acknowledged && Course() is var course && course.Round == round
        && course.Step(stepKey) is { Status: ApprovalStepStatus.Open } step && step.Level == level
            ? step
            : null;

    /// <inheritdoc/>
    public static ServiceRequest? Evolve(ServiceRequest? state, EventOf<ServiceRequest> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, RequestSubmitted e) => new(
            e.RequestId, e.Number, e.RequestedBy, e.CartId, e.Lines, e.ContentHash, RequestStatus.Acknowledged, null, ImmutableDictionary<Guid, LineOutcome>.Empty, at),
        ({ }, RequestApproved e) => state with { Status = RequestStatus.InProgress, Verdict = new(e.ApprovedBy, at) },
        ({ }, RequestRejected e) => state with { Status = RequestStatus.Rejected, Verdict = new(e.RejectedBy, at, e.Reason) },
        ({ }, RequestCancelled e) => state with { Status = RequestStatus.Cancelled, Verdict = new(e.CancelledBy, at) },
        ({ }, LineFulfilled e) => state with { Outcomes = state.Outcomes.SetItem(e.LineId, new(RequestLineStatus.Completed, e.OrderId)) },
        ({ }, LineFailed e) => state with { Outcomes = state.Outcomes.SetItem(e.LineId, new(RequestLineStatus.Failed, e.OrderId, e.Code)) },
        ({ }, LineTerminated e) => state with { Outcomes = state.Outcomes.SetItem(e.LineId, new(RequestLineStatus.Terminated, e.OrderId)) },
        ({ }, SupplierExcepted e) => state with { Exceptions = state.Exceptions.SetItem(e.LineId, new(e.Supplier, e.ExceptedBy, at, e.Reason)) },
        ({ }, RequestCompleted) => state with { Status = RequestStatus.Completed },
        ({ }, RequestPartiallyCompleted) => state with { Status = RequestStatus.Partial },
        ({ }, RequestFailed) => state with { Status = RequestStatus.Failed },
        ({ }, RequestLineChanged e) => state with { Lines = state.LinesWith(e.Line, e.Parts), ContentHash = e.ContentHash },
        ({ }, ApprovalRequired or ApprovalStepOpened or ApprovalGranted or ApprovalRefused or ApprovalReminded or ApprovalEscalated or ApprovalsVoided) =>
            state with { Approval = ApprovalCourse.Evolve(happened is ApprovalRequired ? state.Approval : state.Course(), happened, at) },
        _ => state,
    };
}
