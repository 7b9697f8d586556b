using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using SBG.Ops.Demo;

namespace SBG.Ops.Commands;

/// <summary>
/// Closes month after month by twenty callers at once over two nodes, kills one node or the other at random moments meanwhile, and looks whether each client has one
/// invoice for each month, no number is missing, and the events reconcile.
/// </summary>
internal sealed class ChaosClosings(Func<Uri, Uri, Service> start, Random chance) : IAsyncDisposable
{
    private const int Clients = 40;
    private const int Months = 6;
    private const int Callers = 20;

    // Tokens name the first node as their issuer; the other one takes them too.
    private readonly Uri[] _urls = [new($"http://127.0.0.1:{Ports.Free()}/"), new($"http://127.0.0.1:{Ports.Free()}/")];
    private readonly Service?[] _nodes = new Service?[2];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Runs.</summary>
    /// <param name="kills">Kills in each month's closing.</param>
    /// <param name="database">The database of both nodes.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<int> Run(int kills, string database, CancellationToken stop)
    {
        await Begin(0, stop);
        await Begin(1, stop);
        using var api = new DemoApi(_urls[0]);
        var token = await BenchWorld.Token(_urls[0], Cast.Finance, stop);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var first = new DateOnly(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 1).AddMonths(-Months);
        await Prepare(api, first);
        Console.WriteLine($"{Clients} clients hold a licence and report use; {Callers} callers close each of {Months} months, {kills} kills meanwhile.");
        for (var month = 0; month < Months; month++)
        {
            var period = first.AddMonths(month).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
            var killing = Kill(kills, stop);
            var closings = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Close(period, caller, stop)));
            await killing;
            foreach (var closing in closings)
            {
                await Completed(closing, stop);
            }

            Console.WriteLine($"{period} is closed.");
        }

        return await Look(database, stop);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var node in _nodes)
        {
            await (node?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private async Task Begin(int node, CancellationToken stop)
    {
        _nodes[node] = start(_urls[node], _urls[0]);
        await _nodes[node]!.Ready(stop);
    }

    private async Task Kill(int kills, CancellationToken stop)
    {
        for (var kill = 0; kill < kills; kill++)
        {
            var node = chance.Next(2);
            await Task.Delay(chance.Next(600), stop);
            _nodes[node]!.Process.Kill();
            await _nodes[node]!.Process.WaitForExitAsync(stop);
            await _nodes[node]!.DisposeAsync();
            await Begin(node, stop);
        }
    }

    private async Task<string> Close(string period, int caller, CancellationToken stop)
    {
        var answer = await Ask(caller, node =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_urls[node], "/v1/billing/closings")) { Content = JsonContent.Create(new { period }) };
            request.Headers.Add("Idempotency-Key", $"{period}-{caller}");
            return request;
        }, stop);
        return answer.GetProperty("id").GetString()!;
    }

    private async Task Completed(string operation, CancellationToken stop)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var asked = 0; ; asked++)
        {
            var answer = await Ask(asked, node => new(HttpMethod.Get, new Uri(_urls[node], $"/v1/operations/{operation}")), stop);
            if (answer.GetProperty("status").GetString() == "completed")
            {
                return;
            }

            await tick.WaitForNextTickAsync(stop);
        }
    }

    // Whoever gets no answer, since a node is killed or another call with the same key runs, asks again: the other node first.
    private async Task<JsonElement> Ask(int first, Func<int, HttpRequestMessage> ask, CancellationToken stop)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var node = first; ; node++)
        {
            try
            {
                using var request = ask(node % 2);
                using var answer = await _http.SendAsync(request, stop);
                if (answer.IsSuccessStatusCode)
                {
                    return await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
                }

                if (answer.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable))
                {
                    throw new OpsException($"{request.RequestUri} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(stop)}");
                }
            }
            catch (HttpRequestException)
            {
                // killed
            }

            await tick.WaitForNextTickAsync(stop);
        }
    }

    private static async Task Prepare(DemoApi api, DateOnly since)
    {
        await ClosingWorld.Terms(api);
        var price = await api.Post(Cast.Finance, "/v1/price-plans", new { name = "Essai", validFrom = "2020-01-01", monthlyPerSeat = new { amount = "9.99", currency = "CAD" } });
        var pool = await api.Post(Cast.ServiceManager, "/v1/licence-pools", new { name = "Essai", product = "essai", pricePlanId = price.Id, seats = Clients });
        for (var number = 1; number <= Clients; number++)
        {
            var code = $"chaos-{number}";
            await ClosingWorld.Client(api, code);
            var person = await api.Post(Cast.Admin, $"/v1/clients/{code}/people", new { name = "Essai", email = "essai@essai.example", unit = "TI" });
            await api.Post(Cast.Agent, $"/v1/clients/{code}/licences", new { poolId = pool.Id, personId = person.Id, occurredAt = new DateTimeOffset(since.AddDays(9), default, default) });
        }
    }

    private static async Task<int> Look(string database, CancellationToken stop)
    {
        var story = new Story(quiet: false);
        await using var source = NpgsqlDataSource.Create(database);
        await using (var invoices = source.CreateCommand("select count(*) from sbg.mt_events where type = 'invoice_issued'"))
        {
            story.Check("Invoices issued", (long)Clients * Months, (long)(await invoices.ExecuteScalarAsync(stop))!);
        }

        await using (var letters = source.CreateCommand("select count(*) from wolverine.wolverine_dead_letters"))
        {
            story.Check("Messages set aside", 0L, (long)(await letters.ExecuteScalarAsync(stop))!);
        }

        var wrong = 0;
        await using var query = source.CreateCommand(await File.ReadAllTextAsync(Repository.Below("ops", "reconcile.sql"), stop));
        await using var rows = await query.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            Console.Error.WriteLine($"{rows.GetString(0)}: {rows.GetString(1)}");
            wrong++;
        }

        story.Check("Rows of ops/reconcile.sql", 0, wrong);
        return story.Differences == 0 ? 0 : 1;
    }
}
