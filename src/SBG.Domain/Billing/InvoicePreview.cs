using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Kernel;
using Period = SBG.Domain.Kernel.Period;

namespace SBG.Domain.Billing;

/// <summary>The seats of one pool under one price, and what they cost.</summary>
/// <param name="PoolId">The pool.</param>
/// <param name="PricePlanId">The plan.</param>
/// <param name="Slice">The part of the month during which the price applied.</param>
/// <param name="Price">The version in force; null when the plan had none, which leaves the line without an amount.</param>
/// <param name="SeatTicks">Time held within the slice, summed over seats; ticks of 100 ns.</param>
/// <param name="SuspendedTicks">The part of it during which seats were suspended.</param>
/// <param name="MonthTicks">Length of the whole month.</param>
/// <param name="Amount">To the cent; zero without a price.</param>
/// <param name="Rated">Every step that led to the amount; null without a price.</param>
/// <param name="Agreement">The version of the client's agreement that was applied; null for none.</param>
/// <param name="Uses">Every stretch of every seat behind the line; their lengths add up to <paramref name="SeatTicks"/>.</param>
public sealed record InvoiceLine(
    Guid PoolId,
    Guid PricePlanId,
    Period Slice,
    PriceVersion? Price,
    long SeatTicks,
    long SuspendedTicks,
    long MonthTicks,
    Money Amount,
    Rated? Rated,
    AgreementVersion? Agreement,
    ImmutableArray<SeatUse> Uses);

