using System.Net;
using SBG.Ops.Demo;

namespace SBG.Ops.Commands;

/// <summary>B4: the client's file behind 10,000 events, against selecting the same document by its key.</summary>
internal static class BenchFile
{
    private const int Events = 10_000;

    public static async Task<BenchResult> Measure(BenchPlace place, Service service, BenchWorld world, CancellationToken stop)
    {
        Console.WriteLine($"B4: reading a client's file; {Events} events first ...");
        await world.Import(service.Url, Events / 3, stop);
        var address = new Uri(service.Url, $"/v1/clients/{BenchWorld.Known}/file");
        using (var api = new DemoApi(service.Url))
        {
            await api.Until(Cast.ServiceManager, address.AbsolutePath, file => file.GetProperty("eventCount").GetInt64() >= Events);
        }

        using var load = new BenchLoad(BenchPlace.Callers, HttpStatusCode.OK, () => BenchWorld.Request(HttpMethod.Get, address, world.Manager));
        await load.Run(place.WarmUp, stop);
        var reference = new BenchReference(
            place, "select", "prepared", $"select data from sbg.mt_doc_client_file where tenant_id = '{BenchWorld.Known}' and id = '{BenchWorld.Known}'");
        var rounds = await place.InTurn(() => load.Run(place.Window, stop), () => reference.Run(stop), stop);
        return BenchResult.OfRatio("B4", rounds, $"GET {address.AbsolutePath}: token, tenancy; {BenchPlace.Callers} connections", reference.Told, 0.25);
    }
}
