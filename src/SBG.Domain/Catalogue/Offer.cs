using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue;

/// <summary>Whether an offer can be ordered.</summary>
public enum OfferStatus
{
    /// <summary>Never published.</summary>
    Draft,

    /// <summary>Its last version can be ordered.</summary>
    Published,

    /// <summary>No more.</summary>
    Retired,
}

/// <summary>An immutable version of an offer.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="Terms">Its terms.</param>
/// <param name="MonthlyPrice">Dollars for one unit over one whole month.</param>
/// <param name="PricePlanVersion">The version of the price plan that said so.</param>
/// <param name="PublishedAt">When it was published (UTC).</param>
public sealed record OfferVersion(int Number, OfferTerms Terms, Money MonthlyPrice, int PricePlanVersion, DateTimeOffset PublishedAt);

/// <summary>A service that clients can order: a draft, and the versions published from it.</summary>
/// <param name="Id">The offer.</param>
/// <param name="Status">Whether it can be ordered.</param>
/// <param name="Draft">What the next version would say.</param>
/// <param name="Versions">Published, in order.</param>
/// <param name="DraftedAt">When it was begun (UTC).</param>
public sealed record Offer(Guid Id, OfferStatus Status, OfferTerms Draft, ImmutableArray<OfferVersion> Versions, DateTimeOffset DraftedAt) : IState<Offer>
{
    /// <summary>A published version.</summary>
    /// <param name="number">Its number.</param>
    /// <returns>Null when there is none.</returns>
    public OfferVersion? Version(int number) => number >= 1 && number <= Versions.Length ? Versions[number - 1] : null;

    /// <inheritdoc/>
    public static Offer? Evolve(Offer? state, EventOf<Offer> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, OfferDrafted e) => new(e.OfferId, OfferStatus.Draft, e.Terms, [], at),
        ({ }, OfferDraftRevised e) => state with { Draft = e.Terms },
        ({ }, OfferPublished e) => state with
        {
            Status = OfferStatus.Published,
            Versions = state.Versions.Add(new(e.Version, e.Terms, e.MonthlyPrice, e.PricePlanVersion, at)),
        },
        ({ }, OfferRetired) => state with { Status = OfferStatus.Retired },
        _ => state,
    };
}
