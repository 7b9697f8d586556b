using System.Globalization;
using System.Text.Json;
using SBG.Ops.Database;
using SBG.Ops.Demo;

namespace SBG.Ops.Commands;

/// <summary>
/// Kills the service (<c>kill -9</c>) while it delivers many requests, starts it again, and looks through the public API whether everything was
/// delivered and nothing twice.
/// </summary>
internal static class ChaosCommand
{
    private const int Requests = 50;

    private static readonly object[] Plan =
    [
        new { key = "preparer", title = "Préparer", connector = "simulated", maxAttempts = 5, timeOut = "PT1M", settings = new { fault = "failOnce", latency = "200" } },
        new { key = "attribuer", title = "Attribuer", connector = "licence", maxAttempts = 5, timeOut = "PT1M" },
        new { key = "activer", title = "Activer", connector = "simulated", maxAttempts = 5, timeOut = "PT1M", settings = new { latency = "100" } },
    ];

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var options = new Options(arguments, ["--kills", "--seed", "--minutes"], ["--faults", "--leases", "--closings"]);
        var kills = int.Parse(options["--kills"] ?? "3", CultureInfo.InvariantCulture);
        var seed = int.Parse(options["--seed"] ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var chance = new Random(seed);
        Console.WriteLine($"Seed {seed}.");
        var data = Repository.Below(".sbg", "chaos-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(data);
        await using var server = await PostgresFinder.FindOrStart(Path.Combine(data, "postgres"), ServerUse.Tests, Console.WriteLine, stop);
        try
        {
            var name = "sbg_chaos_" + Guid.NewGuid().ToString("N")[..8];
            var database = await server.Database(name, stop);
            var url = new Uri($"http://127.0.0.1:{Ports.Free()}/");
            if (options.Has("--closings"))
            {
                try
                {
                    await using var closings = new ChaosClosings((address, issuer) => Service.Start(address, database, data, quiet: true, ("Identity__Issuer", issuer.ToString())), chance);
                    return await closings.Run(kills, database, stop);
                }
                finally
                {
                    await server.Drop(name, CancellationToken.None);
                }
            }

            if (options.Has("--faults"))
            {
                try
                {
                    var patience = TimeSpan.FromMinutes(int.Parse(options["--minutes"] ?? "60", CultureInfo.InvariantCulture));
                    return await ChaosFaults.Run(kills, chance, patience, () => Service.Start(url, database, data, quiet: true), database, stop);
                }
                finally
                {
                    await server.Drop(name, CancellationToken.None);
                }
            }

            if (options.Has("--leases"))
            {
                var second = new Uri($"http://127.0.0.1:{Ports.Free()}/");
                try
                {
                    return await ChaosLeases.Run(kills, chance, node => Service.Start(node == 0 ? url : second, database, Path.Combine(data, "node"), quiet: true), database, stop);
                }
                finally
                {
                    await server.Drop(name, CancellationToken.None);
                }
            }

            var service = Service.Start(url, database, data, quiet: true);
            try
            {
                await service.Ready(stop);
                using var api = new DemoApi(url);
                var (cast, pool) = await Order(api);
                for (var kill = 1; kill <= kills; kill++)
                {
                    // Some way into what is left to deliver.
                    var least = Requests * kill / (kills + 2);
                    await api.Until(cast.Manager, $"{cast.Path}/licences?status=active&limit=200", page => page.GetProperty("items").GetArrayLength() >= least);
                    await Task.Delay(chance.Next(300), stop);
                    service.Process.Kill();
                    await service.Process.WaitForExitAsync(stop);
                    Console.WriteLine($"Killed ({kill} of {kills}); starting again.");
                    await service.DisposeAsync();
                    service = Service.Start(url, database, data, quiet: true);
                    await service.Ready(stop);
                }

                return await Look(api, cast, pool);
            }
            finally
            {
                await service.DisposeAsync();
                await server.Drop(name, CancellationToken.None);
            }
        }
        finally
        {
            await server.DisposeAsync();
            await Scratch.Remove(Path.Combine(data, "postgres"));
            await Scratch.Remove(data);
        }
    }

    private static async Task<(Cast Cast, string PoolId)> Order(DemoApi api)
    {
        var cast = await Cast.New(api);
        var client = await api.Post(Cast.Admin, "/v1/clients", new { id = cast.ClientId, name = "Organisme d'essai", neq = "1112345678", category = "agency" });
        await api.Post(Cast.Admin, $"{cast.Path}/activate", at: client);
        var person = await api.Post(cast.Manager, $"{cast.Path}/people", new { name = "Essai", email = "essai@essai.example", unit = "TI" });
        var price = await api.Post(Cast.Finance, "/v1/price-plans", new { name = "Essai", validFrom = "2020-01-01", monthlyPerSeat = new { amount = "1.00", currency = "CAD" } });
        var pool = await api.Post(Cast.ServiceManager, "/v1/licence-pools", new { name = "Essai", product = "essai", pricePlanId = price.Id, seats = Requests });
        var offer = await api.Post(Cast.ServiceManager, "/v1/offers", new { name = "Essai", description = "Essai", category = "essai", pricePlanId = price.Id, licencePoolId = pool.Id, plan = Plan });
        await api.Publish(offer);
        for (var number = 0; number < Requests; number++)
        {
            var cart = await api.Post(cast.Requester, $"{cast.Path}/carts", new { lines = new[] { new { offerId = offer.Id, beneficiaryId = person.Id, quantity = 1 } } });
            var request = await api.Post(cast.Requester, $"{cart.Location}/submit", at: cart, status: 201);
            await api.Post(cast.Approver, $"{request.Location}/approve", new { contentHash = request["contentHash"] }, request);
        }

        Console.WriteLine($"{Requests} requests approved.");
        return (cast, pool.Id);
    }

    private static async Task<int> Look(DemoApi api, Cast cast, string poolId)
    {
        var story = new Story(quiet: false);
        static bool Over(JsonElement page) =>
            page.GetProperty("items").EnumerateArray().All(request => request.GetProperty("status").GetString() is not ("inProgress" or "acknowledged"));
        var requests = await api.Until(cast.Manager, $"{cast.Path}/requests?limit=200", Over);
        story.Check("Requests completed", Requests, requests.Items.Count(request => request.GetProperty("status").GetString() == "completed"));
        var licences = (await api.Get(cast.Manager, $"{cast.Path}/licences?status=active&limit=200")).Items.ToArray();
        story.Check("Licences held", Requests, licences.Length);
        story.Check("Requests that have one licence each", Requests, licences.Select(licence => licence.GetProperty("requestId").GetString()).Distinct().Count());
        var pool = await api.Get(Cast.ServiceManager, $"/v1/licence-pools/{poolId}");
        story.Check("Seats of the pool: assigned", Requests, pool.Json.GetProperty("balance").GetProperty("assigned").GetInt32());
        story.Check("Seats of the pool: reserved", 0, pool.Json.GetProperty("balance").GetProperty("reserved").GetInt32());
        var (twice, steps) = (0, 0);
        foreach (var request in requests.Items)
        {
            foreach (var order in (await api.Get(cast.Manager, $"{cast.Path}/requests/{request.GetProperty("id").GetString()}/provisioning")).Items)
            {
                steps += order.GetProperty("steps").EnumerateArray().Count(step => step.GetProperty("status").GetString() == "completed");
            }

            var settled = (await api.Get(Cast.Auditor, $"{cast.Path}/requests/{request.GetProperty("id").GetString()}/history")).Items;
            twice += settled.Count(e => e.GetProperty("type").GetString() == "request_line_fulfilled") - 1;
        }

        story.Check("Steps completed", Requests * Plan.Length, steps);
        story.Check("Lines told to be delivered twice", 0, twice);
        return story.Differences == 0 ? 0 : 1;
    }
}
