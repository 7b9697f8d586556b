using System.Collections.Immutable;
using System.Globalization;
using SBG.Api.Billing.Orders;
using SBG.Domain.Billing;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing;

/// <summary>Represents a preview with the explanation of each line.</summary>
public static class InvoicePreviewRendering
{
    private const string Formula = "monthlyPerSeat * seatSeconds / monthSeconds";

    /// <summary>Represents a preview.</summary>
    /// <param name="preview">The preview.</param>
    /// <param name="clientId">The client.</param>
    /// <param name="timeZone">The client's zone.</param>
    /// <param name="plans">The plans that it names.</param>
    /// <param name="sentence">The sentence of an obstacle in the caller's language.</param>
    public static InvoicePreviewView Render(
        this InvoicePreview preview, string clientId, string timeZone, IReadOnlyDictionary<Guid, PricePlan> plans, Func<Refusal, string> sentence)
    {
        ArgumentNullException.ThrowIfNull(preview);
        ArgumentNullException.ThrowIfNull(plans);
        var taxed = preview.Treatment == TaxTreatment.Taxable;
        return new(
            clientId,
            preview.Month.ToString(),
            timeZone,
            preview.Span.From,
            preview.Span.Until,
            preview.Through,
            [.. preview.Lines.Select(line => Line(line, plans.GetValueOrDefault(line.PricePlanId)))],
            [.. preview.Metered.Select(line => MeteredLineView.Of(line, plans.GetValueOrDefault(line.PricePlanId)))],
            [.. preview.Ordered.Select(OrderedLineView.Of)],
            Cents(preview.Base),
            preview.Treatment,
            preview.Totals is { } tps ? new(Rate(Taxes.TpsRate), Cents(tps.Tps)) : null,
            preview.Totals is { } tvq ? new(Rate(Taxes.TvqRate), Cents(tvq.Tvq)) : null,
            preview.Totals is { } totals ? Cents(totals.Total) : null,
            preview.Obstacles.IsEmpty,
            [.. preview.Obstacles.Select(obstacle => new ObstacleView(obstacle.Code, sentence(obstacle)))]);

        string Rate(decimal rate) => (taxed ? rate : 0m).ToString(CultureInfo.InvariantCulture);
    }

    private static InvoiceLineView Line(InvoiceLine line, PricePlan? plan)
    {
        var (seat, month) = (SeatTime.Seconds(line.SeatTicks), SeatTime.Seconds(line.MonthTicks));
        var price = line.Price?.MonthlyPerSeat;
        var isPlain = line.Price?.Charge is null && line.Agreement is null;
        var steps = line.Rated?.Steps ?? [];
        var exact = steps.IsEmpty ? 0m : steps[^1].Inputs[0].Value;
        return new(
            line.PoolId,
            line.PricePlanId,
            plan?.Name,
            line.Price?.Number,
            price is { } shown ? Cents(shown) : null,
            line.Slice.From,
            line.Slice.Until,
            seat,
            SeatTime.Seconds(line.SuspendedTicks),
            Cents(line.Amount),
            new(
                isPlain ? Formula : "steps",
                isPlain
                    ? FormattableString.Invariant($"{price?.ToString() ?? "?"} * {seat} / {month}")
                    : string.Join("; ", steps.Select(step => step.Outcome.ToString(CultureInfo.InvariantCulture))),
                month,
                exact.ToString(CultureInfo.InvariantCulture),
                "halfAwayFromZero",
                [.. steps.Select(RatingStepView.Of)],
                [.. line.Uses.Select(SeatUseView.Of)]),
            line.Agreement?.Number);
    }

    // Amounts always show two decimals: 0.00, 25.00.
    private static Money Cents(Money amount) => new(amount.ToCent().Amount + 0.00m);
}
