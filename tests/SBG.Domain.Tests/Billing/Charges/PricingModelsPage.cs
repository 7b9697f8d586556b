using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SBG.Domain.Billing.Charges;

namespace SBG.Domain.Tests.Billing.Charges;

/// <summary>Writes <c>docs/pricing-models.md</c> from the examples that the tests compute.</summary>
internal static class PricingModelsPage
{
    private const string Head = """
        # Pricing models

        How a quantity becomes an amount, with worked examples that others publish. Each row is a test (`PublishedExampleTests`), and this page is written from the tests. Amounts are taken as dollars, whatever their currency; taxes and agreements are left out.
        What a model does exactly is in [the decision on amounts](adr/0050-amounts-are-steps-of-a-cumulative-function.md); `ops/recompute.py` computes a line of each from its events, without the service.

        """;

    private static readonly (string Title, string Rule, Predicate<Charge> Is)[] Models =
    [
        ("Flat (`flat`)", "The same fee for every period, whatever was used.", charge => charge is { Minimum: null, Model: FlatCharge }),
        ("Recurring, prorated (`recurring`)", "A fee for a whole period, for the exact time during which something was held.", charge => charge is { Minimum: null, Model: RecurringCharge }),
        ("One-off (`oneOff`)", "A fee each time that something happens. Orders charge so what they cost at their delivery.", charge => charge is { Minimum: null, Model: OneOffCharge }),
        ("Per unit (`perUnit`)", "Every unit costs the same.", charge => charge is { Minimum: null, Model: PerUnitCharge }),
        ("Graduated tiers (`graduated`)", "Each unit costs what the tier says in which it falls.", charge => charge is { Minimum: null, Model: GraduatedCharge }),
        ("Volume tiers (`volume`)", "All units cost what the tier says that the whole quantity reaches.", charge => charge is { Minimum: null, Model: VolumeCharge }),
        ("Package (`package`)", "Whole packages are charged: one begun is one used.", charge => charge is { Minimum: null, Model: PackageCharge }),
        ("Percentage (`percentage`)", "A share of an amount of money, and a fee for each transaction.", charge => charge is { Minimum: null, Model: PercentageCharge }),
        ("Included allowance with overage (`allowance`)", "A fee that includes a number of units; those beyond are charged one by one.", charge => charge is { Minimum: null, Model: AllowanceCharge }),
        ("Minimum commitment (`minimum`, with any model)", "What a period costs at least, once it is over.", charge => charge.Minimum is not null),
    ];

    public static string Text()
    {
        var page = new StringBuilder(Head);
        foreach (var (title, rule, isIt) in Models)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{rule}\n\n| Terms | Quantity | Amount | Published by |\n|---|--:|--:|---|\n");
            foreach (var (source, charge, units, halves, amount) in PublishedExamples.Table.Select(row => row.Data).Where(row => isIt(row.Item2)))
            {
                page.Append(CultureInfo.InvariantCulture, $"| {Terms(charge)} | {(halves == 1 ? "half of the period" : charge.Meter is null ? "the period" : Number(units))} | {amount:F2} | {Linked(source)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Linked(string source) =>
        PublishedExamples.Pages.Where(page => source.StartsWith(page.Key, StringComparison.Ordinal)).Select(page => $"[{source}]({page.Value})").SingleOrDefault() ?? source;

    private static string Terms(Charge charge) => string.Join("; ", new[]
    {
        charge.Model switch
        {
            FlatCharge m => $"{Number(m.Amount.Amount)}",
            RecurringCharge m => $"{Number(m.Amount.Amount)} a period",
            OneOffCharge m => $"{Number(m.Amount.Amount)} each time",
            PerUnitCharge m => $"{Number(m.UnitPrice)} a unit",
            GraduatedCharge m => Tiers(m.Tiers),
            VolumeCharge m => Tiers(m.Tiers),
            PackageCharge m => $"{Number(m.Price.Amount)} for {Number(m.Size)}",
            PercentageCharge m => $"{Number(m.Percent)} % + {Number(m.PerTransaction.Amount)} a transaction",
            AllowanceCharge m => $"{Number(m.Fee.Amount)} with {Number(m.Included)}, {Number(m.OveragePrice)} beyond",
            _ => throw new InvalidOperationException(),
        },
        charge.FreeUnits > 0m ? $"{Number(charge.FreeUnits)} free" : string.Empty,
        charge.Minimum is { } minimum ? $"at least {Number(minimum.Amount)}" : string.Empty,
    }.Where(part => part.Length > 0));

    private static string Tiers(ImmutableArray<Tier> tiers) => string.Join(", ", tiers.Select(tier =>
        $"{(tier.UpTo is { } end ? $"to {Number(end)}" : "beyond")}: {Number(tier.UnitPrice)}{(tier.Fee.Amount > 0m ? $" + {Number(tier.Fee.Amount)}" : string.Empty)}"));

    private static string Number(decimal value) => value.ToString("#,##0.######", CultureInfo.InvariantCulture);
}
