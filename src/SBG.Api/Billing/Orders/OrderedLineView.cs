using System.Collections.Immutable;
using SBG.Api.Billing.Invoices;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Orders;

/// <summary>What orders cost by one price of the version that was ordered.</summary>
/// <param name="Kind">When the price is due.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferName">What people called it.</param>
/// <param name="OfferVersion">The version that was ordered.</param>
/// <param name="Option">The question whose answer costs it; absent: the order itself.</param>
/// <param name="Choice">The answer; absent: the question asks for a number, or there is none.</param>
/// <param name="Price">Dollars for one: once, or over one whole month.</param>
/// <param name="Units">How often it was due, or for how many seconds times how often; a decimal string.</param>
/// <param name="Amount">To the cent.</param>
/// <param name="Orders">How many orders are behind it.</param>
/// <param name="Steps">The whole arithmetic, step by step; the last outcome is the amount.</param>
public sealed record OrderedLineView(
    OrderedKind Kind,
    Guid OfferId,
    string OfferName,
    int OfferVersion,
    string? Option,
    string? Choice,
    Money Price,
    string Units,
    Money Amount,
    int Orders,
    ImmutableArray<RatingStepView> Steps)
{
    internal static OrderedLineView Of(OrderedLine line) => new(
        line.Price.Kind,
        line.Price.OfferId,
        line.Price.OfferName,
        line.Price.OfferVersion,
        line.Price.Option,
        line.Price.Choice,
        InvoiceContentView.Cents(line.Price.Amount),
        InvoiceContentView.Plain(line.Price.Kind == OrderedKind.Monthly ? line.Quantity.Units / TimeSpan.TicksPerSecond : line.Quantity.Units),
        InvoiceContentView.Cents(line.Rated.Amount),
        line.Uses.DistinctBy(use => use.ChargeId).Count(),
        [.. line.Rated.Steps.Select(RatingStepView.Of)]);
}
