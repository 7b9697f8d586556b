using SBG.Domain.Kernel;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>Whether a cart can still be changed.</summary>
public enum CartStatus
{
    /// <summary>It can.</summary>
    Open,

    /// <summary>It became a request.</summary>
    Submitted,

    /// <summary>Nobody changed it for too long.</summary>
    Expired,
}

/// <summary>A cart, as the API shows it.</summary>
/// <param name="Id">The cart.</param>
/// <param name="Status">Whether it can still be changed.</param>
/// <param name="Lines">What was chosen.</param>
/// <param name="MonthlyTotal">What it would cost over one whole month, before taxes.</param>
/// <param name="OneOffTotal">What it would cost once, when it is delivered, before taxes.</param>
/// <param name="RequestId">The request that it became.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ExpiresAt">When it expires unless it is changed; null until that is announced.</param>
/// <param name="OpenedBy">Whose it is.</param>
/// <param name="Shares">By colleague: what that colleague may do.</param>
/// <param name="Everyone">What every colleague may do; null: nothing.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record CartView(
    Guid Id,
    CartStatus Status,
    IReadOnlyList<CartLineView> Lines,
    Money MonthlyTotal,
    Money OneOffTotal,
    Guid? RequestId,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ExpiresAt,
    string OpenedBy,
    IReadOnlyDictionary<string, CartRight> Shares,
    CartRight? Everyone,
    IReadOnlyList<string> Actions);

/// <summary>A line of a cart.</summary>
/// <param name="LineId">The line.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferVersion">The pinned version.</param>
/// <param name="OfferName">What people call it.</param>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Options">The answers, by question; null once destroyed.</param>
/// <param name="Quantity">How many.</param>
/// <param name="MonthlyPrice">One unit over one whole month, paid options included.</param>
/// <param name="MonthlyAmount">All units over one whole month, as the price plan charges them.</param>
/// <param name="OneOffPrice">One unit when it is delivered, paid options included.</param>
/// <param name="Version">The version of the cart at which the line was last written: enough, as <c>If-Match</c>, to change or remove it.</param>
/// <param name="Parts">The parts of a bundle, for all of its bundles; empty where the offer is none.</param>
public sealed record CartLineView(
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
    int Version,
    IReadOnlyList<CartPartView> Parts);

/// <summary>A part of a bundle in a cart.</summary>
/// <param name="LineId">The line of the request that it becomes.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferVersion">The pinned version.</param>
/// <param name="OfferName">What people call it.</param>
/// <param name="Options">The answers, by question; null once destroyed.</param>
/// <param name="PerBundle">How many for one bundle.</param>
/// <param name="Quantity">How many for all of the line's bundles.</param>
/// <param name="MonthlyPrice">One unit over one whole month, paid options included.</param>
/// <param name="MonthlyAmount">All units over one whole month, as the price plan charges them.</param>
/// <param name="OneOffPrice">One unit when it is delivered, paid options included.</param>
public sealed record CartPartView(
    Guid LineId,
    Guid OfferId,
    int OfferVersion,
    string? OfferName,
    IReadOnlyDictionary<string, OptionValue?> Options,
    int PerBundle,
    int Quantity,
    Money MonthlyPrice,
    Money MonthlyAmount,
    Money OneOffPrice);
