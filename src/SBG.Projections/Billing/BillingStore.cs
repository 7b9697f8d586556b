using JasperFx.Events.Projections;
using Marten;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Budgets;
using SBG.Domain.Billing.Closings;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Billing.Rehearsals;
using SBG.Domain.Billing.Rerating;
using SBG.Domain.Billing.Suppliers;
using SBG.Domain.Billing.Usage;
using SBG.Projections.Kernel;

namespace SBG.Projections.Billing;

/// <summary>How the store keeps price plans and seat-time.</summary>
public static class BillingStore
{
    /// <summary>Registers the context's states and views.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureBilling(this StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddState<PricePlan>();
        options.AddState<PriceRehearsal>().Index(rehearsal => rehearsal.PricePlanId);
        options.AddState<PriceAgreement>();
        options.AddState<Meter>();
        options.AddState<UsageLog>().Duplicate(log => log.Day, pgType: "date", notNull: true);
        options.AddState<UsageRejections>().Duplicate(day => day.Day, pgType: "date", notNull: true);
        options.AddUsageTables();
        options.AddState<Supplier>();
        options.AddState<Invoice>().Duplicate(invoice => invoice.Period, pgType: "text", notNull: true);
        options.AddState<OrderCharge>()
            .Duplicate(order => order.From, pgType: "timestamptz", notNull: true)
            .Duplicate(order => order.Until!, pgType: "timestamptz");
        options.AddState<Budget>();
        options.AddInvoiceNumbers();
        InvoicedFacts.AddTables(options);
        options.Projections.Add(new InvoicedFacts(), ProjectionLifecycle.Inline);
        options.AddState<NoteProposal>();
        options.AddState<FiscalYearClosing>();
        options.AddState<Closing>();
        options.AddState<ClientClosing>().Duplicate(closing => closing.Period, pgType: "text", notNull: true);

        // Inline: an amount never lags behind the seats that it is for.
        options.Projections.Add(new SeatRecordProjection(), ProjectionLifecycle.Inline);
        options.Schema.For<SeatRecord>()
            .Duplicate(seat => seat.From, pgType: "timestamptz", notNull: true)
            .Duplicate(seat => seat.Until!, pgType: "timestamptz");
    }
}
