using Marten;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Closings;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Suppliers;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Invoices;

/// <summary>Reads what an invoice follows from: as it is now, or exactly as it was known when an invoice was issued.</summary>
internal static class InvoiceFactsReader
{
    /// <summary>The facts as they are known now.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clientId">The client.</param>
    /// <param name="month">The month.</param>
    /// <param name="now">Bounds what happened and what was recorded (UTC).</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="ProblemException">404: there is no such client.</exception>
    public static async Task<InvoiceFacts> Now(IDocumentSession session, string clientId, BillingMonth month, DateTimeOffset now, CancellationToken stop)
    {
        var known = await session.Fetch<Client>(Client.StreamOf(clientId), stop) ?? throw new ProblemException("resource/not-found");
        var billing = await ClientBilling.Load(session, known.State!, month.In, stop);
        var supplier = await session.ForTenant(Tenant.Provider).LoadAsync<Supplier>(Supplier.StreamId, stop);
        var facts = new InvoiceFacts(
            month, known.State!.TimeZone, now, Invoiced(known.State), known.Version, ClientBilling.Treatment(known.State), supplier?.Current, billing.Seats, billing.Plans, billing.Agreement, billing.Use)
        {
            Orders = billing.Orders,
        };
        var closed = await session.ForTenant(Tenant.Provider).Query<FiscalYearClosing>().ToListAsync(stop);
        return await EarlierMonths.Now(session, facts with { IsBarred = FiscalYearClosing.Bars(closed, clientId, month) }, closed, stop);
    }

    /// <summary>The facts of an issued invoice, as they were known when it was issued: no more and no less than it names.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="content">What the invoice says.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<InvoiceFacts> Then(IDocumentSession session, InvoiceContent content, CancellationToken stop)
    {
        var clientId = content.Client.ClientId;
        var client = await session.Events.FetchStreamAsync(Client.StreamOf(clientId), content.Basis.ClientVersion, token: stop);
        var known = client.Aggregate((Client?)null, (state, e) => e.Data is EventOf<Client> happened ? Client.Evolve(state, happened, e.OccurredAt()) : state)!;
        var provider = session.ForTenant(Tenant.Provider);
        var supplier = await provider.LoadAsync<Supplier>(Supplier.StreamId, stop);
        Guid[] planIds = [.. content.Basis.Plans.Select(plan => plan.PricePlanId)];
        var plans = planIds.Length == 0 ? [] : await provider.LoadManyAsync<PricePlan>(stop, planIds);
        var agreement = content.Basis.AgreementVersions == 0 ? null : await session.LoadAsync<PriceAgreement>(PriceAgreement.StreamOf(clientId), stop);
        var own = content.Lines.Where(line => line.Adjusts is null).ToArray();
        var facts = new InvoiceFacts(
            BillingMonth.Parse(content.Period)!.Value,
            known.TimeZone,
            content.RecordedThrough,
            Invoiced(known),
            content.Basis.ClientVersion,
            ClientBilling.Treatment(known),
            supplier?.Versions.FirstOrDefault(version => version.Number == content.Supplier.Number),
            await EarlierMonths.KnownSeats(session, own, stop),
            content.Basis.Plans.ToDictionary(plan => plan.PricePlanId, plan => First(plans.First(one => one.Id == plan.PricePlanId), plan.Versions)),
            agreement is null ? null : agreement with { Versions = [.. agreement.Versions.Take(content.Basis.AgreementVersions)] },
            await EarlierMonths.KnownUse(session, BillingMonth.Parse(content.Period)!.Value, own, stop));
        return facts with { Orders = await EarlierMonths.KnownOrders(session, own, stop), Earlier = await EarlierMonths.Then(session, content, facts, stop) };
    }

    private static PricePlan First(PricePlan plan, int versions) => plan with { Versions = [.. plan.Versions.Take(versions)] };

    private static InvoicedClient Invoiced(Client client) => new(client.ClientId, client.Name, client.Neq, client.Language);
}
