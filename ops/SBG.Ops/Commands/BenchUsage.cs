using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using SBG.Ops.Demo;

namespace SBG.Ops.Commands;

/// <summary>B2, usage taken in by batches of 1,000 CloudEvents, against <c>COPY</c> of the same rows into a plain table with the same unique index.</summary>
internal static class BenchUsage
{
    private const int Batch = 1_000;
    private const int Callers = 8;
    private const string Meter = "stockage";

    public static async Task<BenchResult> Measure(BenchPlace place, Service service, CancellationToken stop)
    {
        Console.WriteLine("B2: taking in usage ...");
        var clients = Enumerable.Range(1, Callers).Select(n => $"banc-usage-{n}").ToArray();
        using (var api = new DemoApi(service.Url))
        {
            await api.Post(Cast.Finance, "/v1/meters", new { key = Meter, aggregation = "sum", unit = "GB" });
            foreach (var client in clients)
            {
                await api.Post(Cast.Admin, "/v1/clients", new { id = client, name = "Organisme fictif", neq = "1112345678", category = "education" });
            }
        }

        var (token, batches, sent) = (await BenchWorld.Token(service.Url, Cast.Finance, stop), new BatchText(), 0);
        using var load = new BenchLoad(Callers, HttpStatusCode.OK, () =>
        {
            var number = Interlocked.Increment(ref sent);
            var request = BenchWorld.Request(HttpMethod.Post, new(service.Url, $"/v1/clients/{clients[number % Callers]}/usage"), token);
            request.Content = new ByteArrayContent(batches.Of(number)) { Headers = { ContentType = new("application/cloudevents-batch+json") } };
            return request;
        });
        await load.Run(place.WarmUp, stop);
        await using var reference = NpgsqlDataSource.Create(place.Database);
        await using (var table = reference.CreateCommand(
            "create table public.bench_usage (client_id text, source text, id text, meter text, at timestamptz, value numeric, dimension text, primary key (client_id, source, id))"))
        {
            await table.ExecuteNonQueryAsync(stop);
        }

        var copied = 0;
        var rounds = await place.InTurn(
            async () =>
            {
                var figures = await load.Run(place.Window, stop);
                return figures with { PerSecond = figures.PerSecond * Batch };
            },
            async () =>
            {
                var since = Stopwatch.StartNew();
                var counts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(
                    () => Copy(reference, clients, () => Interlocked.Increment(ref copied), since, place.Window, stop), stop)));
                return counts.Sum() * Batch / since.Elapsed.TotalSeconds;
            },
            stop);
        return BenchResult.OfRatio(
            "B2",
            rounds,
            $"POST /v1/clients/.../usage: batches of {Batch} events, token, tenancy, deduplicated, of {Callers} clients; {Callers} connections; events/s",
            $"COPY (binary) of the same rows, {Batch} a transaction, {Callers} connections, into a table with primary key (client_id, source, id); rows/s",
            0.30);
    }

    private static async Task<int> Copy(NpgsqlDataSource source, string[] clients, Func<int> next, Stopwatch since, TimeSpan window, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        for (var count = 0; ; count++)
        {
            if (since.Elapsed >= window)
            {
                return count;
            }

            var number = next();
            await using var rows = await connection.BeginBinaryImportAsync("copy public.bench_usage from stdin (format binary)", stop);
            for (var n = 0; n < Batch; n++)
            {
                await rows.StartRowAsync(stop);
                await rows.WriteAsync(clients[number % clients.Length], NpgsqlDbType.Text, stop);
                await rows.WriteAsync(BatchText.Source, NpgsqlDbType.Text, stop);
                await rows.WriteAsync(BatchText.Id(number, n), NpgsqlDbType.Text, stop);
                await rows.WriteAsync(Meter, NpgsqlDbType.Text, stop);
                await rows.WriteAsync(BatchText.At(n), NpgsqlDbType.TimestampTz, stop);
                await rows.WriteAsync(BatchText.Value(n), NpgsqlDbType.Numeric, stop);
                await rows.WriteAsync(BatchText.Dimension(n), NpgsqlDbType.Text, stop);
            }

            await rows.CompleteAsync(stop);
        }
    }

    /// <summary>Batches as producers send them; only the number in the ids differs, so that making them costs the measurement little.</summary>
    private sealed class BatchText
    {
        public const string Source = "/sauvegardes/quebec";

        private readonly byte[] _text;
        private readonly int[] _places;

        public BatchText()
        {
            var events = Enumerable.Range(0, Batch).Select(n => string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"specversion":"1.0","id":"{{{Id(0, n)}}}","source":"{{{Source}}}","type":"{{{Meter}}}","time":"{{{At(n):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}}","datacontenttype":"application/json","data":{"value":{{{Value(n)}}},"dimension":"{{{Dimension(n)}}}"}}"""));
            var text = "[" + string.Join(',', events) + "]";
            _text = Encoding.UTF8.GetBytes(text);
            _places = [.. Enumerable.Range(0, Batch).Select(n => text.IndexOf(Id(0, n), StringComparison.Ordinal))];
        }

        public static string Id(int batch, int n) => string.Create(CultureInfo.InvariantCulture, $"{batch:x8}-{n:d4}");

        public static DateTime At(int n) => new DateTime(2026, 11, 20, 14, 0, 0, DateTimeKind.Utc).AddMilliseconds(n * 137);

        public static decimal Value(int n) => (n % 97) + 0.25m;

        public static string Dimension(int n) => string.Create(CultureInfo.InvariantCulture, $"cc-{n % 20}");

        public byte[] Of(int batch)
        {
            var bytes = (byte[])_text.Clone();
            foreach (var place in _places)
            {
                batch.TryFormat(bytes.AsSpan(place, 8), out _, "x8", CultureInfo.InvariantCulture);
            }

            return bytes;
        }
    }
}
