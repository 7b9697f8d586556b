using System.Collections.Immutable;
using SBG.Api.Billing.Orders;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing;

/// <summary>A price plan.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Versions">Its prices, in the order of recording.</param>
/// <param name="Actions">What the caller may do now.</param>
public sealed record PricePlanView(Guid Id, string Name, ImmutableArray<PriceVersionView> Versions, ImmutableArray<string> Actions)
{
    /// <summary>Represents a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="caller">Who reads.</param>
    public static PricePlanView Of(PricePlan plan, Actor caller)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(caller);
        return new(plan.Id, plan.Name, [.. plan.Versions.Select(version => PriceVersionView.Of(version) with { RehearsalId = plan.Rehearsals.TryGetValue(version.Number, out var id) ? id : null })], caller.Has(Role.Finance) ? ["addVersion", "rehearse", "correct"] : []);
    }
}

/// <summary>One immutable price of a plan.</summary>
/// <param name="Number">1, 2, 3 ... in the order of recording.</param>
/// <param name="ValidFrom">First day, in the zone of the client who is charged.</param>
/// <param name="MonthlyPerSeat">Dollars for one seat held over one whole month; with a charge, what one seat alone costs by it.</param>
/// <param name="Charge">How seats are charged; absent: each at the monthly price.</param>
/// <param name="RehearsalId">Its rehearsal on real months; absent for the first price of a plan, and where only the price is told.</param>
public sealed record PriceVersionView(int Number, DateOnly ValidFrom, Money MonthlyPerSeat, ChargeBody? Charge, Guid? RehearsalId = null)
{
    /// <summary>Represents a version.</summary>
    /// <param name="version">The version.</param>
    public static PriceVersionView Of(PriceVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return new(version.Number, version.ValidFrom, version.MonthlyPerSeat, ChargeBody.Of(version.Charge));
    }
}

/// <summary>The price in force on a day.</summary>
/// <param name="PricePlanId">The plan.</param>
/// <param name="On">The day.</param>
/// <param name="Version">The version in force.</param>
public sealed record PriceInForceView(Guid PricePlanId, DateOnly On, PriceVersionView Version);

/// <summary>What a client used: seat-time, and what producers reported.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="TimeZone">IANA zone of the days.</param>
/// <param name="From">First day.</param>
/// <param name="To">First day after.</param>
/// <param name="CountedThrough">Up to when time is counted (UTC): the end, or now.</param>
/// <param name="Totals">By meter and pool or dimension.</param>
/// <param name="Days">Days without any are left out.</param>
public sealed record UsageView(
    string ClientId,
    string TimeZone,
    DateOnly From,
    DateOnly To,
    DateTimeOffset CountedThrough,
    ImmutableArray<MeterView> Totals,
    ImmutableArray<UsageDayView> Days);

/// <summary>What a meter counted.</summary>
/// <param name="Meter"><c>seat-seconds</c>: time held, which is what is charged; <c>suspended-seat-seconds</c>: the part of it spent suspended; or the key of a meter.</param>
/// <param name="PoolId">The pool of the seats; absent for reported use.</param>
/// <param name="Unit"><c>s</c> for seats, the meter's unit for sums, <c>1</c> for counts, the unit and <c>.s</c> for levels over time.</param>
/// <param name="Quantity">Exact; up to seven decimals for seats.</param>
/// <param name="Dimension">The cost centre that bears reported use; absent for none.</param>
/// <param name="Service">The service that caused it; absent for none.</param>
/// <param name="OrgUnit">The unit of whoever used it; absent for none.</param>
public sealed record MeterView(
    string Meter, Guid? PoolId, string Unit, decimal Quantity, string? Dimension = null, string? Service = null, string? OrgUnit = null)
{
    internal static MeterView Of(MeterQuantity read)
    {
        var whom = UsageDimension.Of(read.Dimension);
        return new(read.Meter, null, read.Unit, read.Quantity, whom.CostCentre, whom.Service, whom.OrgUnit);
    }
}

/// <summary>A day's meters.</summary>
/// <param name="Date">The day, in the client's zone.</param>
/// <param name="Meters">By meter and pool or dimension.</param>
public sealed record UsageDayView(DateOnly Date, ImmutableArray<MeterView> Meters);

/// <summary>What an invoice of a month would say.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="TimeZone">IANA zone in which the month runs.</param>
/// <param name="From">Its first instant (UTC).</param>
/// <param name="Until">The first instant after (UTC).</param>
/// <param name="CountedThrough">Up to when seat-time is counted (UTC).</param>
/// <param name="Lines">Seats, by pool, plan and price.</param>
/// <param name="Metered">Reported use, by meter and price.</param>
/// <param name="Ordered">One-off prices and paid options of orders, by offer, version and price.</param>
/// <param name="Base">The sum of the lines.</param>
/// <param name="TaxRegime">The client's; absent when it is not decided.</param>
/// <param name="Tps">Goods and services tax; absent without a regime.</param>
/// <param name="Tvq">Québec sales tax; absent without a regime.</param>
/// <param name="Total">Base + tps + tvq; absent without a regime.</param>
/// <param name="Issuable">Whether an invoice could be issued now.</param>
/// <param name="Obstacles">Why not.</param>
public sealed record InvoicePreviewView(
    string ClientId,
    string Period,
    string TimeZone,
    DateTimeOffset From,
    DateTimeOffset Until,
    DateTimeOffset CountedThrough,
    ImmutableArray<InvoiceLineView> Lines,
    ImmutableArray<MeteredLineView> Metered,
    ImmutableArray<OrderedLineView> Ordered,
    Money Base,
    TaxTreatment? TaxRegime,
    TaxView? Tps,
    TaxView? Tvq,
    Money? Total,
    bool Issuable,
    ImmutableArray<ObstacleView> Obstacles);

