using System.Collections.Immutable;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Pricing;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>A price that someone accepts, with the version of the offer that says it.</summary>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferVersion">The version that lines are moved to.</param>
/// <param name="MonthlyPrice">Dollars for one unit over one whole month.</param>
public sealed record AcceptedPrice(Guid OfferId, int OfferVersion, Money MonthlyPrice);

/// <summary>Why a line cannot be ordered as it is.</summary>
/// <param name="Index">Its place in the cart, from 0.</param>
/// <param name="LineId">The line, or the part of its bundle.</param>
/// <param name="Reason">Why.</param>
/// <param name="Part">The part's place in the line, from 0; null: the line itself.</param>
public sealed record LineHindrance(int Index, Guid LineId, Refusal Reason, int? Part = null)
{
    /// <summary>Where in the cart it is, as a JSON pointer.</summary>
    public string Pointer => Part is { } part ? FormattableString.Invariant($"/lines/{Index}/parts/{part}") : FormattableString.Invariant($"/lines/{Index}");
}

/// <summary>
/// Whether each line of a cart can still be ordered, much having changed perhaps since it was put in: the offer is in the catalogue, the person is
/// there, the offer's price is the one that the requester knows, and its licence pool has the seats. Seats are not set aside here: the delivery does that.
/// </summary>
public static class SubmitCheck
{
    /// <summary>The offer costs something else now: the requester accepts that, or takes the line out.</summary>
    public static readonly Refusal PriceChanged = new("requests/price-changed");

    /// <summary>The offer's licence pool has not as many seats left as the lines up to this one ask.</summary>
    public static readonly Refusal NotEnoughSeats = new("requests/not-enough-seats");

    /// <summary>What is wrong, line by line; all the reasons for which it may not be ordered, and the first of the others.</summary>
    /// <param name="cart">The cart.</param>
    /// <param name="facts">What its lines name.</param>
    /// <param name="accepted">Prices that the requester accepts.</param>
    public static ImmutableArray<LineHindrance> Of(Cart cart, OrderFacts facts, ImmutableArray<AcceptedPrice> accepted)
    {
        ArgumentNullException.ThrowIfNull(cart);
        ArgumentNullException.ThrowIfNull(facts);
        var changed = Changed(cart, facts).ToDictionary(price => price.OfferId);
        facts = facts.Beside(cart.Lines);
        var left = facts.AvailableSeats.ToDictionary();
        var wrong = ImmutableArray.CreateBuilder<LineHindrance>();
        for (var i = 0; i < cart.Lines.Length; i++)
        {
            int? part = null;
            foreach (var line in cart.Lines[i].Flat())
            {
                var told = part is null ? cart.Lines[i] : null;
                if ((Reason(line, told, changed.GetValueOrDefault(line.OfferId), accepted, facts) ?? Seats(line, facts, left)) is { } refusal)
                {
                    wrong.Add(new(i, line.LineId, refusal, part));
                    wrong.AddRange(LineOrdering.Hindrances(line, facts).Where(more => more != refusal).Select(more => new LineHindrance(i, line.LineId, more, part)));
                }

                part = part is { } place ? place + 1 : 0;
            }
        }

        return wrong.ToImmutable();
    }

    /// <summary>The lines in the versions in which they would be ordered: those of an accepted price are of the version that says it.</summary>
    /// <param name="cart">The cart.</param>
    /// <param name="facts">What its lines name.</param>
    /// <param name="accepted">Prices that the requester accepts.</param>
    public static ImmutableArray<CartLine> AsOrdered(Cart cart, OrderFacts facts, ImmutableArray<AcceptedPrice> accepted)
    {
        ArgumentNullException.ThrowIfNull(cart);
        var changed = Changed(cart, facts).Where(accepted.Contains).ToDictionary(price => price.OfferId, price => price.OfferVersion);
        return [.. cart.Lines.Select(line => line.Of(changed))];
    }

    /// <summary>The offers of the cart that cost something else than when a line of theirs was put in, as they cost now.</summary>
    /// <param name="cart">The cart.</param>
    /// <param name="facts">What its lines name.</param>
    public static IEnumerable<AcceptedPrice> Changed(Cart cart, OrderFacts facts) =>
        from line in cart.Lines.SelectMany(line => line.Flat())
        group line by line.OfferId into lines
        let current = facts.Current(lines.Key)
        where current is not null && lines.Any(line => PriceOf(line, facts.Offers[lines.Key].Version(line.OfferVersion)) != PriceOf(line, current))
        select new AcceptedPrice(lines.Key, current.Number, current.MonthlyPrice);

    // What is wrong with a line, or a part; of a bundle, also with the choice of its parts.
    private static Refusal? Reason(CartLine line, CartLine? bundle, AcceptedPrice? price, ImmutableArray<AcceptedPrice> accepted, OrderFacts facts)
    {
        var isAccepted = price is not null && accepted.Contains(price);
        var version = isAccepted ? price!.OfferVersion : line.OfferVersion;
        return CartRules.OwnHindrance(line with { OfferVersion = version }, facts)
            ?? (bundle is null ? null : CartRules.PartsHindrance(bundle with { OfferVersion = version }, facts))
            ?? (price is null || isAccepted ? null : ToldPrice(line, price, facts));
    }

    private static Refusal? ToldPrice(CartLine line, AcceptedPrice now, OrderFacts facts)
    {
        var pinned = facts.Offers[line.OfferId].Version(line.OfferVersion)!;
        var current = facts.Offers[line.OfferId].Version(now.OfferVersion)!;
        var (was, becomes) = (UnitPrice.Of(pinned, line.Options), UnitPrice.Of(current, line.Options));
        if (was == becomes)
        {
            // Only several units cost something else: the amounts of all are told.
            var (all, allNow) = (UnitPrice.MonthlyOf(pinned, line.Options, line.Quantity), UnitPrice.MonthlyOf(current, line.Options, line.Quantity));
            (was, becomes) = (was with { Monthly = all }, becomes with { Monthly = allNow });
        }

        return was == becomes
            ? null
            : PriceChanged.With("offer", pinned.Terms.Name).With("version", now.OfferVersion)
                .With("before", was.Monthly.Amount).With("now", becomes.Monthly.Amount).With("onceBefore", was.OneOff.Amount).With("onceNow", becomes.OneOff.Amount);
    }

    private static (UnitPrice One, Money All)? PriceOf(CartLine line, OfferVersion? version) =>
        version is null ? null : (UnitPrice.Of(version, line.Options), UnitPrice.MonthlyOf(version, line.Options, line.Quantity));

    private static Refusal? Seats(CartLine line, OrderFacts facts, Dictionary<Guid, int> left)
    {
        if (facts.Offers[line.OfferId].Version(line.OfferVersion)!.Terms is not { LicencePoolId: { } pool } terms
            || !left.TryGetValue(pool, out var available)
            || !terms.Plan.Any(step => step.Connector == Connector.Licence && step.Condition?.Holds(line.Options) is not false))
        {
            return null;
        }

        if (line.Quantity > available)
        {
            return NotEnoughSeats.With("offer", terms.Name).With("wanted", line.Quantity).With("left", available);
        }

        left[pool] = available - line.Quantity;
        return null;
    }
}
