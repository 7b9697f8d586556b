using System.Collections.Immutable;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Billing.Suppliers;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Invoices;

/// <summary>What an invoice says.</summary>
/// <param name="Supplier">Who invoices.</param>
/// <param name="Client">Who is invoiced.</param>
/// <param name="TimeZone">IANA zone in which the month runs.</param>
/// <param name="From">Its first instant (UTC).</param>
/// <param name="Until">The first instant after (UTC).</param>
/// <param name="CountedThrough">What happened up to then counts (UTC).</param>
/// <param name="RecordedThrough">What was known then counts (UTC).</param>
/// <param name="TaxRegime">How the client is taxed.</param>
/// <param name="Lines">By pool or meter, plan and price; then the adjustments of earlier months.</param>
/// <param name="Base">The sum of the lines.</param>
/// <param name="Tps">Goods and services tax.</param>
/// <param name="Tvq">Québec sales tax.</param>
/// <param name="Total">Base + tps + tvq.</param>
/// <param name="CostCentres">What cost centres bear of it; they add up to the base, to both taxes and to the total.</param>
public sealed record InvoiceContentView(
    SupplierVersion Supplier,
    InvoicedClient Client,
    string TimeZone,
    DateTimeOffset From,
    DateTimeOffset Until,
    DateTimeOffset CountedThrough,
    DateTimeOffset RecordedThrough,
    TaxTreatment TaxRegime,
    ImmutableArray<InvoicedLineView> Lines,
    Money Base,
    TaxView Tps,
    TaxView Tvq,
    Money Total,
    ImmutableArray<CostCentreView> CostCentres)
{
    /// <summary>Represents a content.</summary>
    /// <param name="content">The content.</param>
    public static InvoiceContentView Of(InvoiceContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new(
            content.Supplier,
            content.Client,
            content.TimeZone,
            content.From,
            content.Until,
            content.Through,
            content.RecordedThrough,
            content.TaxRegime,
            [.. content.Lines.Select(InvoicedLineView.Of)],
            Cents(content.Totals.Base),
            new(Plain(content.TpsRate), Cents(content.Totals.Tps)),
            new(Plain(content.TvqRate), Cents(content.Totals.Tvq)),
            Cents(content.Totals.Total),
            [.. CostCentreTotal.Of(content.Lines.SelectMany(line => line.Parts()), content.Totals).Select(CostCentreView.Of)]);
    }

    /// <summary>An amount with two decimals, always: 0.00, 25.00.</summary>
    /// <param name="amount">To the cent.</param>
    internal static Money Cents(Money amount) => new(amount.ToCent().Amount + 0.00m);

    /// <summary>A number as a decimal string.</summary>
    /// <param name="value">The number.</param>
    internal static string Plain(decimal value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What a cost centre bears.</summary>
/// <param name="CostCentre">The cost centre; absent: what no cost centre is told for.</param>
/// <param name="Base">Before taxes.</param>
/// <param name="Tps">Its part of the goods and services tax.</param>
/// <param name="Tvq">Its part of the Québec sales tax.</param>
/// <param name="Total">Base + tps + tvq.</param>
public sealed record CostCentreView(string? CostCentre, Money Base, Money Tps, Money Tvq, Money Total)
{
    /// <summary>Represents a cost centre's part.</summary>
    /// <param name="centre">The part.</param>
    public static CostCentreView Of(CostCentreTotal centre)
    {
        ArgumentNullException.ThrowIfNull(centre);
        var totals = centre.Totals;
        return new(centre.CostCentre, InvoiceContentView.Cents(totals.Base), InvoiceContentView.Cents(totals.Tps), InvoiceContentView.Cents(totals.Tvq), InvoiceContentView.Cents(totals.Total));
    }
}

/// <summary>A line of an invoice.</summary>
/// <param name="Id">The line.</param>
/// <param name="PoolId">The pool of the seats; absent when no seats are charged.</param>
/// <param name="Meter">The key of the meter; absent when no reported use is charged.</param>
/// <param name="PricePlanId">The plan; of what was ordered, the plan of its offer.</param>
/// <param name="PricePlanName">What people called it; of what was ordered, the offer with the answer that costs more.</param>
/// <param name="PriceVersion">Its version; of what was ordered, the offer's.</param>
/// <param name="AgreementVersion">The version of the client's price agreement that was applied; absent for none.</param>
/// <param name="From">When the price began to apply within the month (UTC).</param>
/// <param name="Until">When it ceased to (UTC).</param>
/// <param name="Quantity">Seconds of seats or options held, the meter's quantity, or how often a price was due; a decimal string, exact.</param>
/// <param name="Unit"><c>s</c> for seats and options held, <c>unit</c> for what is due once, else the meter's.</param>
/// <param name="Amount">To the cent; of an adjustment, what is due beyond what was booked.</param>
/// <param name="Adjusts">The earlier invoice that the line corrects; absent for a line of the month itself.</param>
/// <param name="Steps">The whole arithmetic, step by step; the last outcome is the amount.</param>
/// <param name="Parts">What cost centres, services and units bear of it, by the method of largest remainders; they add up to the quantity and the amount.</param>
/// <param name="Ordered">The price of an ordered offer that is charged; absent when seats or use are.</param>
public sealed record InvoicedLineView(
    Guid Id,
    Guid? PoolId,
    string? Meter,
    Guid PricePlanId,
    string PricePlanName,
    int PriceVersion,
    int? AgreementVersion,
    DateTimeOffset From,
    DateTimeOffset Until,
    string Quantity,
    string Unit,
    Money Amount,
    LineAdjustmentView? Adjusts,
    ImmutableArray<RatingStepView> Steps,
    ImmutableArray<MeteredPartView> Parts,
    OrderedPriceView? Ordered = null)
{
    /// <summary>Represents a line.</summary>
    /// <param name="line">The line.</param>
    public static InvoicedLineView Of(InvoicedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new(
            line.Id,
            line.PoolId,
            line.Meter,
            line.PricePlanId,
            line.PricePlanName,
            line.Price.Number,
            line.AgreementVersion,
            line.From,
            line.Until,
            InvoiceContentView.Plain(line.IsTime ? line.Units / TimeSpan.TicksPerSecond : line.Units),
            line.IsTime ? "s" : line.Unit,
            InvoiceContentView.Cents(line.Amount),
            line.Adjusts is { } adjusts ? new(adjusts.Period, adjusts.InvoiceId, adjusts.Number, adjusts.LineId, InvoiceContentView.Cents(adjusts.Booked)) : null,
            [.. line.Steps.Select(RatingStepView.Of)],
            [.. line.Parts().Select(part => MeteredPartView.Of(part, line.IsTime))],
            line.Ordered is { } ordered ? new(ordered.Kind, ordered.OfferId, ordered.OfferVersion, ordered.Option, ordered.Choice) : null);
    }
}

/// <summary>The price of an ordered version of an offer that a line charges.</summary>
/// <param name="Kind">When it is due.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferVersion">The version that was ordered, which says the price.</param>
/// <param name="Option">The question whose answer costs it; absent: the order itself.</param>
/// <param name="Choice">The answer; absent: the question asks for a number, or there is none.</param>
public sealed record OrderedPriceView(OrderedKind Kind, Guid OfferId, int OfferVersion, string? Option, string? Choice);

/// <summary>What a line corrects.</summary>
/// <param name="Period">The month to which the facts belong.</param>
/// <param name="InvoiceId">The invoice that is corrected.</param>
/// <param name="Number">Its number.</param>
/// <param name="LineId">The line of that month that is computed anew.</param>
/// <param name="Booked">What was booked for it before, over all documents.</param>
public sealed record LineAdjustmentView(string Period, Guid InvoiceId, string Number, Guid LineId, Money Booked);
