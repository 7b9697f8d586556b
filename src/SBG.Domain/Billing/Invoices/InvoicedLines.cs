using System.Collections.Immutable;
using System.Globalization;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>Lines as an invoice keeps them: with everything that explains them.</summary>
internal static class InvoicedLines
{
    /// <summary>The lines of a month that have a price.</summary>
    /// <param name="preview">The month.</param>
    /// <param name="facts">What it was computed from.</param>
    public static IEnumerable<InvoicedLine> Of(InvoicePreview preview, InvoiceFacts facts) =>
    [
        .. preview.Lines.Where(line => line.Price is not null).Select(line => Of(line, facts)),
        .. preview.Metered.Where(line => line.Price is not null).Select(line => Of(line, facts)),
        .. preview.Ordered.Select(line => Of(line, facts)),
    ];

    /// <summary>A line of the month.</summary>
    /// <param name="line">As computed; it has a price.</param>
    /// <param name="facts">What it was computed from.</param>
    public static InvoicedLine Of(InvoiceLine line, InvoiceFacts facts)
    {
        var known = facts.Seats.ToDictionary(seat => seat.AssignmentId, seat => seat.Changes.Length);
        var centres = facts.Seats.ToDictionary(seat => seat.AssignmentId, seat => seat.CostCentre);
        return new(
            IdOf(facts.Month, line.PoolId.ToString(), line.PricePlanId, line.Slice),
            line.PoolId,
            null,
            line.PricePlanId,
            facts.Plans[line.PricePlanId].Name,
            line.Price!,
            line.Agreement?.Number,
            line.Agreement?.About(line.PricePlanId),
            line.Slice.From,
            line.Slice.Until,
            line.SeatTicks,
            line.MonthTicks,
            "seat-month",
            line.SuspendedTicks,
            line.Amount,
            line.Rated!.Steps,
            [
                .. line.Uses.GroupBy(use => use.AssignmentId).OrderBy(seat => seat.Key)
                    .Select(seat => new InvoicedSeat(seat.Key, known[seat.Key], seat.Sum(use => use.Span.Length.Ticks))),
            ],
            [],
            Centres(line.Uses.Select(use => (centres[use.AssignmentId], (decimal)use.Span.Length.Ticks))),
            null);
    }

    /// <summary>A meter's line of the month.</summary>
    /// <param name="line">As computed; it has a price.</param>
    /// <param name="facts">What it was computed from.</param>
    public static InvoicedLine Of(MeteredLine line, InvoiceFacts facts) => new(
        IdOf(facts.Month, line.Meter, line.PricePlanId, line.Slice),
        null,
        line.Meter,
        line.PricePlanId,
        facts.Plans[line.PricePlanId].Name,
        line.Price!,
        line.Agreement?.Number,
        line.Agreement?.About(line.PricePlanId),
        line.Slice.From,
        line.Slice.Until,
        line.Quantity.Units,
        line.Quantity.Per,
        line.Unit,
        0m,
        line.Amount,
        line.Rated!.Steps,
        [],
        [.. line.Logs.Select(log => new InvoicedLog(log.Id, log.Day, log.Version))],
        [.. line.Dimensions.Select(part => new DimensionUnits(part.Dimension, part.Quantity))],
        null);

    /// <summary>A line of one price of orders.</summary>
    /// <param name="line">As computed.</param>
    /// <param name="facts">What it was computed from.</param>
    public static InvoicedLine Of(OrderedLine line, InvoiceFacts facts)
    {
        var known = facts.Orders.ToDictionary(order => order.Id, order => order.Changes.Length);
        var centres = facts.Orders.ToDictionary(order => order.Id, order => order.CostCentre);
        var price = line.Price;
        return new(
            DerivedId.Of(
                "ordered-line", facts.Month.ToString(), price.OfferId.ToString(), price.OfferVersion.ToString(CultureInfo.InvariantCulture), price.Kind.ToString(), price.Option ?? string.Empty, price.Choice ?? string.Empty),
            null,
            null,
            price.PricePlanId,
            price.Name,
            price.Version,
            null,
            null,
            line.Slice.From,
            line.Slice.Until,
            line.Quantity.Units,
            line.Quantity.Per,
            price.Kind == OrderedKind.OneOff ? "unit" : "unit-month",
            0m,
            line.Rated.Amount,
            line.Rated.Steps,
            [],
            [],
            Centres(line.Uses.Select(use => (centres[use.ChargeId], use.Units))),
            null)
        {
            Ordered = new(price.Kind, price.OfferId, price.OfferVersion, price.Option, price.Choice,
            [
                .. line.Uses.GroupBy(use => use.ChargeId).OrderBy(order => order.Key)
                    .Select(order => new InvoicedOrder(order.Key, known[order.Key], order.Sum(use => use.Units))),
            ]),
        };
    }

    // Nobody is told apart where no cost centre is known.
    private static ImmutableArray<DimensionUnits> Centres(IEnumerable<(string? CostCentre, decimal Units)> uses)
    {
        var centres = uses.GroupBy(use => use.CostCentre ?? string.Empty, StringComparer.Ordinal).OrderBy(centre => centre.Key, StringComparer.Ordinal)
            .Select(centre => new DimensionUnits(centre.Key, centre.Sum(use => use.Units))).ToImmutableArray();
        return centres is [{ Dimension: "" }] ? [] : centres;
    }

    private static Guid IdOf(BillingMonth month, string charged, Guid planId, Period slice) => DerivedId.Of(
        "invoice-line", month.ToString(), charged, planId.ToString(), slice.From.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
}
