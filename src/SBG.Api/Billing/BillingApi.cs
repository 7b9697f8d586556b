using SBG.Api.Billing.Usage;

namespace SBG.Api.Billing;

/// <summary>The context's endpoints.</summary>
public static class BillingApi
{
    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapBilling(this IEndpointRouteBuilder api)
    {
        PricePlanEndpoints.Map(api);
        MeterEndpoints.Map(api);
        ReceiveUsageEndpoint.Map(api);
        AmendUsageEndpoint.Map(api);
        UsageEventsEndpoint.Map(api);
        PriceAgreementEndpoints.Map(api);
        UsageEndpoint.Map(api);
        InvoicePreviewEndpoint.Map(api);
    }
}
