using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing;

/// <summary>What would be charged for a month, and why.</summary>
public static class InvoicePreviewEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/clients/{clientId}/invoices/preview", Get).Reads<InvoicePreviewView>(
            "PreviewInvoice", "What an invoice of a month (yyyy-MM, the current one when absent) would say, each line with its explanation.", Role.Finance, Role.ClientManager);

    private static async Task<IResult> Get(
        string clientId, string? period, HttpContext context, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        BillingMonth? asked = period is null ? null : BillingMonth.Parse(period) ?? throw new ProblemException(new Refusal("request/bad-query").With("name", "period"));
        var now = clock.GetUtcNow();
        var billing = await ClientBilling.Load(store, clientId, zone => (asked ?? BillingMonth.Of(now, zone)).In(zone), stop);
        var language = Language.Of(context.Request);
        return Answer.Ok(billing
            .Preview(asked ?? BillingMonth.Of(now, billing.Zone), now)
            .Render(clientId, billing.Client.TimeZone, billing.Plans, obstacle => Problem.Sentence(obstacle, language)));
    }
}
