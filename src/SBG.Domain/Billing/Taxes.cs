using SBG.Domain.Kernel;

namespace SBG.Domain.Billing;

/// <summary>How an invoice is taxed.</summary>
public enum TaxTreatment
{
    /// <summary>GST (TPS) and QST (TVQ) are charged.</summary>
    Taxable,

    /// <summary>Same registrant as the provider: internal chargeback, no supply and no tax.</summary>
    SameRegistrant,

    /// <summary>Exempt from both taxes.</summary>
    Exempt,

    /// <summary>Taxable at 0 %.</summary>
    ZeroRated,
}

/// <summary>What an invoice adds up to.</summary>
/// <param name="Base">The sum of the rounded lines.</param>
/// <param name="Tps">Goods and services tax, to the cent.</param>
/// <param name="Tvq">Québec sales tax, to the cent.</param>
/// <param name="Total">Base + Tps + Tvq, exactly.</param>
public sealed record TaxedTotal(Money Base, Money Tps, Money Tvq, Money Total);

/// <summary>
/// The two sales taxes. Both are computed once per invoice, on the sum of the rounded lines, neither on top of the other, each rounded to
/// the cent, half away from zero: GST 5 % (Excise Tax Act, s. 165(1) and 165.2), QST 9.975 % (Act respecting the Québec sales tax,
/// s. 16 and 16.1; since 2013 on the amount without GST). 100.00 gives 5.00 and 9.98.
/// </summary>
public static class Taxes
{
    /// <summary>GST (TPS) rate.</summary>
    public const decimal TpsRate = 0.05m;

    /// <summary>QST (TVQ) rate.</summary>
    public const decimal TvqRate = 0.09975m;

    /// <summary>Adds the taxes.</summary>
    /// <param name="taxable">The sum of the rounded lines.</param>
    /// <param name="treatment">The client's regime.</param>
    public static TaxedTotal On(Money taxable, TaxTreatment treatment)
    {
        var charged = treatment == TaxTreatment.Taxable;
        var tps = charged ? (taxable * TpsRate).ToCent() : Money.Zero;
        var tvq = charged ? (taxable * TvqRate).ToCent() : Money.Zero;
        return new(taxable, tps, tvq, taxable + tps + tvq);
    }
}
