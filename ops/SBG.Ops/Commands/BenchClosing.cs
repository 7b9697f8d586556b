using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Npgsql;
using SBG.Ops.Demo;

namespace SBG.Ops.Commands;

/// <summary>
/// P3, the closing of a month: first of a few clients, then of four times as many in the same database, each with as many seats and reports of use; the time for each client, against
/// that of the few, says whether it stays flat. And how long the preview of one client takes.
/// </summary>
internal sealed class BenchClosing
{
    private const int Growth = 4;
    private const int Senders = 8;

    private readonly BenchPlace _place;
    private readonly Service _service;
    private readonly (int Clients, int Seats, int Reports) _size;
    private readonly DateOnly _second = new DateOnly(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 1).AddMonths(-1);

    private BenchClosing(BenchPlace place, Service service) =>
        (_place, _service, _size) = (place, service, place.Full ? (50, 500, 25_000) : place.Quick ? (10, 50, 900) : (25, 100, 1_800));

    private DateOnly First => _second.AddMonths(-1);

    public static Task<BenchResult> Measure(BenchPlace place, Service service, CancellationToken stop) => new BenchClosing(place, service).Measure(stop);

    private async Task<BenchResult> Measure(CancellationToken stop)
    {
        var (few, many) = (_size.Clients, _size.Clients * Growth);
        Console.WriteLine($"P3: {many} clients with {many * _size.Seats:n0} seats and {many * _size.Reports:n0} reports of use a month ...");
        using var api = new DemoApi(_service.Url);
        var pool = await Terms(api);
        await Clients(api, pool, 1, few, stop);
        await Send(First, few, stop);
        var ofFew = await Close(api, First, few, stop);
        await Clients(api, pool, few + 1, many, stop);
        await Send(_second, many, stop);
        var ofMany = await Close(api, _second, many, stop);
        var preview = await Preview(many, stop);
        var (wrong, reconciled) = await Reconcile(stop);
        return new(
            "P3",
            "ratio",
            ofMany.PerClient / ofFew.PerClient,
            "<= 1.20",
            $"Closing of a month for {many} clients, {_size.Seats} seats and {_size.Reports} reports each: time for each client",
            $"The same for {few} clients",
            [
                ("perClientMs", ofMany.PerClient),
                ("fewPerClientMs", ofFew.PerClient),
                ("clients", many),
                ("seats", many * _size.Seats),
                ("reports", many * _size.Reports),
                ("memoryMB", ofMany.Memory),
                ("fewMemoryMB", ofFew.Memory),
                ("previewMedianMs", preview.Median),
                ("previewP99Ms", preview.Slow),
                ("wrong", wrong),
                ("reconcileSeconds", reconciled),
            ]);
    }

    private async Task<string> Terms(DemoApi api)
    {
        await ClosingWorld.Terms(api);
        var price = await api.Post(Cast.Finance, "/v1/price-plans", new { name = "Banc", validFrom = "2020-01-01", monthlyPerSeat = new { amount = "12.50", currency = "CAD" } });
        var pool = await api.Post(Cast.ServiceManager, "/v1/licence-pools", new { name = "Banc", product = "banc", pricePlanId = price.Id, seats = _size.Clients * Growth });
        foreach (var (meter, aggregation) in new[] { ("copies", "sum"), ("volume", "timeWeighted") })
        {
            await api.Post(Cast.Finance, "/v1/meters", new { key = meter, aggregation, unit = "GB" });
            await api.Post(Cast.Finance, "/v1/price-plans", new
            {
                name = meter,
                validFrom = "2020-01-01",
                charge = new { model = "graduated", meter, tiers = new object[] { new { upTo = 1_000, unitPrice = new { amount = "0.010001", currency = "CAD" } }, new { unitPrice = new { amount = "0.005", currency = "CAD" } } } },
            });
        }

        return pool.Id;
    }

    // Clients and one seat of each through the API; the other seats are that one again, in the tables that the API writes.
    private async Task Clients(DemoApi api, string pool, int from, int to, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(_place.Database);
        for (var number = from; number <= to; number++)
        {
            var code = Code(number);
            await ClosingWorld.Client(api, code);
            var person = await api.Post(Cast.Admin, $"/v1/clients/{code}/people", new { name = "Banc", email = "banc@banc.example", unit = "TI" });
            var seat = await api.Post(Cast.Agent, $"/v1/clients/{code}/licences", new { poolId = pool, personId = person.Id, occurredAt = new DateTimeOffset(First.AddDays(-40), default, default) });
            await using var copy = source.CreateBatch();
            copy.BatchCommands.Add(new("create temporary table copies on commit drop as select gen_random_uuid() as id from generate_series(2, $1)") { Parameters = { new() { Value = _size.Seats } } });
            foreach (var (table, own) in new[] { ("mt_streams", "id"), ("mt_events", "stream_id"), ("mt_doc_licenceassignment", "id"), ("mt_doc_seatrecord", "id") })
            {
                var more = table switch
                {
                    "mt_events" => "'seq_id', nextval('sbg.mt_events_sequence'), 'id', gen_random_uuid(), 'data', replace(t.data::text, $1, c.id::text)::jsonb,",
                    "mt_streams" => string.Empty,
                    _ => "'data', replace(t.data::text, $1, c.id::text)::jsonb,",
                };
                copy.BatchCommands.Add(new($"insert into sbg.{table} select (jsonb_populate_record(t, jsonb_build_object({more} '{own}', c.id))).* from sbg.{table} t, copies c where t.{own} = $1::uuid") { Parameters = { new() { Value = seat.Id } } });
            }

            await copy.ExecuteNonQueryAsync(stop);
        }
    }

