using Marten;
using NodaTime;
using SBG.Api.Billing.Usage;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Projections.Billing;
using Period = SBG.Domain.Kernel.Period;

namespace SBG.Api.Billing;

/// <summary>What is needed to charge a client for a month: few rows, whatever the length of its history.</summary>
/// <param name="Client">The client.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="Seats">The seats held at any time of the period.</param>
/// <param name="Plans">Their plans.</param>
/// <param name="Agreement">What is agreed about prices; null for nothing.</param>
/// <param name="Use">What producers reported of the period's days.</param>
public sealed record ClientBilling(
    Client Client, DateTimeZone Zone, IReadOnlyList<SeatHistory> Seats, IReadOnlyDictionary<Guid, PricePlan> Plans, PriceAgreement? Agreement, MeteredUse Use)
{
    /// <summary>What is charged of its orders beside seats.</summary>
    public IReadOnlyList<OrderCharge> Orders { get; init; } = [];

    /// <summary>Loads the facts.</summary>
    /// <param name="store">The store.</param>
    /// <param name="clientId">The client.</param>
    /// <param name="period">The period, in the client's zone.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="ProblemException">404: there is no such client.</exception>
    public static async Task<ClientBilling> Load(IDocumentStore store, string clientId, Func<DateTimeZone, Period> period, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(store);
        await using var session = store.QuerySession(clientId);
        var client = await session.LoadAsync<Client>(Client.StreamOf(clientId), stop) ?? throw new ProblemException("resource/not-found");
        return await Load(session, client, period, stop);
    }

    /// <summary>Loads the facts within a session.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="client">The client.</param>
    /// <param name="period">The period, in the client's zone.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<ClientBilling> Load(IQuerySession session, Client client, Func<DateTimeZone, Period> period, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(period);
        var zone = DateTimeZoneProviders.Tzdb[client.TimeZone];
        var span = period(zone);
        var seats = await session.SeatsHeldIn(span, stop);
        var ledger = await UsageLedgerReader.Load(session, LocalDay.Of(span.From, zone), LocalDay.Of(span.Until, zone), stop);
        var planOf = await UsageLedgerReader.Plans(session, ledger.Meters, stop);
        Guid[] planIds = [.. seats.Select(seat => seat.PricePlanId).Concat(planOf.Values).Distinct()];
        var plans = planIds.Length == 0 ? [] : await session.ForTenant(Tenant.Provider).LoadManyAsync<PricePlan>(stop, planIds);
        var agreement = await session.LoadAsync<PriceAgreement>(PriceAgreement.StreamOf(client.ClientId), stop);
        return new(client, zone, seats, plans.ToDictionary(plan => plan.Id), agreement, new(ledger, planOf)) { Orders = await session.OrdersChargedIn(span, stop) };
    }

    /// <summary>The preview of a month.</summary>
    /// <param name="month">The month.</param>
    /// <param name="now">Up to when time has passed (UTC).</param>
    public InvoicePreview Preview(BillingMonth month, DateTimeOffset now) => InvoicePreview.Of(month, Zone, now, Seats, Plans, Treatment(Client), Agreement, Use, Orders);

    /// <summary>The facts of a month, without who invoices and without earlier months.</summary>
    /// <param name="month">The month.</param>
    /// <param name="now">Up to when time has passed (UTC).</param>
    internal InvoiceFacts Facts(BillingMonth month, DateTimeOffset now) => new(
        month, Client.TimeZone, now, new(Client.ClientId, Client.Name, Client.Neq, Client.Language), 0, Treatment(Client), null, Seats, Plans, Agreement, Use)
    {
        Orders = Orders,
    };

    /// <summary>How a client is taxed, in billing's terms; null until it is decided.</summary>
    /// <param name="client">The client.</param>
    internal static TaxTreatment? Treatment(Client client) => client.TaxRegime switch
    {
        TaxRegime.Taxable => TaxTreatment.Taxable,
        TaxRegime.SameRegistrant => TaxTreatment.SameRegistrant,
        TaxRegime.Exempt => TaxTreatment.Exempt,
        TaxRegime.ZeroRated => TaxTreatment.ZeroRated,
        _ => null,
    };
}
