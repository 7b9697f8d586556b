using SBG.Domain.Billing.Orders;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Pulls;

/// <summary>Which columns the CSV of invoices has.</summary>
public enum InvoiceColumns
{
    /// <summary>This service's own words.</summary>
    Own,

    /// <summary>The columns of FOCUS 1.2 (FinOps Open Cost and Usage Specification).</summary>
    Focus,
}

/// <summary>Writes invoices as tables, a row for each line and each tax.</summary>
internal static class InvoiceTable
{
    private static readonly string[] Own =
        ["clientId", "number", "period", "issuedOn", "dueOn", "kind", "lineId", "pricePlan", "priceVersion", "poolId", "meter", "from", "until", "quantity", "unit", "amount", "currency", "adjusts"];

    private static readonly string[] Focus =
    [
        "BillingAccountId", "BillingAccountName", "BillingCurrency", "BillingPeriodStart", "BillingPeriodEnd", "InvoiceId", "InvoiceIssuerName", "ProviderName", "PublisherName",
        "ChargeCategory", "ChargeClass", "ChargeDescription", "ChargeFrequency", "ChargePeriodStart", "ChargePeriodEnd", "BilledCost", "EffectiveCost", "ListCost", "ContractedCost",
        "ConsumedQuantity", "ConsumedUnit", "PricingCategory", "ResourceId", "ServiceCategory", "ServiceName", "SkuId", "SkuPriceId",
    ];

    /// <summary>Writes invoices.</summary>
    /// <param name="invoices">The invoices.</param>
    /// <param name="columns">Which columns.</param>
    /// <param name="dialect">How.</param>
    public static CsvTable Of(IEnumerable<PulledInvoice> invoices, InvoiceColumns columns, CsvDialect dialect)
    {
        var table = new CsvTable(dialect);
        table.Row(columns == InvoiceColumns.Focus ? Focus : Own);
        foreach (var invoice in invoices)
        {
            foreach (var (kind, line, amount) in invoice.Rows())
            {
                table.Row(columns == InvoiceColumns.Focus ? FocusRow(invoice, kind, line, amount.Amount) : OwnRow(invoice, kind, line, amount.Amount));
            }
        }

        return table;
    }

    private static object?[] OwnRow(PulledInvoice invoice, string kind, Invoices.InvoicedLineView? line, decimal amount) =>
    [
        invoice.ClientId, invoice.Number, invoice.Period, invoice.IssuedOn, invoice.DueOn, kind, line?.Id, line?.PricePlanName, line?.PriceVersion, line?.PoolId, line?.Meter,
        line?.From, line?.Until, Number(line?.Quantity), line?.Unit, amount, Money.Currency, line?.Adjusts?.Number,
    ];

    /// <summary>
    /// By the specification's rules: a tax has no quantity and no SKU; what was used is <c>Usage</c>, what was ordered is <c>Purchase</c>, what corrects an earlier month is of the class
    /// <c>Correction</c>. This service lists no price before agreements by line, so list and contracted cost are the billed cost.
    /// </summary>
    private static object?[] FocusRow(PulledInvoice invoice, string kind, Invoices.InvoicedLineView? line, decimal amount)
    {
        var content = invoice.Content;
        return
        [
            invoice.ClientId, content.Client.Name, Money.Currency, content.From, content.Until, invoice.Number, content.Supplier.Name, content.Supplier.Name, content.Supplier.Name,
            line is null ? "Tax" : line.Ordered is null ? "Usage" : "Purchase", line?.Adjusts is null ? null : "Correction", line?.PricePlanName ?? kind.ToUpperInvariant(), Frequency(line),
            line?.From ?? content.From, line?.Until ?? content.Until, amount, amount, amount, amount,
            line?.Ordered is null ? Number(line?.Quantity) : null, line?.Ordered is null ? line?.Unit : null, line is null ? null : "Standard", line?.PoolId?.ToString() ?? line?.Meter, "Other", line?.PricePlanName ?? kind.ToUpperInvariant(),
            line?.Ordered?.OfferId ?? line?.PricePlanId, line is null ? null : $"{line.Ordered?.OfferId ?? line.PricePlanId}/{line.PriceVersion}",
        ];
    }

    private static string Frequency(Invoices.InvoicedLineView? line) => line switch
    {
        null or { Ordered.Kind: OrderedKind.Monthly } => "Recurring",
        { Ordered.Kind: OrderedKind.OneOff } => "One-Time",
        _ => "Usage-Based",
    };

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
