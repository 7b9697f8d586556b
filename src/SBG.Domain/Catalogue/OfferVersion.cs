using System.Collections.Immutable;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue;

/// <summary>Who can order a version.</summary>
public enum VersionStage
{
    /// <summary>Everyone, until a later version is published.</summary>
    Published,

    /// <summary>The clients that it names.</summary>
    Pilot,

    /// <summary>Nobody before the instant at which it is published.</summary>
    Scheduled,

    /// <summary>Nobody any more: its pilot ended, or its publication was called off.</summary>
    Withdrawn,
}

/// <summary>A version of an offer. Its number, terms and price never change; only who can order it does.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="Terms">Its terms.</param>
/// <param name="MonthlyPrice">Dollars for one unit over one whole month.</param>
/// <param name="PricePlanVersion">The version of the price plan that said so.</param>
/// <param name="PublishedAt">When it was published, or began to be tried, or is to be published (UTC).</param>
/// <param name="Stage">Who can order it.</param>
public sealed record OfferVersion(
    int Number, OfferTerms Terms, Money MonthlyPrice, int PricePlanVersion, DateTimeOffset PublishedAt, VersionStage Stage = VersionStage.Published)
{
    /// <summary>How the price plan charges several units, as that version of it said; null: each at the monthly price.</summary>
    public Charge? Charge { get; init; }

    /// <summary>The clients that try it, or tried it before it was published.</summary>
    public ImmutableArray<string> PilotClients { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Who proposed it and who approved it; null: it was published before there were reviews.</summary>
    public OfferReview? Review { get; init; }

    /// <summary>When it is to be published (UTC); null when that is not awaited.</summary>
    public DateTimeOffset? PublishesAt { get; init; }

    /// <summary>Whether it is published, also when nobody told yet that it was due.</summary>
    /// <param name="at">When (UTC).</param>
    public bool IsPublished(DateTimeOffset at) => Stage == VersionStage.Published || PublishesAt <= at;

    /// <summary>Whether a client tries it before the others do.</summary>
    /// <param name="clientId">The client.</param>
    public bool IsPilotOf(string clientId) => Stage == VersionStage.Pilot && PilotClients.Contains(clientId);

    /// <summary>Whether a client may know of it: it is published, or the client tries or tried it.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="at">When (UTC).</param>
    public bool IsKnownTo(string clientId, DateTimeOffset at) => IsPublished(at) || PilotClients.Contains(clientId);

    /// <summary>The version without the publication that was awaited.</summary>
    internal OfferVersion NoLongerAwaited() =>
        PublishesAt is null ? this : this with { PublishesAt = null, Stage = Stage == VersionStage.Scheduled ? VersionStage.Withdrawn : Stage };
}

/// <summary>How far the review of a draft is.</summary>
public enum ReviewStatus
{
    /// <summary>Someone else is to look at it.</summary>
    Open,

    /// <summary>It can be tried and published as it is.</summary>
    Approved,

    /// <summary>It must be written anew.</summary>
    SentBack,
}

/// <summary>A review of a draft: good for exactly that draft.</summary>
/// <param name="Status">How far it is.</param>
/// <param name="ProposedBy">The subject who proposed it.</param>
/// <param name="ProposedAt">When (UTC).</param>
/// <param name="ReviewedBy">The subject who approved it or sent it back: another one.</param>
/// <param name="ReviewedAt">When (UTC).</param>
/// <param name="Reason">Why it was sent back.</param>
public sealed record OfferReview(
    ReviewStatus Status, string ProposedBy, DateTimeOffset ProposedAt, string? ReviewedBy = null, DateTimeOffset? ReviewedAt = null, Sealed<string>? Reason = null);
