using System.Diagnostics;

namespace SBG.Ops.Commands;

/// <summary>B7: from the start of the process to readiness on an existing schema, and the first request after it.</summary>
internal static class BenchStart
{
    private const int Starts = 5;

    public static async Task<BenchResult> Measure(BenchPlace place, BenchWorld world, CancellationToken stop)
    {
        Console.WriteLine($"B7: starting {Starts} times ...");
        var (ready, first) = (new List<double>(), new List<double>());
        for (var start = 0; start < Starts; start++)
        {
            var since = Stopwatch.StartNew();
            await using var service = place.Start();
            await service.Ready(stop);
            ready.Add(since.Elapsed.TotalSeconds);

            // A new client and connection; the token is of an earlier start, signed with the same key.
            using var http = new HttpClient();
            using var request = BenchWorld.Request(HttpMethod.Get, new(service.Url, "/v1/clients/" + BenchWorld.Known), world.Manager);
            since.Restart();
            using var answer = await http.SendAsync(request, stop);
            first.Add(since.Elapsed.TotalMilliseconds);
            if (!answer.IsSuccessStatusCode)
            {
                throw new OpsException($"The first request answers {(int)answer.StatusCode}.");
            }

            Console.WriteLine($"  ready after {ready[^1]:0.00} s, first request {first[^1]:0} ms");
        }

        return new(
            "B7", "s to ready", BenchResult.Median(ready), "< 3; first request < 200 ms",
            $"Process start to /health/ready on an existing schema, then GET /v1/clients/{{id}} with an earlier token on a new connection; medians of {Starts} starts", null,
            [("firstRequestMs", BenchResult.Median(first))]);
    }
}
