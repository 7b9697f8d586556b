using System.Globalization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>Lines as an invoice keeps them: with everything that explains them.</summary>
internal static class InvoicedLines
{
    /// <summary>A line of the month.</summary>
    /// <param name="line">As computed; it has a price.</param>
    /// <param name="facts">What it was computed from.</param>
    public static InvoicedLine Of(InvoiceLine line, InvoiceFacts facts)
    {
        var known = facts.Seats.ToDictionary(seat => seat.AssignmentId, seat => seat.Changes.Length);
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
            [],
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

    private static Guid IdOf(BillingMonth month, string charged, Guid planId, Period slice) => DerivedId.Of(
        "invoice-line", month.ToString(), charged, planId.ToString(), slice.From.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
}
