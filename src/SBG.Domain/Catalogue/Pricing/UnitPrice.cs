using System.Collections.Immutable;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue.Pricing;

/// <summary>What one unit costs as it was chosen, before taxes and before what is agreed with the client.</summary>
/// <param name="OneOff">Dollars when it is delivered.</param>
/// <param name="Monthly">Dollars over one whole month.</param>
public readonly record struct UnitPrice(Money OneOff, Money Monthly)
{
    /// <summary>The price of a version with the paid options that the answers chose.</summary>
    /// <param name="version">The version.</param>
    /// <param name="answers">By question.</param>
    public static UnitPrice Of(OfferVersion version, ImmutableSortedDictionary<string, OptionValue> answers)
    {
        ArgumentNullException.ThrowIfNull(version);
        var price = new UnitPrice(version.Terms.OneOffPrice ?? Money.Zero, version.MonthlyPrice);
        foreach (var paid in version.Terms.PaidOptions ?? [])
        {
            var times = paid.Times(answers);
            price = new(price.OneOff + (paid.OneOff * times), price.Monthly + (paid.Monthly * times));
        }

        return new(Cents(price.OneOff), Cents(price.Monthly));
    }

    /// <summary>What several units cost over one whole month: by the charge of the version's price plan where it has one, such as tiers; each by itself otherwise.</summary>
    /// <param name="version">The version.</param>
    /// <param name="answers">By question.</param>
    /// <param name="quantity">How many.</param>
    public static Money MonthlyOf(OfferVersion version, ImmutableSortedDictionary<string, OptionValue> answers, int quantity)
    {
        var unit = Of(version, answers).Monthly;
        return version.Charge is { Meter: Charge.SeatMonths } charge
            ? Cents(ChargeRating.Rate(charge, new(quantity), Share.Whole, Reduction.None, last: true).Amount + ((unit - version.MonthlyPrice) * quantity))
            : unit * quantity;
    }

    // Read with two decimals, whatever was added up.
    private static Money Cents(Money amount) => new(amount.ToCent().Amount + 0.00m);
}