/// <summary>A tax.</summary>
/// <param name="Rate">As a decimal string, e.g. <c>0.09975</c>; 0 when the regime charges none.</param>
/// <param name="Amount">To the cent.</param>
public sealed record TaxView(string Rate, Money Amount);

/// <summary>Why no invoice can be issued.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Detail">In the caller's language.</param>
public sealed record ObstacleView(string Code, string Detail);

/// <summary>A line.</summary>
/// <param name="PoolId">The pool.</param>
/// <param name="PricePlanId">The plan.</param>
/// <param name="PricePlanName">What people call it.</param>
/// <param name="PriceVersion">Its version; absent without a price in force.</param>
/// <param name="MonthlyPerSeat">Dollars for one seat over the whole month.</param>
/// <param name="From">When the price began to apply within the month (UTC).</param>
/// <param name="Until">When it ceased to (UTC).</param>
/// <param name="SeatSeconds">Time held, summed over seats.</param>
/// <param name="SuspendedSeatSeconds">The part of it spent suspended, which is charged too.</param>
/// <param name="Amount">To the cent.</param>
/// <param name="Explanation">How the amount came about.</param>
/// <param name="AgreementVersion">The version of the client's price agreement that was applied; absent for none.</param>
public sealed record InvoiceLineView(
    Guid PoolId,
    Guid PricePlanId,
    string? PricePlanName,
    int? PriceVersion,
    Money? MonthlyPerSeat,
    DateTimeOffset From,
    DateTimeOffset Until,
    decimal SeatSeconds,
    decimal SuspendedSeatSeconds,
    Money Amount,
    ExplanationView Explanation,
    int? AgreementVersion = null);

/// <summary>How an amount came about: everything needed to do it again with a calculator.</summary>
/// <param name="Formula">In words of this representation; <c>steps</c> where the plan has a charge or the client an agreement.</param>
/// <param name="Calculation">The formula with its numbers; the outcome of each step where the formula is <c>steps</c>.</param>
/// <param name="MonthSeconds">Length of the month.</param>
/// <param name="BeforeRounding">A decimal string.</param>
/// <param name="Rounding"><c>halfAwayFromZero</c>, once, to the cent.</param>
/// <param name="Steps">The whole arithmetic, step by step; the last outcome is the amount.</param>
/// <param name="Assignments">Every stretch of every seat; their seconds add up to the line's.</param>
public sealed record ExplanationView(
    string Formula,
    string Calculation,
    decimal MonthSeconds,
    string BeforeRounding,
    string Rounding,
    ImmutableArray<RatingStepView> Steps,
    ImmutableArray<SeatUseView> Assignments);

/// <summary>One step of a calculation.</summary>
/// <param name="Rule">What was done.</param>
/// <param name="Formula">The rule in terms of its inputs.</param>
/// <param name="Inputs">The numbers by the names of the formula; decimal strings. Times are in ticks of 100 ns.</param>
/// <param name="Outcome">What came out; a decimal string.</param>
public sealed record RatingStepView(RatingRule Rule, string Formula, ImmutableArray<RatingInputView> Inputs, string Outcome)
{
    /// <summary>Represents a step.</summary>
    /// <param name="step">The step.</param>
    public static RatingStepView Of(RatingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new(step.Rule, step.Formula, [.. step.Inputs.Select(input => new RatingInputView(input.Name, Plain(input.Value)))], Plain(step.Outcome));

        static string Plain(decimal value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>A number that went into a step.</summary>
/// <param name="Name">As the formula calls it.</param>
/// <param name="Value">A decimal string.</param>
public sealed record RatingInputView(string Name, string Value);

/// <summary>A stretch of a seat.</summary>
/// <param name="AssignmentId">The assignment.</param>
/// <param name="From">First instant (UTC).</param>
/// <param name="Until">First instant after (UTC).</param>
/// <param name="Suspended">Whether it was suspended.</param>
/// <param name="Seconds">Length.</param>
public sealed record SeatUseView(Guid AssignmentId, DateTimeOffset From, DateTimeOffset Until, bool Suspended, decimal Seconds)
{
    /// <summary>Represents a stretch.</summary>
    /// <param name="use">The stretch.</param>
    public static SeatUseView Of(SeatUse use) =>
        new(use.AssignmentId, use.Span.From, use.Span.Until, use.Suspended, SeatTime.Seconds(use.Span.Length.Ticks));
}
