using System.Diagnostics;
using System.Net;

namespace SBG.Ops.Commands;

/// <summary>Callers that each call again as soon as they are answered, each on a connection of its own.</summary>
/// <param name="callers">How many.</param>
/// <param name="expected">The status of every answer.</param>
/// <param name="next">The next request.</param>
internal sealed class BenchLoad(int callers, HttpStatusCode expected, Func<HttpRequestMessage> next) : IDisposable
{
    private readonly HttpMessageInvoker[] _callers = [.. Enumerable.Range(0, callers).Select(_ => new HttpMessageInvoker(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }))];

    /// <summary>Calls for a while.</summary>
    /// <param name="window">How long.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="OpsException">An answer has another status.</exception>
    public async Task<LoadFigures> Run(TimeSpan window, CancellationToken stop)
    {
        var since = Stopwatch.StartNew();
        var latencies = (await Task.WhenAll(_callers.Select(caller => Task.Run(() => Loop(caller, since, window, stop), stop)))).SelectMany(each => each).ToArray();
        var took = since.Elapsed;
        Array.Sort(latencies);
        return new(latencies.Length / took.TotalSeconds, At(latencies, 0.50), At(latencies, 0.99));
    }

    public void Dispose()
    {
        foreach (var caller in _callers)
        {
            caller.Dispose();
        }
    }

    private async Task<List<double>> Loop(HttpMessageInvoker caller, Stopwatch since, TimeSpan window, CancellationToken stop)
    {
        var latencies = new List<double>();
        while (since.Elapsed < window)
        {
            var began = Stopwatch.GetTimestamp();
            using var request = next();
            using var answer = await caller.SendAsync(request, stop);
            if (answer.StatusCode != expected)
            {
                throw new OpsException($"{request.RequestUri} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(stop)}");
            }

            await answer.Content.CopyToAsync(Stream.Null, stop);
            latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return latencies;
    }

    private static double At(double[] sorted, double part) => sorted.Length == 0 ? 0 : sorted[(int)(part * (sorted.Length - 1))];
}

/// <summary>What a load met.</summary>
/// <param name="PerSecond">Answers per second.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="Slow">Milliseconds: 99 in 100 are faster.</param>
internal sealed record LoadFigures(double PerSecond, double Median, double Slow);
