using System.Diagnostics;
using System.Text.Json;
using SBG.Ops.Demo;

namespace SBG.Ops.Commands;

/// <summary>
/// Kills the service at random moments while it delivers by connectors that fail, hang, lose their answers and must be undone: a simulated target, a broker and a receiver of
/// webhooks; then compares the targets' own logs with the service's events: no orphan, no step done twice, no order stuck.
/// </summary>
internal static class ChaosFaults
{
    private const int LinesOfARequest = 12;

    private static readonly object[][] Plans =
    [
        // Side by side, each answer drawn by attempt: refused, done, or done and not answered.
        [Step("a", "flaky", 0, []), Step("b", "flaky", 30, []), Step("c", "flaky", 0, ["a", "b"])],

        // Done, then undone because the last step is refused for good.
        [Step("a", "none", 40, []), Step("b", "flaky", 0, ["a"]), Step("c", "fail", 0, ["b"], 2)],

        // Never answered: the time is up, what was done is undone.
        [Step("a", "none", 0, []), Step("b", "hang", 0, ["a"], 1, "PT2S")],

        // As it should be.
        [Step("a", "none", 20, []), Step("b", "none", 20, ["a"]), Step("c", "failOnce", 20, ["a"])],
    ];

    public static async Task<int> Run(int kills, Random chance, TimeSpan patience, Func<Service> start, string database, CancellationToken stop)
    {
        await using var outside = await ChaosOutside.Start(chance.Next());
        var (service, since, killed) = (start(), Stopwatch.StartNew(), 0);
        try
        {
            await service.Ready(stop);
            await ChaosTarget.Begin(database, stop);
            using var api = new DemoApi(service.Url);
            var cast = await Cast.New(api);
            var (person, offers) = await Prepare(api, cast, await outside.Register(api));
            while (killed < kills && since.Elapsed < patience)
            {
                await Order(api, cast, person, offers, chance);
                await Task.Delay(chance.Next(1_200), stop);
                service.Process.Kill();
                await service.Process.WaitForExitAsync(stop);
                await service.DisposeAsync();
                service = start();
                await service.Ready(stop);
                if (++killed % 10 == 0)
                {
                    Console.WriteLine($"Killed {killed} times in {since.Elapsed.TotalSeconds:0} s.");
                }
            }

            Console.WriteLine($"Killed {killed} times; waiting for what is left.");
            await Settled(api, cast);
            return await Look(killed, await outside.Compare(api, cast), database, stop);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    private static async Task<int> Look(int killed, IReadOnlyList<(string What, long Found)> outside, string database, CancellationToken stop)
    {
        var story = new Story(quiet: false);
        Console.WriteLine($"{killed} kills; at the target {await ChaosTarget.Told(database, stop)}.");
        foreach (var (what, found) in (await ChaosTarget.Compare(database, stop)).Concat(outside))
        {
            story.Check(what, 0L, found);
        }

        return story.Differences == 0 ? 0 : 1;
    }

    // Each page of requests, until none is under way.
    private static async Task Settled(DemoApi api, Cast cast)
    {
        static bool Over(JsonElement page) =>
            page.GetProperty("items").EnumerateArray().All(request => request.GetProperty("status").GetString() is not ("inProgress" or "acknowledged"));
        for (var cursor = string.Empty; ;)
        {
            var page = await api.Until(cast.Manager, $"{cast.Path}/requests?limit=50{cursor}", Over);
            if (page.Json.GetProperty("nextCursor").GetString() is not { } next)
            {
                return;
            }

            cursor = "&cursor=" + next;
        }
    }

    private static async Task<(string PersonId, string[] Offers)> Prepare(DemoApi api, Cast cast, object[][] more)
    {
        var client = await api.Post(Cast.Admin, "/v1/clients", new { id = cast.ClientId, name = "Organisme d'essai", neq = "1112345678", category = "agency" });
        await api.Post(Cast.Admin, $"{cast.Path}/activate", at: client);
        var person = await api.Post(cast.Manager, $"{cast.Path}/people", new { name = "Essai", email = "essai@essai.example", unit = "TI" });
        var price = await api.Post(Cast.Finance, "/v1/price-plans", new { name = "Essai", validFrom = "2020-01-01", monthlyPerSeat = new { amount = "1.00", currency = "CAD" } });
        var offers = new List<string>();
        foreach (var plan in Plans.Concat(more))
        {
            var offer = await api.Post(Cast.ServiceManager, "/v1/offers", new { name = "Essai", description = "Essai", category = "essai", pricePlanId = price.Id, plan });
            await api.Publish(offer);
            offers.Add(offer.Id);
        }

        return (person.Id, [.. offers]);
    }

    private static async Task Order(DemoApi api, Cast cast, string personId, string[] offers, Random chance)
    {
        var lines = Enumerable.Range(0, LinesOfARequest).Select(_ => new { offerId = offers[chance.Next(offers.Length)], beneficiaryId = personId, quantity = 1 }).ToArray();
        var cart = await api.Post(cast.Requester, $"{cast.Path}/carts", new { lines });
        var request = await api.Post(cast.Requester, $"{cart.Location}/submit", at: cart, status: 201);
        await api.Post(cast.Approver, $"{request.Location}/approve", new { contentHash = request["contentHash"] }, request);
    }

    private static object Step(string key, string fault, int latency, string[] dependsOn, int maxAttempts = 20, string timeOut = "PT5S") => new
    {
        key,
        title = key,
        connector = "simulated",
        maxAttempts,
        timeOut,
        dependsOn,
        givenUp = "compensate",
        retry = new { firstDelay = "PT0.1S", factorPercent = 150, cap = "PT2S", jitterPercent = 50 },
        settings = new Dictionary<string, string> { ["fault"] = fault, ["latency"] = $"{latency}" },
    };
}
