using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Billing.Suppliers;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>
/// Everything that an invoice says and everything that explains it. It is a function of facts that are named here exactly (streams and how far
/// they were read), so that it can be computed again at any time, to the byte, whatever was recorded since.
/// </summary>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="TimeZone">IANA zone in which the month runs.</param>
/// <param name="From">Its first instant (UTC).</param>
/// <param name="Until">The first instant after (UTC).</param>
/// <param name="Through">Event-time bound: what happened up to then counts (UTC).</param>
/// <param name="RecordedThrough">Record-time bound: what was known then counts (UTC); exactly which facts, the basis and the lines' sources say.</param>
/// <param name="Supplier">Who invoices.</param>
/// <param name="Client">Who is invoiced.</param>
/// <param name="TaxRegime">How the client is taxed.</param>
/// <param name="Lines">By pool or meter, plan and price; then what orders cost; then the adjustments of earlier months.</param>
/// <param name="Totals">The lines' sum and both taxes, apart.</param>
/// <param name="TpsRate">GST rate that was applied; 0 when the regime charges none.</param>
/// <param name="TvqRate">QST rate that was applied; 0 when the regime charges none.</param>
/// <param name="Basis">Which prices, agreements and particulars were known.</param>
public sealed record InvoiceContent(
    string Period,
    string TimeZone,
    DateTimeOffset From,
    DateTimeOffset Until,
    DateTimeOffset Through,
    DateTimeOffset RecordedThrough,
    SupplierVersion Supplier,
    InvoicedClient Client,
    TaxTreatment TaxRegime,
    ImmutableArray<InvoicedLine> Lines,
    TaxedTotal Totals,
    decimal TpsRate,
    decimal TvqRate,
    InvoiceBasis Basis);

/// <summary>Who is invoiced.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Name">Legal name.</param>
/// <param name="Neq">Number in the enterprise register.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
public sealed record InvoicedClient(string ClientId, string Name, string Neq, string Language);

/// <summary>Which versions of what changes seldom were known when an invoice was computed.</summary>
/// <param name="ClientVersion">Version of the client's stream.</param>
/// <param name="Plans">The price plans, and how many versions each had.</param>
/// <param name="AgreementVersions">How many versions the client's price agreement had; 0 for none.</param>
public sealed record InvoiceBasis(long ClientVersion, ImmutableArray<KnownPlan> Plans, int AgreementVersions);

/// <summary>How much was known of a price plan.</summary>
/// <param name="PricePlanId">The plan.</param>
/// <param name="Versions">How many versions it had.</param>
public readonly record struct KnownPlan(Guid PricePlanId, int Versions);

/// <summary>One charge of one month under one price and one agreement.</summary>
/// <param name="Id">Derived from what is charged, so that the same line has the same id whenever it is computed.</param>
/// <param name="PoolId">The pool of the seats; null when no seats are charged.</param>
/// <param name="Meter">The key of the meter; null when no reported use is charged.</param>
/// <param name="PricePlanId">The plan.</param>
/// <param name="PricePlanName">What people called it.</param>
/// <param name="Price">The version of the plan, whole.</param>
/// <param name="AgreementVersion">The version of the client's agreement that was applied; null for none.</param>
/// <param name="Agreed">What it says about the plan; null for nothing.</param>
/// <param name="From">When the price began to apply within the month (UTC).</param>
/// <param name="Until">When it ceased to (UTC).</param>
/// <param name="Units">What was measured: ticks of 100 ns of seats or options held, the meter's quantity, or how often a price was due.</param>
/// <param name="Per">What makes one unit of the price: the month's ticks for seats and options held, else 1.</param>
/// <param name="Unit"><c>seat-month</c>, <c>unit-month</c> for options held, <c>unit</c> for what is due once, or the meter's unit.</param>
/// <param name="SuspendedUnits">The part of the seats' ticks spent suspended, which is charged too.</param>
/// <param name="Amount">To the cent; for an adjustment, what is due beyond what was booked, negative when too much was.</param>
/// <param name="Steps">The whole arithmetic; the last outcome is the amount.</param>
/// <param name="Seats">The seats behind it, and how much was known of each.</param>
/// <param name="Logs">The usage logs behind it, and how far each was read.</param>
/// <param name="Dimensions">The units by dimension, the cost centre alone for seats and orders; add up to the units, none where nobody is told apart.</param>
/// <param name="Adjusts">The earlier invoice that the line corrects; null for a line of the month itself.</param>
public sealed record InvoicedLine(
    Guid Id,
    Guid? PoolId,
    string? Meter,
    Guid PricePlanId,
    string PricePlanName,
    PriceVersion Price,
    int? AgreementVersion,
    AgreedPrice? Agreed,
    DateTimeOffset From,
    DateTimeOffset Until,
    decimal Units,
    decimal Per,
    string Unit,
    decimal SuspendedUnits,
    Money Amount,
    ImmutableArray<RatingStep> Steps,
    ImmutableArray<InvoicedSeat> Seats,
    ImmutableArray<InvoicedLog> Logs,
    ImmutableArray<DimensionUnits> Dimensions,
    LineAdjustment? Adjusts)
{
    /// <summary>The orders behind it; null unless one-off prices or paid options of orders are charged.</summary>
    public InvoicedOrders? Ordered { get; init; }

    /// <summary>
    /// Of an adjustment: what each dimension bears of the difference, so that over all documents it bears its part of the whole. Null where nobody is
    /// told apart, and for lines of the month itself, whose parts follow from their dimensions.
    /// </summary>
    public ImmutableArray<AllocatedPart>? Allocated { get; init; }

    /// <summary>Whether its units are ticks of 100 ns: of seats, or of options held.</summary>
    [JsonIgnore]
    public bool IsTime => PoolId is not null || Ordered is { Kind: OrderedKind.Monthly };

    /// <summary>The parts that dimensions bear of an amount that is noted about the line; they add up to it. Units are not noted.</summary>
    /// <param name="amount">To the cent.</param>
    public IEnumerable<LinePart> Parts(Money amount) =>
        Allocation.Over(amount, Parts().ToDictionary(part => part.Dimension, part => part.Amount.Amount)).Select(part => new LinePart(part.Key, 0m, part.Amount));

    /// <summary>The parts that dimensions bear, by the method of largest remainders; they add up to the line's amount and units.</summary>
    public IEnumerable<LinePart> Parts()
    {
        var units = Dimensions.IsDefaultOrEmpty ? new() { [string.Empty] = Units } : Dimensions.ToDictionary(part => part.Dimension, part => part.Units);
        var amounts = Allocated ?? Allocation.Over(Amount, units);
        return amounts.Select(part => new LinePart(part.Key, units.GetValueOrDefault(part.Key), part.Amount));
    }
}

