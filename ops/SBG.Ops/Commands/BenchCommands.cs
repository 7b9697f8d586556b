using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace SBG.Ops.Commands;

/// <summary>B1, commands over HTTP that start a stream, against bare inserts of the same event; and B8, the memory that they take.</summary>
internal static partial class BenchCommands
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        """{"title":"Le poste ne démarre plus","description":"Écran noir depuis ce matin, voyant orange.","impact":"medium","urgency":"high","category":"poste"}""");

    public static async Task<IReadOnlyList<BenchResult>> Measure(BenchPlace place, Service service, BenchWorld world, CancellationToken stop)
    {
        Console.WriteLine("B1: reporting incidents ...");
        var address = new Uri(service.Url, $"/v1/clients/{BenchWorld.Busy}/incidents");
        using var load = new BenchLoad(BenchPlace.Callers, HttpStatusCode.Created, () =>
        {
            var request = BenchWorld.Request(HttpMethod.Post, address, world.Requester);
            request.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString());
            request.Content = new ByteArrayContent(Body) { Headers = { ContentType = new("application/json") } };
            return request;
        });
        await load.Run(place.WarmUp, stop);
        var reference = new BenchReference(place, "insert", "simple", await Insert(place.Database, stop));
        long memory = 0;
        var rounds = await place.InTurn(
            async () =>
            {
                var figures = await load.Run(place.Window, stop);
                service.Process.Refresh();
                memory = Math.Max(memory, service.Process.WorkingSet64);
                return figures;
            },
            () => reference.Run(stop),
            stop);
        return
        [
            BenchResult.OfRatio("B1", rounds, $"POST {address.AbsolutePath}: token, tenancy, Idempotency-Key; {BenchPlace.Callers} connections", reference.Told, 0.15),
            new("B8", "MB", memory / 1e6, "< 400", "The most resident memory of the service at the end of a window of B1", null, []),
        ];
    }

    /// <summary>An insert of the event that the service just stored, with a key and a time.</summary>
    private static async Task<string> Insert(string database, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var table = source.CreateCommand("create table public.bench_rows (id uuid primary key, data jsonb not null, recorded_at timestamptz not null)");
        await table.ExecuteNonQueryAsync(stop);
        await using var select = source.CreateCommand("select data::jsonb::text from sbg.mt_events where type = 'incident_reported' limit 1");
        var data = (string)(await select.ExecuteScalarAsync(stop))!;

        // To pgbench a colon before a letter begins a variable.
        return $"insert into bench_rows values (gen_random_uuid(), '{Variable().Replace(data, "\\u003a").Replace("'", "''", StringComparison.Ordinal)}', now())";
    }

    [GeneratedRegex(@":(?=\w)")]
    private static partial Regex Variable();
}
