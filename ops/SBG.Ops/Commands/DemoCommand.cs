using System.Diagnostics;
using SBG.Ops.Database;
using SBG.Ops.Demo;

namespace SBG.Ops.Commands;

/// <summary>Drives the main job over HTTP as the several personas and tells it in French; fails when anything differs from what it expects.</summary>
internal static class DemoCommand
{
    private static readonly Uri Default = new("http://127.0.0.1:8080/");

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var options = new Options(arguments, ["--url"], ["--quiet"]);
        if (!Uri.TryCreate(options["--url"] ?? Default.ToString(), UriKind.Absolute, out var url))
        {
            throw new OpsException("--url takes an address such as http://127.0.0.1:8080/.");
        }

        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        if (await Service.IsReady(client, url, stop))
        {
            return await Tell(url, options.Has("--quiet"));
        }

        if (options["--url"] is not null)
        {
            throw new OpsException($"No service answers at {url}.");
        }

        return await WithOwnService(options.Has("--quiet"), stop);
    }

    /// <summary>Tells the main job.</summary>
    /// <param name="url">Where the service serves.</param>
    /// <param name="quiet">Whether only what differs is told.</param>
    /// <returns>0 when everything is as expected.</returns>
    public static async Task<int> Tell(Uri url, bool quiet)
    {
        var (story, since) = (new Story(quiet), Stopwatch.StartNew());
        try
        {
            using var api = new DemoApi(url);
            var cast = await Cast.New(api);
            var prepared = await Preparation.Make(api, cast, story);
            var request = await Ordering.Tell(api, cast, prepared, story);
            await Bundles.Tell(api, cast, prepared, story);
            var incident = await Incidents.Tell(api, cast, prepared, story);
            await Ending.Tell(api, cast, request, incident, story);
        }
        catch (DemoException different)
        {
            await Console.Error.WriteLineAsync("   ✗ " + different.Message);
            return 1;
        }

        if (!quiet)
        {
            Console.WriteLine($"{Environment.NewLine}{story.Checks - story.Differences} vérifications réussies, {story.Differences} en échec, en {since.Elapsed.TotalSeconds:0.0} s.");
        }

        return story.Differences == 0 ? 0 : 1;
    }

    private static async Task<int> WithOwnService(bool quiet, CancellationToken stop)
    {
        Console.WriteLine("Aucun service ne répond : la démonstration démarre le sien.");
        var data = Repository.Below(".sbg", "demo-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(data);
        try
        {
            await using var server = await PostgresFinder.FindOrStart(Path.Combine(data, "postgres"), ServerUse.Tests, Console.WriteLine, stop);
            var database = await server.Database("sbg_demo_" + Guid.NewGuid().ToString("N")[..8], stop);
            await using var service = Service.Start(new($"http://127.0.0.1:{Ports.Free()}/"), database, data, quiet: true);
            await service.Ready(stop);
            return await Tell(service.Url, quiet);
        }
        finally
        {
            await Scratch.Remove(Path.Combine(data, "postgres"));
            await Scratch.Remove(data);
        }
    }
}