/// <summary>
/// What an invoice of a month would say, as far as time has passed: a pure function of seats, prices, regime and the bound, so that the
/// same facts give the same invoice on every machine, at any time, in whatever order they arrived.
/// </summary>
/// <param name="Month">The month.</param>
/// <param name="Span">The month in the client's zone.</param>
/// <param name="Through">Up to when seat-time is counted (UTC): the month's end, or now when it is not over.</param>
/// <param name="Lines">Seats, by pool, plan and slice.</param>
/// <param name="Metered">Reported use, by meter and slice.</param>
/// <param name="Base">The sum of the lines.</param>
/// <param name="Treatment">The client's regime; null when it is not decided.</param>
/// <param name="Totals">With taxes; null without a regime.</param>
/// <param name="Obstacles">Why no invoice can be issued yet, as codes; empty when one can.</param>
public sealed record InvoicePreview(
    BillingMonth Month,
    Period Span,
    DateTimeOffset Through,
    ImmutableArray<InvoiceLine> Lines,
    ImmutableArray<MeteredLine> Metered,
    Money Base,
    TaxTreatment? Treatment,
    TaxedTotal? Totals,
    ImmutableArray<Refusal> Obstacles)
{
    /// <summary>The client's tax regime is not decided, and there is no default.</summary>
    public static readonly Refusal NoTaxRegime = new("billing/no-tax-regime");

    /// <summary>The month is not over in the client's zone.</summary>
    public static readonly Refusal MonthNotOver = new("billing/month-not-over");

    /// <summary>Seats were held, or use was reported, on days for which the plan has no price.</summary>
    public static readonly Refusal NoPriceInForce = new("billing/no-price-in-force");

    /// <summary>One-off prices and paid options of orders, by offer, version and price.</summary>
    public ImmutableArray<OrderedLine> Ordered { get; init; } = [];

    /// <summary>Whether a plan charges anything.</summary>
    /// <param name="planId">The plan.</param>
    public bool ChargesBy(Guid planId) => Lines.Any(line => line.PricePlanId == planId) || Metered.Any(line => line.PricePlanId == planId);

    /// <summary>What a plan charges, before taxes.</summary>
    /// <param name="planId">The plan.</param>
    public Money ChargedBy(Guid planId) =>
        Lines.Where(line => line.PricePlanId == planId).Select(line => line.Amount).Concat(Metered.Where(line => line.PricePlanId == planId).Select(line => line.Amount))
            .Aggregate(Money.Zero, (sum, amount) => sum + amount);

    /// <summary>Draws up the preview.</summary>
    /// <param name="month">The month.</param>
    /// <param name="zone">The client's zone.</param>
    /// <param name="through">Now, or any earlier bound (UTC).</param>
    /// <param name="seats">The client's seats; those outside the month are ignored.</param>
    /// <param name="plans">The plans that the seats name.</param>
    /// <param name="treatment">The client's regime; null when it is not decided.</param>
    /// <param name="agreement">What is agreed with the client about prices; null for nothing.</param>
    /// <param name="use">What producers reported; null for nothing.</param>
    /// <param name="orders">What is charged of the client's orders beside seats; null for nothing.</param>
    public static InvoicePreview Of(
        BillingMonth month,
        DateTimeZone zone,
        DateTimeOffset through,
        IEnumerable<SeatHistory> seats,
        IReadOnlyDictionary<Guid, PricePlan> plans,
        TaxTreatment? treatment,
        PriceAgreement? agreement = null,
        MeteredUse? use = null,
        IEnumerable<OrderCharge>? orders = null)
    {
        var span = month.In(zone);
        var bound = through < span.From ? span.From : through < span.Until ? through : span.Until;
        var charged = new Dictionary<Guid, Money>();
        var lines = seats
            .GroupBy(seat => (seat.PoolId, seat.PricePlanId))
            .OrderBy(group => group.Key)
            .SelectMany(group => LinesOf(group.Key.PoolId, plans.GetValueOrDefault(group.Key.PricePlanId), group.Key.PricePlanId, [.. group], agreement, charged, month, zone, bound))
            .ToImmutableArray();
        ImmutableArray<MeteredLine> metered = [.. (use ?? MeteredUse.None).Lines(plans, agreement, charged, month, zone, bound)];
        ImmutableArray<OrderedLine> ordered = [.. OrderedLine.Of(orders ?? [], span, bound)];
        var sum = lines.Select(line => line.Amount).Concat(metered.Select(line => line.Amount)).Concat(ordered.Select(line => line.Rated.Amount)).Aggregate(Money.Zero, (total, amount) => total + amount);
        ImmutableArray<Refusal> obstacles =
        [
            .. bound < span.Until ? [MonthNotOver.With("until", month.FirstDay.AddMonths(1).ToString("O", CultureInfo.InvariantCulture))] : Enumerable.Empty<Refusal>(),
            .. treatment is null ? [NoTaxRegime] : Enumerable.Empty<Refusal>(),
            .. lines.Where(line => line.Price is null).Select(line => line.PricePlanId).Concat(metered.Where(line => line.Price is null).Select(line => line.PricePlanId))
                .Distinct().Select(plan => NoPriceInForce.With("plan", plan)),
        ];
        return new(month, span, bound, lines, metered, sum, treatment, treatment is { } regime ? Taxes.On(sum, regime) : null, obstacles) { Ordered = ordered };
    }

    private static IEnumerable<InvoiceLine> LinesOf(
        Guid poolId, PricePlan? plan, Guid planId, SeatHistory[] seats, PriceAgreement? agreement, Dictionary<Guid, Money> charged,
        BillingMonth month, DateTimeZone zone, DateTimeOffset bound)
    {
        var monthTicks = month.In(zone).Length.Ticks;
        foreach (var slice in Rating.Slices(plan, agreement, month, zone))
        {
            if (slice.Span.Intersect(new(slice.Span.From, bound)) is not { } passed)
            {
                yield break;
            }

            ImmutableArray<SeatUse> uses =
            [
                .. seats.SelectMany(seat => SeatTime.Within(seat, passed)).OrderBy(use => use.Span.From).ThenBy(use => use.AssignmentId),
            ];
            if (uses.IsEmpty)
            {
                continue;
            }

            var held = uses.Sum(use => use.Span.Length.Ticks);
            var suspended = uses.Where(use => use.Suspended).Sum(use => use.Span.Length.Ticks);
            var share = new Share(slice.Span.Length.Ticks, monthTicks, SeatTime.Covered(uses));
            var agreed = slice.Agreement?.About(planId);
            var reduction = new Reduction(agreed?.DiscountPercent ?? 0m, agreed?.MonthlyCap, charged.GetValueOrDefault(planId));
            var rated = slice.Price is { } price
                ? ChargeRating.Rate(price.Rates(), new(held, monthTicks), share, reduction, last: bound >= slice.Span.Until)
                : null;
            charged[planId] = charged.GetValueOrDefault(planId) + (rated?.Amount ?? Money.Zero);
            yield return new(poolId, planId, slice.Span, slice.Price, held, suspended, monthTicks, rated?.Amount ?? Money.Zero, rated, slice.Agreement, uses);
        }
    }
}
