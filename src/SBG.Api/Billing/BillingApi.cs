using SBG.Api.Billing.Budgets;
using SBG.Api.Billing.Closings;
using SBG.Api.Billing.Invoices;
using SBG.Api.Billing.Pulls;
using SBG.Api.Billing.Rehearsals;
using SBG.Api.Billing.Rerating;
using SBG.Api.Billing.Usage;
using Wolverine;

namespace SBG.Api.Billing;

/// <summary>The context's endpoints.</summary>
public static class BillingApi
{
    /// <summary>Registers its services.</summary>
    /// <param name="services">The services.</param>
    public static void AddBilling(this IServiceCollection services)
    {
        services.AddScoped<InvoiceRendering>();
        services.AddSingleton<BillingLog>();
        services.AddWolverineExtension<ClosingQueues>();
        services.AddSingleton<BudgetInterval>();
    }

    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapBilling(this IEndpointRouteBuilder api)
    {
        PricePlanEndpoints.Map(api);
        RehearsalEndpoints.Map(api);
        BudgetEndpoints.Map(api);
        MeterEndpoints.Map(api);
        ReceiveUsageEndpoint.Map(api);
        AmendUsageEndpoint.Map(api);
        UsageEventsEndpoint.Map(api);
        PriceAgreementEndpoints.Map(api);
        UsageEndpoint.Map(api);
        InvoicePreviewEndpoint.Map(api);
        SupplierEndpoints.Map(api);
        UsagePullEndpoint.Map(api);
        InvoicePullEndpoint.Map(api);
        InvoiceEndpoints.Map(api);
        DisputeEndpoints.Map(api);
        RecomputationEndpoint.Map(api);
        NoteEndpoints.Map(api);
        LineExplanationEndpoint.Map(api);
        InvoiceExportEndpoint.Map(api);
        ClosingEndpoints.Map(api);
        FiscalYearEndpoints.Map(api);
        NoteProposalEndpoints.Map(api);
    }
}
