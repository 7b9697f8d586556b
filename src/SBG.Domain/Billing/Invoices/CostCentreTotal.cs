using System.Collections.Immutable;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>What one cost centre bears of a document.</summary>
/// <param name="CostCentre">The cost centre; null: what no cost centre is told for.</param>
/// <param name="Totals">Its parts of the base and of both taxes.</param>
public sealed record CostCentreTotal(string? CostCentre, TaxedTotal Totals)
{
    /// <summary>
    /// Splits a document over cost centres: the base by the parts of its lines, each tax by the bases, by the method of largest remainders. The splits of
    /// the base and of both taxes add up to the document's, whatever is negative.
    /// </summary>
    /// <param name="parts">The parts of all lines.</param>
    /// <param name="totals">The document's totals; the parts add up to their base.</param>
    public static ImmutableArray<CostCentreTotal> Of(IEnumerable<LinePart> parts, TaxedTotal totals)
    {
        ArgumentNullException.ThrowIfNull(totals);
        var bases = parts.GroupBy(part => UsageDimension.Of(part.Dimension).CostCentre ?? string.Empty, StringComparer.Ordinal)
            .ToDictionary(centre => centre.Key, centre => centre.Sum(part => part.Amount.Amount), StringComparer.Ordinal);
        var (tps, tvq) = (Allocation.Over(totals.Tps, bases), Allocation.Over(totals.Tvq, bases));
        return [.. tps.Zip(tvq).Select(tax => Total(tax.First.Key, new(bases[tax.First.Key]), tax.First.Amount, tax.Second.Amount))];
    }

    private static CostCentreTotal Total(string centre, Money sum, Money tps, Money tvq) => new(centre.Length == 0 ? null : centre, new(sum, tps, tvq, sum + tps + tvq));
}
