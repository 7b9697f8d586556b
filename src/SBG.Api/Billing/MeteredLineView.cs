using System.Collections.Immutable;
using System.Globalization;
using SBG.Api.Billing.Invoices;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing;

/// <summary>What a meter read, and what it costs.</summary>
/// <param name="Meter">The key of the meter.</param>
/// <param name="PricePlanId">The plan.</param>
/// <param name="PricePlanName">What people call it.</param>
/// <param name="PriceVersion">Its version; absent without a price in force.</param>
/// <param name="AgreementVersion">The version of the client's price agreement that was applied; absent for none.</param>
/// <param name="From">When the price began to apply within the month (UTC).</param>
/// <param name="Until">When it ceased to (UTC).</param>
/// <param name="Units">What was measured, over all dimensions; a decimal string. The quantity is units / per.</param>
/// <param name="Per">What makes one unit of the price: the seconds of a month or an hour for levels, else 1; a decimal string.</param>
/// <param name="Unit">What one unit of the price is.</param>
/// <param name="Amount">To the cent.</param>
/// <param name="Parts">By dimension; the amounts add up to the line's.</param>
/// <param name="Steps">The whole arithmetic, step by step; the last outcome is the amount.</param>
public sealed record MeteredLineView(
    string Meter,
    Guid PricePlanId,
    string? PricePlanName,
    int? PriceVersion,
    int? AgreementVersion,
    DateTimeOffset From,
    DateTimeOffset Until,
    string Units,
    string Per,
    string Unit,
    Money Amount,
    ImmutableArray<MeteredPartView> Parts,
    ImmutableArray<RatingStepView> Steps)
{
    internal static MeteredLineView Of(MeteredLine line, PricePlan? plan)
    {
        var amounts = Allocation.Over(line.Amount, line.Dimensions.ToDictionary(part => part.Dimension, part => part.Quantity)).ToDictionary(part => part.Key, part => part.Amount);
        return new(
            line.Meter,
            line.PricePlanId,
            plan?.Name,
            line.Price?.Number,
            line.Agreement?.Number,
            line.Slice.From,
            line.Slice.Until,
            Plain(line.Quantity.Units),
            Plain(line.Quantity.Per),
            line.Unit,
            Cents(line.Amount),
            [.. line.Dimensions.Select(part => MeteredPartView.Of(part, Cents(amounts[part.Dimension])))],
            [.. (line.Rated?.Steps ?? []).Select(RatingStepView.Of)]);
    }

    private static Money Cents(Money amount) => new(amount.ToCent().Amount + 0.00m);

    private static string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The part of a line that one dimension bears, by the method of largest remainders.</summary>
/// <param name="Dimension">The cost centre; absent for none.</param>
/// <param name="Service">The service; absent for none.</param>
/// <param name="OrgUnit">The unit; absent for none.</param>
/// <param name="Units">A decimal string; they add up to the line's.</param>
/// <param name="Amount">To the cent; they add up to the line's.</param>
public sealed record MeteredPartView(string? Dimension, string? Service, string? OrgUnit, string Units, Money Amount)
{
    internal static MeteredPartView Of(LinePart part, bool isTime)
    {
        var whom = UsageDimension.Of(part.Dimension);
        return new(
            whom.CostCentre, whom.Service, whom.OrgUnit, InvoiceContentView.Plain(isTime ? part.Units / TimeSpan.TicksPerSecond : part.Units), InvoiceContentView.Cents(part.Amount));
    }

    internal static MeteredPartView Of(MeterQuantity part, Money amount)
    {
        var whom = UsageDimension.Of(part.Dimension);
        return new(whom.CostCentre, whom.Service, whom.OrgUnit, part.Quantity.ToString(CultureInfo.InvariantCulture), amount);
    }
}
