using System.Globalization;
using Npgsql;
using SBG.Ops.Demo;

namespace SBG.Ops.Commands;

/// <summary>P1, steps of the orders of one large request carried out by the simulated connector, against as many durable messages that Wolverine moves alone.</summary>
internal static class BenchDeliveries
{
    private const int Lines = 500;

    private static readonly object[] Plan =
    [
        new { key = "preparer", title = "Préparer", connector = "simulated", maxAttempts = 5, timeOut = "PT10M" },
        new { key = "installer", title = "Installer", connector = "simulated", maxAttempts = 5, timeOut = "PT10M" },
        new { key = "activer", title = "Activer", connector = "simulated", maxAttempts = 5, timeOut = "PT10M" },
    ];

    public static async Task<BenchResult> Measure(BenchPlace place, Service service, CancellationToken stop)
    {
        Console.WriteLine("P1: delivering ...");
        using var api = new DemoApi(service.Url);
        var cast = new Cast("banc-livraison");
        await api.Post(Cast.Admin, "/v1/clients", new { id = cast.ClientId, name = "Organisme fictif", neq = "1112345678", category = "education" });
        var client = await api.Get(Cast.Admin, cast.Path);
        await api.Post(Cast.Admin, $"{cast.Path}/activate", at: client);
        var person = await api.Post(cast.Manager, $"{cast.Path}/people", new { name = "Essai", email = "essai@essai.example", unit = "TI" });
        var price = await api.Post(Cast.Finance, "/v1/price-plans", new { name = "Essai", validFrom = "2020-01-01", monthlyPerSeat = new { amount = "1.00", currency = "CAD" } });
        var offer = await api.Post(Cast.ServiceManager, "/v1/offers", new { name = "Essai", description = "Essai", category = "essai", pricePlanId = price.Id, plan = Plan });
        await api.Publish(offer);
        await using var database = NpgsqlDataSource.Create(place.Database);
        await using var alone = await BenchMessages.Start(place.Database, stop);

        // The first round of each side warms up.
        await Deliver(api, cast, offer.Id, person.Id, database, stop);
        await alone.Move(Lines, Plan.Length, stop);
        var rounds = await place.InTurn(
            async () =>
            {
                var rate = await Deliver(api, cast, offer.Id, person.Id, database, stop);
                return new(rate, 0, 0);
            },
            () => alone.Move(Lines, Plan.Length, stop),
            stop);
        await using var doubled = database.CreateCommand("select count(*) from sbg.simulated_effects where calls <> 1 or effects <> 1");
        if ((long)(await doubled.ExecuteScalarAsync(stop))! is var twice and > 0)
        {
            throw new OpsException($"{twice} steps were not done exactly once.");
        }

        return BenchResult.OfRatio(
            "P1",
            rounds,
            $"a request of {Lines} lines approved: {Lines} orders of {Plan.Length} steps by the simulated connector, each done once; steps/s from the approval to the last order's end",
            $"Wolverine alone, durable local queue of 16 on PostgreSQL: {Lines} chains of {Plan.Length} messages, empty handlers; messages/s",
            0.30);
    }

    private static async Task<double> Deliver(DemoApi api, Cast cast, string offerId, string personId, NpgsqlDataSource database, CancellationToken stop)
    {
        var lines = Enumerable.Repeat(new { offerId, beneficiaryId = personId, quantity = 1 }, Lines);
        var cart = await api.Post(cast.Requester, $"{cast.Path}/carts", new { lines });
        var request = await api.Post(cast.Requester, $"{cart.Location}/submit", at: cart, status: 201);
        await api.Post(cast.Approver, $"{request.Location}/approve", new { contentHash = request["contentHash"] }, request);
        await api.Until(cast.Manager, request.Location, told => told.GetProperty("status").GetString() == "completed");
        await using var command = database.CreateCommand(
            """
            select extract(epoch from max(done.timestamp) - min(begun.timestamp))
            from sbg.mt_events begun join sbg.mt_events done on done.type = 'provisioning_order_completed' and done.data ->> 'requestId' = $1
            where begun.stream_id = $1::uuid and begun.type = 'request_approved'
            """);
        command.Parameters.Add(new() { Value = request.Id });
        return Lines * Plan.Length / Convert.ToDouble(await command.ExecuteScalarAsync(stop), CultureInfo.InvariantCulture);
    }
}
