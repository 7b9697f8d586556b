using System.Collections.Concurrent;
using System.Diagnostics;
using SBG.Ops.Demo;

namespace SBG.Ops.Commands;

/// <summary>P2, leases of a shared pool with a long ledger, against those of a new pool: a lease costs the same however many there were.</summary>
internal static class BenchLeases
{
    private const int Callers = 8;

    public static async Task<BenchResult> Measure(BenchPlace place, Service service, CancellationToken stop)
    {
        Console.WriteLine("P2: lending ...");
        var history = place.Quick ? 2_000 : 20_000;
        using var api = new DemoApi(service.Url);
        var client = (await api.Post(Cast.Admin, "/v1/clients", new { id = "banc-prets", name = "Organisme fictif", neq = "1112345678", category = "education" })).Location;
        var price = await api.Post(Cast.Finance, "/v1/price-plans", new { name = "Essai", validFrom = "2020-01-01", monthlyPerSeat = new { amount = "1.00", currency = "CAD" } });
        var people = await Task.WhenAll(Enumerable.Range(1, Callers).Select(number => api.Post(Cast.Admin, client + "/people", new { name = $"Essai {number}", email = $"essai{number}@essai.example", unit = "TI" })));
        var old = await Pool();
        await Lend(old, () => history-- > 0);
        var rounds = await place.InTurn(() => Window(old), async () => (await Window(await Pool())).PerSecond, stop);
        return BenchResult.OfRatio(
            "P2",
            rounds,
            $"a seat of a shared pool lent and given back by {Callers} callers, after {(place.Quick ? 2_000 : 20_000)} leases of the same pool; leases/s",
            "the same of a new pool",
            0.90);

        async Task<string> Pool() =>
            (await api.Post(Cast.ServiceManager, "/v1/licence-pools", new { name = "Essai", product = "essai", pricePlanId = price.Id, seats = Callers, kind = "shared" })).Id;

        async Task<LoadFigures> Window(string pool)
        {
            var since = Stopwatch.StartNew();
            var latencies = await Lend(pool, () => since.Elapsed < place.Window);
            return new(latencies.Length / since.Elapsed.TotalSeconds, latencies[latencies.Length / 2], latencies[(int)(latencies.Length * 0.99)]);
        }

        async Task<double[]> Lend(string pool, Func<bool> more)
        {
            var latencies = new ConcurrentBag<double>();
            await Task.WhenAll(people.Select(async person =>
            {
                while (more())
                {
                    var began = Stopwatch.GetTimestamp();
                    var lease = await api.Post(Cast.Agent, client + "/leases", new { poolId = pool, personId = person.Id });
                    latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                    await api.Post(Cast.Agent, lease.Location + "/release", at: lease);
                }
            }));
            return [.. latencies.Order()];
        }
    }
}
