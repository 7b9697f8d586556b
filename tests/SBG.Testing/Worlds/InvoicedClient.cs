using System.Globalization;

namespace SBG.Testing.Worlds;

/// <summary>An active client that held one seat through all of last month, and a supplier that waits for nothing; made through the public routes.</summary>
/// <param name="Client">The client.</param>
/// <param name="Pool">The pool of the seat.</param>
/// <param name="Month">Last month in Québec.</param>
public sealed record InvoicedClient(ActiveClient Client, StockedPool Pool, DateOnly Month)
{
    private static readonly TimeZoneInfo Quebec = TimeZoneInfo.FindSystemTimeZoneById("America/Toronto");

    /// <summary>Its path.</summary>
    public string Path => Client.Path;

    /// <summary>The month, <c>yyyy-MM</c>.</summary>
    public string Period => Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Its first instant (UTC).</summary>
    public DateTimeOffset From => StartOf(Month);

    /// <summary>Makes one.</summary>
    /// <param name="api">The service.</param>
    /// <param name="taxRegime">How it is taxed.</param>
    public static async Task<InvoicedClient> Of(Api api, string taxRegime = "taxable")
    {
        ArgumentNullException.ThrowIfNull(api);
        await Supplier(api);
        var (client, pool) = (await ActiveClient.Of(api, taxRegime), await StockedPool.Of(api, 5));
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Quebec).Date);
        var invoiced = new InvoicedClient(client, pool, new DateOnly(today.Year, today.Month, 1).AddMonths(-1));
        await invoiced.Seat(api, invoiced.From);
        return invoiced;
    }

    /// <summary>Says who invoices.</summary>
    /// <param name="api">The service.</param>
    public static async Task Supplier(Api api)
    {
        ArgumentNullException.ThrowIfNull(api);
        (await api.As("finance.mcn").Post("/v1/billing/supplier/versions", new
        {
            name = "Fournisseur de services (fictif)",
            address = new[] { "1, rue Fictive", "Québec (Québec)  G0A 0A0" },
            gstNumber = "123456789RT0001",
            qstNumber = "1234567890TQ0001",
            graceDays = 0,
            paymentDays = 30,
        })).Is(201);
    }

    /// <summary>Gives a seat from an instant on.</summary>
    /// <param name="api">The service.</param>
    /// <param name="since">When (UTC).</param>
    public async Task<Reply> Seat(Api api, DateTimeOffset since)
    {
        ArgumentNullException.ThrowIfNull(api);
        return (await api.As("agent.mcn").Post($"{Path}/licences", new { poolId = Pool.Id, personId = Client.PersonId, occurredAt = since })).Is(201);
    }

    /// <summary>Begins and issues the invoice of last month.</summary>
    /// <param name="api">The service.</param>
    public Task<Reply> Issue(Api api) => Issue(api, Client, Month);

    /// <summary>Begins and issues the invoice of a client's month.</summary>
    /// <param name="api">The service.</param>
    /// <param name="client">The client.</param>
    /// <param name="month">A day of the month.</param>
    public static async Task<Reply> Issue(Api api, ActiveClient client, DateOnly month)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(client);
        var finance = api.As("finance.mcn");
        var draft = (await finance.Post($"{client.Path}/invoices", new { period = month.ToString("yyyy-MM", CultureInfo.InvariantCulture) })).Is(201);
        return (await finance.At(draft.ETag).Post($"{draft.Location}/issue")).Is(200);
    }

    /// <summary>The first instant of a day in Québec (UTC).</summary>
    /// <param name="day">The day.</param>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Quebec.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
