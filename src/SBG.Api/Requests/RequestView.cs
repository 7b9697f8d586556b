using SBG.Domain.Kernel;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>A service request, as the API shows it.</summary>
/// <param name="Id">The request.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Status">How far it is.</param>
/// <param name="RequestedBy">The subject who asks.</param>
/// <param name="CartId">The cart that it was.</param>
/// <param name="Lines">What is asked, and what became of it.</param>
/// <param name="MonthlyTotal">What it costs over one whole month, before taxes.</param>
/// <param name="OneOffTotal">What it costs once, when it is delivered, before taxes.</param>
/// <param name="ContentHash">Fingerprint of what is shown: an approval names it.</param>
/// <param name="DecidedBy">The subject who approved, rejected or withdrew it.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Reason">Why not; null once destroyed.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record RequestView(
    Guid Id,
    string Number,
    RequestStatus Status,
    string RequestedBy,
    Guid CartId,
    IReadOnlyList<RequestLineView> Lines,
    Money MonthlyTotal,
    Money OneOffTotal,
    string ContentHash,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Reason,
    DateTimeOffset SubmittedAt,
    IReadOnlyList<string> Actions);

/// <summary>A line of a request, or a part of one.</summary>
/// <param name="LineId">The line.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferVersion">The pinned version.</param>
/// <param name="OfferName">What people call it.</param>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Options">The answers, by question; null once destroyed.</param>
/// <param name="Quantity">How many.</param>
/// <param name="MonthlyPrice">One unit over one whole month, paid options included.</param>
/// <param name="MonthlyAmount">All of its units over one whole month, as the price plan charges them.</param>
/// <param name="OneOffPrice">One unit when it is delivered, paid options included.</param>
/// <param name="Status">How far it is; a bundle, with its parts.</param>
/// <param name="OrderId">The provisioning order, once its outcome is known.</param>
/// <param name="FailureCode">Why it failed.</param>
/// <param name="Supplier">Who delivers it for the provider; null: the offer names nobody.</param>
/// <param name="Actions">The commands on the line that the caller may give now.</param>
/// <param name="Parts">The parts of a bundle, each with what became of it; empty where the offer is none.</param>
public sealed record RequestLineView(
    Guid LineId,
    Guid OfferId,
    int OfferVersion,
    string? OfferName,
    Guid BeneficiaryId,
    IReadOnlyDictionary<string, OptionValue?> Options,
    int Quantity,
    Money MonthlyPrice,
    Money MonthlyAmount,
    Money OneOffPrice,
    RequestLineStatus Status,
    Guid? OrderId,
    string? FailureCode,
    LineSupplierView? Supplier,
    IReadOnlyList<string> Actions,
    IReadOnlyList<RequestLineView> Parts);
