using SBG.Ops.Database;
using SBG.Ops.Demo;

namespace SBG.Ops.Commands;

/// <summary>Measures the service against PostgreSQL itself: both on one durable server, in turn, since a figure counts as a ratio of one run.</summary>
internal static class BenchCommand
{
    private static readonly string[] Known = ["B1", "B2", "B4", "B7", "B8", "P1", "P2", "P3"];

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var options = new Options(arguments, ["--only"], ["--quick", "--full"]);
        var wanted = options["--only"]?.ToUpperInvariant().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? Known;
        if (wanted.Except(Known).FirstOrDefault() is { } unknown)
        {
            throw new OpsException($"'{unknown}' is not measured here. Known: {string.Join(", ", Known)}.");
        }

        var data = Repository.Below(".sbg", "bench-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(data);
        try
        {
            await using var server = await PostgresFinder.FindOrStart(Path.Combine(data, "postgres"), ServerUse.Service, Console.WriteLine, stop);
            var name = "sbg_bench_" + Guid.NewGuid().ToString("N")[..8];
            var place = new BenchPlace(await server.Database(name, stop), data, options.Has("--quick"), options.Has("--full"));
            try
            {
                var machine = await BenchMachine.Read(place.Database, stop);
                Console.WriteLine($"{machine}{(place.Quick ? "; quick: figures to look at, not to quote" : string.Empty)}");
                var results = await Measure(place, wanted, stop);
                BenchReport.Print(results);
                await BenchReport.Write(results, machine, stop);
                return 0;
            }
            finally
            {
                await server.Drop(name, CancellationToken.None);
            }
        }
        catch (DemoException different)
        {
            throw new OpsException(different.Message);
        }
        finally
        {
            await Scratch.Remove(Path.Combine(data, "postgres"));
            await Scratch.Remove(data);
        }
    }

    private static async Task<List<BenchResult>> Measure(BenchPlace place, string[] wanted, CancellationToken stop)
    {
        var results = new List<BenchResult>();
        BenchWorld world;
        await using (var service = place.Start())
        {
            await service.Ready(stop);
            world = await BenchWorld.Make(service.Url, stop);
            if (wanted.Contains("B1") || wanted.Contains("B8"))
            {
                results.AddRange(await BenchCommands.Measure(place, service, world, stop));
            }

            if (wanted.Contains("B2"))
            {
                results.Add(await BenchUsage.Measure(place, service, stop));
            }

            if (wanted.Contains("P1"))
            {
                results.Add(await BenchDeliveries.Measure(place, service, stop));
            }

            if (wanted.Contains("P2"))
            {
                results.Add(await BenchLeases.Measure(place, service, stop));
            }

            if (wanted.Contains("P3"))
            {
                results.Add(await BenchClosing.Measure(place, service, stop));
            }

            if (wanted.Contains("B4"))
            {
                results.Add(await BenchFile.Measure(place, service, world, stop));
            }
        }

        if (wanted.Contains("B7"))
        {
            results.Add(await BenchStart.Measure(place, world, stop));
        }

        return [.. results.Where(result => wanted.Contains(result.Key)).OrderBy(result => result.Key, StringComparer.Ordinal)];
    }
}
