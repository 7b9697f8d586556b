using System.Collections.Immutable;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Rerating;

/// <summary>
/// What a month that was invoiced costs by a corrected price: all of it, with the facts that its documents knew, less what they charged. Notes given for other reasons are left
/// out; those of earlier corrections are in.
/// </summary>
public static class Repricing
{
    /// <summary>The lines of a plan that differ.</summary>
    /// <param name="month">The month as all documents knew it, with the plan as it is now.</param>
    /// <param name="planId">The plan whose price was corrected.</param>
    /// <param name="noted">What notes of earlier corrections added to each line; negative: took off.</param>
    public static ImmutableArray<RepricedLine> Of(EarlierMonth month, Guid planId, IReadOnlyDictionary<Guid, Money> noted)
    {
        ArgumentNullException.ThrowIfNull(month);
        ArgumentNullException.ThrowIfNull(noted);
        var anew = month.Anew();
        var booked = month.Booked.Where(line => line.PricePlanId == planId).ToLookup(line => line.Adjusts?.LineId ?? line.Id);
        return
        [
            .. booked.Select(lines => new RepricedLine(
                lines.Key,
                lines.Aggregate(noted.GetValueOrDefault(lines.Key), (sum, line) => sum + line.Amount),
                anew.GetValueOrDefault(lines.Key)?.Amount ?? Money.Zero)).Where(line => line.Difference() != Money.Zero).OrderBy(line => line.LineId),
        ];
    }

    /// <summary>The notes that follow: a credit of what was too much, a debit of what was too little.</summary>
    /// <param name="invoice">The month's invoice.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="version">The version that corrects another.</param>
    /// <param name="lines">The lines that differ; those that are adjustments alone, and no lines of this invoice, cannot be noted on it.</param>
    public static IEnumerable<NoteProposed> Notes(Invoice invoice, Guid planId, int version, ImmutableArray<RepricedLine> lines)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        foreach (var isCredit in new[] { true, false })
        {
            ImmutableArray<RepricedLine> some = [.. lines.Where(line => invoice.Line(line.LineId) is not null && line.Difference() < Money.Zero == isCredit)];
            if (!some.IsEmpty)
            {
                var id = NoteProposal.StreamOf(invoice.Month(), invoice.Id, planId, version, isCredit);
                yield return new(id, invoice.ClientId, invoice.Id, invoice.Number!, invoice.Period, planId, version, isCredit, some);
            }
        }
    }
}
