using SBG.Api.Kernel;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Pulls;

/// <summary>Which columns the CSV of invoices has.</summary>
public enum InvoiceColumns
{
    /// <summary>This service's own words.</summary>
    Own,

    /// <summary>The columns of FOCUS 1.2 (FinOps Open Cost and Usage Specification), with three of our own for whom the cost is.</summary>
    Focus,
}

/// <summary>Writes documents as tables: a row for each part of a line, and for each cost centre's part of each tax. The rows of a document add up to its total.</summary>
internal static class InvoiceTable
{
    private static readonly string[] Own =
    [
        "clientId", "number", "period", "issuedOn", "dueOn", "kind", "lineId", "pricePlan", "priceVersion", "poolId", "meter", "offerId", "from", "until", "quantity", "unit", "amount", "currency", "adjusts",
        "costCentre", "service", "orgUnit", "invoice",
    ];

    private static readonly string[] Focus =
    [
        "BillingAccountId", "BillingAccountName", "BillingCurrency", "BillingPeriodStart", "BillingPeriodEnd", "InvoiceId", "InvoiceIssuerName", "ProviderName", "PublisherName",
        "ChargeCategory", "ChargeClass", "ChargeDescription", "ChargeFrequency", "ChargePeriodStart", "ChargePeriodEnd", "BilledCost", "EffectiveCost", "ListCost", "ContractedCost",
        "ConsumedQuantity", "ConsumedUnit", "PricingCategory", "ResourceId", "ServiceCategory", "ServiceName", "SkuId", "SkuPriceId", "x_CostCentre", "x_Service", "x_OrgUnit",
    ];

    /// <summary>Writes documents.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="columns">Which columns.</param>
    /// <param name="dialect">How.</param>
    public static CsvTable Of(IEnumerable<PulledDocument> documents, InvoiceColumns columns, CsvDialect dialect)
    {
        var table = new CsvTable(dialect);
        table.Row(columns == InvoiceColumns.Focus ? Focus : Own);
        foreach (var document in documents)
        {
            foreach (var row in Rows(document))
            {
                table.Row(columns == InvoiceColumns.Focus ? FocusRow(document, row) : OwnRow(document, row));
            }
        }

        return table;
    }

    private static IEnumerable<Row> Rows(PulledDocument document)
    {
        foreach (var (line, part) in document.Parts)
        {
            yield return new(KindOf(document.Pulled.Kind, line), line, part.Units, UsageDimension.Of(part.Dimension), part.Amount.Amount);
        }

        foreach (var centre in CostCentreTotal.Of(document.Parts.Select(part => part.Part), document.Totals))
        {
            yield return new("tps", null, 0m, new(centre.CostCentre, null, null), centre.Totals.Tps.Amount);
            yield return new("tvq", null, 0m, new(centre.CostCentre, null, null), centre.Totals.Tvq.Amount);
        }
    }

    private static string KindOf(PulledKind document, InvoicedLine line) => document switch
    {
        PulledKind.CreditNote => "credit",
        PulledKind.DebitNote => "debit",
        _ => line.Adjusts is null ? "line" : "adjustment",
    };

    private static object?[] OwnRow(PulledDocument document, Row row)
    {
        var (pulled, line) = (document.Pulled, row.Line);
        return
        [
            pulled.ClientId, pulled.Number, pulled.Period, pulled.IssuedOn, pulled.DueOn, row.Kind, line?.Id, line?.PricePlanName, line?.Price.Number, line?.PoolId, line?.Meter, line?.Ordered?.OfferId,
            line?.From, line?.Until, Quantity(document, row), Unit(line), row.Amount, Money.Currency, line?.Adjusts?.Number, row.For.CostCentre, row.For.Service, row.For.OrgUnit, pulled.Note?.InvoiceNumber ?? pulled.Number,
        ];
    }

    /// <summary>
    /// By the specification's rules: a tax has no quantity and no SKU; what was used is <c>Usage</c>, what was ordered is <c>Purchase</c>; what corrects an
    /// earlier month, and what a note says, is of the class <c>Correction</c>. This service lists no price before agreements by line, so list and
    /// contracted cost are the billed cost.
    /// </summary>
    private static object?[] FocusRow(PulledDocument document, Row row)
    {
        var (pulled, content, line) = (document.Pulled, document.Content, row.Line);
        var isCorrection = line?.Adjusts is not null || pulled.Kind != PulledKind.Invoice;
        return
        [
            pulled.ClientId, content.Client.Name, Money.Currency, content.From, content.Until, pulled.Number, content.Supplier.Name, content.Supplier.Name, content.Supplier.Name,
            line is null ? "Tax" : line.Ordered is null ? "Usage" : "Purchase", isCorrection ? "Correction" : null, line?.PricePlanName ?? row.Kind.ToUpperInvariant(), Frequency(line),
            line?.From ?? content.From, line?.Until ?? content.Until, row.Amount, row.Amount, row.Amount, row.Amount,
            line?.Ordered is null ? Quantity(document, row) : null, line?.Ordered is null ? Unit(line) : null, line is null ? null : "Standard", line?.PoolId?.ToString() ?? line?.Meter, "Other",
            line?.PricePlanName ?? row.Kind.ToUpperInvariant(), line?.Ordered?.OfferId ?? line?.PricePlanId, line is null ? null : $"{line.Ordered?.OfferId ?? line.PricePlanId}/{line.Price.Number}",
            row.For.CostCentre, row.For.Service, row.For.OrgUnit,
        ];
    }

    private static string Frequency(InvoicedLine? line) => line switch
    {
        null or { Ordered.Kind: OrderedKind.Monthly } => "Recurring",
        { Ordered.Kind: OrderedKind.OneOff } => "One-Time",
        _ => "Usage-Based",
    };

    // A note is about amounts, not about quantities.
    private static decimal? Quantity(PulledDocument document, Row row) =>
        row.Line is null || document.Pulled.Kind != PulledKind.Invoice ? null : row.Line.IsTime ? row.Units / TimeSpan.TicksPerSecond : row.Units;

    private static string? Unit(InvoicedLine? line) => line is null ? null : line.IsTime ? "s" : line.Unit;

    /// <summary>A row: a part of a line, or of a tax.</summary>
    private readonly record struct Row(string Kind, InvoicedLine? Line, decimal Units, UsageDimension For, decimal Amount);
}