    // Each client reports each day, half of one meter and half of the other.
    private async Task Send(DateOnly month, int clients, CancellationToken stop)
    {
        var (days, token, next) = (DateTime.DaysInMonth(month.Year, month.Month), await BenchWorld.Token(_service.Url, Cast.Finance, stop), -1);
        var since = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            using var http = new HttpClient();
            for (var number = Interlocked.Increment(ref next); number < clients * days; number = Interlocked.Increment(ref next))
            {
                using var request = BenchWorld.Request(HttpMethod.Post, new(_service.Url, $"/v1/clients/{Code((number / days) + 1)}/usage"), token);
                request.Content = new ByteArrayContent(Batch(month.AddDays(number % days), _size.Reports / days)) { Headers = { ContentType = new("application/cloudevents-batch+json") } };
                using var answer = await http.SendAsync(request, stop);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    throw new OpsException(await answer.Content.ReadAsStringAsync(stop));
                }
            }
        }, stop)));
        Console.WriteLine($"  {clients * days * (_size.Reports / days):n0} reports taken in, {clients * days * (_size.Reports / days) / since.Elapsed.TotalSeconds:n0} /s");
    }

    private async Task<(double PerClient, double Memory)> Close(DemoApi api, DateOnly month, int clients, CancellationToken stop)
    {
        await _place.Settle(stop);
        var (since, memory) = (Stopwatch.StartNew(), 0L);
        var closing = await api.Post(Cast.Finance, "/v1/billing/closings", new { period = month.ToString("yyyy-MM", CultureInfo.InvariantCulture) }, status: 202);
        var operation = await api.Until(Cast.Finance, closing.Location, told =>
        {
            _service.Process.Refresh();
            memory = Math.Max(memory, _service.Process.WorkingSet64);
            return told.GetProperty("status").GetString() == "completed";
        });
        var issued = operation.Json.GetProperty("result").GetProperty("clients").GetProperty("issued").GetInt32();
        if (issued < clients)
        {
            throw new OpsException($"Only {issued} of {clients} clients are closed: {operation.Json}");
        }

        var perClient = since.Elapsed.TotalMilliseconds / clients;
        Console.WriteLine($"  {clients} clients closed, {perClient:0.0} ms each, {memory / 1e6:0} MB");
        return (perClient, memory / 1e6);
    }

    private async Task<LoadFigures> Preview(int clients, CancellationToken stop)
    {
        var (token, sent) = (await BenchWorld.Token(_service.Url, Cast.Finance, stop), 0);
        var period = _second.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        using var load = new BenchLoad(1, HttpStatusCode.OK, () => BenchWorld.Request(
            HttpMethod.Get, new(_service.Url, $"/v1/clients/{Code((Interlocked.Increment(ref sent) % clients) + 1)}/invoices/preview?period={period}"), token));
        await load.Run(TimeSpan.FromSeconds(2), stop);
        return await load.Run(_place.Window, stop);
    }

    private async Task<(int Wrong, double Seconds)> Reconcile(CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(_place.Database);
        await using var query = source.CreateCommand(await File.ReadAllTextAsync(Repository.Below("ops", "reconcile.sql"), stop));
        query.CommandTimeout = 0;
        var (since, wrong) = (Stopwatch.StartNew(), 0);
        await using var rows = await query.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            Console.Error.WriteLine($"{rows.GetString(0)}: {rows.GetString(1)}");
            wrong++;
        }

        return (wrong, since.Elapsed.TotalSeconds);
    }

    private static string Code(int number) => string.Create(CultureInfo.InvariantCulture, $"banc-mois-{number}");

    private static byte[] Batch(DateOnly day, int reports)
    {
        var text = new StringBuilder("[");
        for (var n = 0; n < reports; n++)
        {
            var at = day.ToDateTime(new(14, 0)).AddMilliseconds(n * 137);
            text.Append(n == 0 ? string.Empty : ",").Append(
                CultureInfo.InvariantCulture,
                $$$"""{"specversion":"1.0","id":"{{{day:yyyyMMdd}}}-{{{n}}}","source":"/banc","type":"{{{(n % 2 == 0 ? "copies" : "volume")}}}","subject":"partage-{{{n % 10}}}","time":"{{{at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}}","data":{"value":{{{(n % 97) + 0.25m}}},"dimension":"cc-{{{n % 20}}}"}}""");
        }

        return Encoding.UTF8.GetBytes(text.Append(']').ToString());
    }
}
