using System.Collections.Immutable;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Orders;

/// <summary>When a price of an order is due.</summary>
public enum OrderedKind
{
    /// <summary>Once, in the month of the delivery.</summary>
    OneOff,

    /// <summary>Over time, for as long as what was delivered is held.</summary>
    Monthly,
}

/// <summary>A price of an ordered version: what is charged on one line, whichever orders it came by.</summary>
/// <param name="Kind">When it is due.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferName">What people called it.</param>
/// <param name="OfferVersion">The version that was ordered.</param>
/// <param name="PublishedOn">The day in Québec on which that version was published.</param>
/// <param name="PricePlanId">The plan by which seats of the version are charged.</param>
/// <param name="Option">The question; null: the order itself.</param>
/// <param name="Choice">The answer; null: the question asks for a number, or there is none.</param>
/// <param name="Amount">Dollars for one: once, or over one whole month.</param>
public sealed record OrderedPrice(
    OrderedKind Kind, Guid OfferId, string OfferName, int OfferVersion, DateOnly PublishedOn, Guid PricePlanId, string? Option, string? Choice, Money Amount)
{
    /// <summary>What people read: the offer, with the question and the answer that cost more.</summary>
    public string Name => Option is null ? OfferName : Choice is null or "true" ? $"{OfferName} ({Option})" : $"{OfferName} ({Option} : {Choice})";

    /// <summary>The price as lines keep it: its number is the offer's version.</summary>
    public PriceVersion Version => new(OfferVersion, PublishedOn, Amount, Kind == OrderedKind.OneOff ? new("one-off", "orders", new OneOffCharge(Amount)) : null);
}

/// <summary>One stretch of one order behind a line.</summary>
/// <param name="ChargeId">What the order is charged by.</param>
/// <param name="Span">When it was held; of what is due once, the instant at which it became so.</param>
/// <param name="Count">How often it was due.</param>
/// <param name="Units">The count; of what is due over time, the count x ticks of 100 ns.</param>
public readonly record struct OrderedUse(Guid ChargeId, Period Span, decimal Count, decimal Units);

/// <summary>What orders cost in a month by one price of one version.</summary>
/// <param name="Price">The price.</param>
/// <param name="Slice">The month.</param>
/// <param name="Quantity">How often it was due; over time: count x ticks over the ticks of the month.</param>
/// <param name="Uses">Every stretch of every order; their units add up to the quantity's.</param>
/// <param name="Rated">The amount, with the steps that led to it.</param>
public sealed record OrderedLine(OrderedPrice Price, Period Slice, Quantity Quantity, ImmutableArray<OrderedUse> Uses, Rated Rated)
{
    /// <summary>
    /// The lines of a month. What was ordered is charged as it was approved: agreements, which are about price plans, take nothing off it, and
    /// later versions of the offer change nothing.
    /// </summary>
    /// <param name="orders">What is charged of the client's orders; those outside of the month are ignored.</param>
    /// <param name="month">The month in the client's zone.</param>
    /// <param name="bound">Up to when time has passed (UTC).</param>
    public static IEnumerable<OrderedLine> Of(IEnumerable<OrderCharge> orders, Period month, DateTimeOffset bound)
    {
        var passed = new Period(month.From, bound);
        return orders.SelectMany(order => UsesOf(order, passed)).GroupBy(use => use.Price, use => use.Use)
            .OrderBy(line => line.Key.OfferId).ThenBy(line => line.Key.OfferVersion).ThenBy(line => line.Key.Kind)
            .ThenBy(line => line.Key.Option, StringComparer.Ordinal).ThenBy(line => line.Key.Choice, StringComparer.Ordinal)
            .Select(line => Line(line.Key, [.. line.OrderBy(use => use.Span.From).ThenBy(use => use.ChargeId)], month));
    }

    private static IEnumerable<(OrderedPrice Price, OrderedUse Use)> UsesOf(OrderCharge order, Period passed) =>
    [
        .. from due in order.Once()
           where due.Price.OneOff != Money.Zero && passed.Contains(due.At)
           select (PriceOf(order, due.Price, OrderedKind.OneOff), new OrderedUse(order.Id, new(due.At, due.At), due.Count, due.Count)),
        .. from held in order.Held(passed)
           where held.Price.Monthly != Money.Zero
           select (PriceOf(order, held.Price, OrderedKind.Monthly), new OrderedUse(order.Id, held.Span, held.Price.Count, held.Price.Count * held.Span.Length.Ticks)),
    ];

    private static OrderedPrice PriceOf(OrderCharge order, OrderPrice price, OrderedKind kind) => new(
        kind, order.OfferId, order.OfferName, order.OfferVersion, order.PublishedOn, order.PricePlanId, price.Option, price.Choice,
        kind == OrderedKind.OneOff ? price.OneOff : price.Monthly);

    private static OrderedLine Line(OrderedPrice price, ImmutableArray<OrderedUse> uses, Period month)
    {
        var quantity = new Quantity(uses.Sum(use => use.Units), price.Kind == OrderedKind.OneOff ? 1m : month.Length.Ticks);
        return new(price, month, quantity, uses, ChargeRating.Rate(price.Version.Rates(), quantity, Share.Whole, Reduction.None, last: true));
    }
}
