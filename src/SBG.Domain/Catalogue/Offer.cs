using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue;

/// <summary>How far an offer is.</summary>
public enum OfferStatus
{
    /// <summary>Being written; nobody can order it.</summary>
    Draft,

    /// <summary>Its last published version can be ordered.</summary>
    Published,

    /// <summary>Taken out of the catalogue.</summary>
    Retired,

    /// <summary>Never published; someone else looks at the draft.</summary>
    Review,

    /// <summary>Never published; named clients can order it.</summary>
    Pilot,
}

/// <summary>A service that clients can order: a draft, and the versions made of it.</summary>
/// <param name="Id">The offer.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Draft">What the next version would say.</param>
/// <param name="Versions">In order of their numbers.</param>
/// <param name="DraftedAt">When it was begun (UTC).</param>
public sealed record Offer(Guid Id, OfferStatus Status, OfferTerms Draft, ImmutableArray<OfferVersion> Versions, DateTimeOffset DraftedAt) : IState<Offer>
{
    /// <summary>How the review of the draft goes; null: nobody proposed it as it is.</summary>
    public OfferReview? Review { get; init; }

    /// <summary>When it is taken out of the catalogue (UTC); null: nobody said.</summary>
    public DateTimeOffset? RetiresAt { get; init; }

    /// <summary>A version.</summary>
    /// <param name="number">Its number.</param>
    /// <returns>Null when there is none.</returns>
    public OfferVersion? Version(int number) => number >= 1 && number <= Versions.Length ? Versions[number - 1] : null;

    /// <summary>Whether it is out of the catalogue, also when nobody told yet that a retirement was due.</summary>
    /// <param name="at">When (UTC).</param>
    public bool IsRetired(DateTimeOffset at) => Status == OfferStatus.Retired || RetiresAt <= at;

    /// <summary>The one version that everyone can order, also when nobody told yet that its publication was due.</summary>
    /// <param name="at">When (UTC).</param>
    /// <returns>Null before the first.</returns>
    public OfferVersion? Current(DateTimeOffset at) => Versions.LastOrDefault(version => version.IsPublished(at));

    /// <summary>The version that a client would order: one that it tries before the others do, or the current one.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="at">When (UTC).</param>
    /// <returns>Null when there is none; a retired offer has its last one.</returns>
    public OfferVersion? CurrentFor(string clientId, DateTimeOffset at) =>
        Versions.LastOrDefault(version => version.IsPublished(at) || version.IsPilotOf(clientId));

    /// <summary>The pilot that runs.</summary>
    public OfferVersion? Pilot() => Versions.LastOrDefault(version => version.Stage == VersionStage.Pilot);

    /// <summary>The version whose publication is awaited.</summary>
    public OfferVersion? Scheduled() => Versions.LastOrDefault(version => version.PublishesAt is not null);

    /// <inheritdoc/>
    public static Offer? Evolve(Offer? state, EventOf<Offer> happened, DateTimeOffset at)
    {
        var offer = Fold(state, happened, at);
        return offer is null ? null : offer with { Status = offer.StatusNow(happened) };
    }

    private static Offer? Fold(Offer? state, EventOf<Offer> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, OfferDrafted e) => new(e.OfferId, OfferStatus.Draft, e.Terms, [], at),
        ({ }, OfferDraftRevised e) => state with { Draft = e.Terms, Review = null },
        ({ }, OfferReviewRequested e) => state with { Review = new(ReviewStatus.Open, e.ProposedBy, at) },
        ({ Review: { } review }, OfferReviewApproved e) => state with { Review = review with { Status = ReviewStatus.Approved, ReviewedBy = e.ApprovedBy, ReviewedAt = at } },
        ({ Review: { } review }, OfferSentBack e) => state with
        {
            Review = review with { Status = ReviewStatus.SentBack, ReviewedBy = e.SentBackBy, ReviewedAt = at, Reason = e.Reason },
        },
        ({ }, OfferPiloted e) => state.EndPilot(e.Version).With(
            new(e.Version, e.Terms, e.MonthlyPrice, e.PricePlanVersion, at, VersionStage.Pilot) { PilotClients = e.Clients, Review = state.Review, Charge = e.Charge }),
        ({ }, OfferPilotClientsChanged e) => state.Version(e.Version) is { } pilot ? state.With(pilot with { PilotClients = e.Clients }) : state,
        ({ }, OfferPilotEnded e) => state.Version(e.Version) is { } pilot ? state.With(pilot with { Stage = VersionStage.Withdrawn }) : state,
        ({ }, PublicationScheduled e) => state.With(state.Awaiting(e)),
        ({ }, PublicationWithdrawn e) => state.Version(e.Version) is { } awaited ? state.With(awaited.NoLongerAwaited()) : state,
        ({ }, OfferPublished e) => state.EndPilot(e.Version).With(state.Publishing(e, at)),
        ({ }, RetirementScheduled e) => state with { RetiresAt = e.At },
        ({ }, RetirementWithdrawn) => state with { RetiresAt = null },
        ({ }, OfferRetired) => state with { RetiresAt = at, Versions = [.. state.Versions.Select(version => version.NoLongerAwaited())] },
        _ => state,
    };

    private OfferVersion Awaiting(PublicationScheduled e)
    {
        var version = Version(e.Version) ?? new(e.Version, e.Terms, e.MonthlyPrice, e.PricePlanVersion, e.At, VersionStage.Scheduled) { Review = Review, Charge = e.Charge };
        return version with { PublishesAt = e.At };
    }

    private OfferVersion Publishing(OfferPublished e, DateTimeOffset at)
    {
        var version = Version(e.Version) ?? new(e.Version, e.Terms, e.MonthlyPrice, e.PricePlanVersion, at) { Review = Review, Charge = e.Charge };
        return version with { Stage = VersionStage.Published, PublishedAt = at, PublishesAt = null };
    }

    private OfferStatus StatusNow(EventOf<Offer> happened) =>
        happened is OfferRetired || Status == OfferStatus.Retired ? OfferStatus.Retired
        : Versions.Any(version => version.Stage == VersionStage.Published) ? OfferStatus.Published
        : Pilot() is not null ? OfferStatus.Pilot
        : Review is { Status: ReviewStatus.Open } ? OfferStatus.Review
        : OfferStatus.Draft;

    private Offer With(OfferVersion version) =>
        this with { Versions = version.Number <= Versions.Length ? Versions.SetItem(version.Number - 1, version) : Versions.Add(version) };

    // What is published, or tried after it, takes the place of the pilot that runs.
    private Offer EndPilot(int by) => this with
    {
        Versions = [.. Versions.Select(version => version.Stage == VersionStage.Pilot && version.Number != by ? version with { Stage = VersionStage.Withdrawn } : version)],
    };
}