/// <summary>The part of a line that one dimension bears.</summary>
/// <param name="Dimension">For whom, the key of a <see cref="UsageDimension"/>; empty for nobody in particular.</param>
/// <param name="Units">Of the line's units.</param>
/// <param name="Amount">To the cent.</param>
public readonly record struct LinePart(string Dimension, decimal Units, Money Amount);

/// <summary>A seat behind a line.</summary>
/// <param name="AssignmentId">Whose seat.</param>
/// <param name="Changes">How many of its changes were known, in the order of recording.</param>
/// <param name="Ticks">How long it was held within the line's time; ticks of 100 ns.</param>
public readonly record struct InvoicedSeat(Guid AssignmentId, int Changes, long Ticks);

/// <summary>A usage log behind a line.</summary>
/// <param name="LogId">The log's stream.</param>
/// <param name="Day">Its day, in the client's zone.</param>
/// <param name="Version">How far the stream was read.</param>
public readonly record struct InvoicedLog(Guid LogId, DateOnly Day, long Version);

/// <summary>A meter's quantity for one dimension.</summary>
/// <param name="Dimension">For whom; empty for none.</param>
/// <param name="Units">Of the line's unit.</param>
public readonly record struct DimensionUnits(string Dimension, decimal Units);

/// <summary>The orders behind a line, which is of one price of one version of an offer.</summary>
/// <param name="Kind">When the price is due.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferVersion">The version that was ordered.</param>
/// <param name="Option">The question whose answer costs it; null: the order itself.</param>
/// <param name="Choice">The answer; null: the question asks for a number, or there is none.</param>
/// <param name="Orders">What is charged of each order, and how much was known of it.</param>
public sealed record InvoicedOrders(OrderedKind Kind, Guid OfferId, int OfferVersion, string? Option, string? Choice, ImmutableArray<InvoicedOrder> Orders);

/// <summary>An order behind a line.</summary>
/// <param name="ChargeId">What the order is charged by.</param>
/// <param name="Changes">How many of its changes were known, in the order of recording.</param>
/// <param name="Units">Its part of the line's units.</param>
public readonly record struct InvoicedOrder(Guid ChargeId, int Changes, decimal Units);

/// <summary>What a line corrects: facts of an invoiced month that were not known when its invoice was issued.</summary>
/// <param name="Period">The month to which the facts belong.</param>
/// <param name="InvoiceId">The invoice that is corrected.</param>
/// <param name="Number">Its number.</param>
/// <param name="LineId">The line of that month that is computed anew.</param>
/// <param name="BookedUnits">What was booked for it before, over all documents.</param>
/// <param name="Booked">The amount that was booked, over all documents; credit notes given for other reasons left out.</param>
public sealed record LineAdjustment(string Period, Guid InvoiceId, string Number, Guid LineId, decimal BookedUnits, Money Booked);
