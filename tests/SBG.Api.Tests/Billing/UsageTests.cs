using System.Text;
using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

public sealed class UsageTests(Testing.Api api)
{
    private const string Batch = "application/cloudevents-batch+json";

    private const string Reconciliation = """
        select count(*)
        from sbg.usage_keys k
        full join (
            select e.tenant_id, r ->> 'source' as source, r ->> 'id' as id, count(*) as times
            from sbg.mt_events e, jsonb_array_elements(e.data -> 'entries') r
            where e.type = 'usage_received' group by 1, 2, 3) kept
            on (kept.tenant_id, kept.source, kept.id) = (k.client_id, k.source, k.id)
        where k.id is null or kept.id is null or kept.times <> 1
        """;

    private readonly Caller _finance = api.As("finance.mcn");

    [Fact]
    public async Task An_event_is_kept_once_for_ever_and_a_bad_one_refuses_nothing_else()
    {
        var (client, meter) = (await ActiveClient.Of(api), await NewMeter("sum"));
        object[] batch =
        [
            Event("1", meter, 2.5m, dimension: "cc-1"),
            Event("2", meter, -1m),
            Event("3", "inconnu", 1m),
            Event("1", meter, 2.5m, dimension: "cc-1"),
            Event("1", meter, 2.6m),
            Event("4", meter, 1m, at: DateTimeOffset.UtcNow.AddMinutes(10)),
            Event("5", meter, null),
            new { specversion = "1.0", id = "6", type = meter },
            "rien",
            Event("7", meter, 40m, at: DateTimeOffset.UtcNow.AddDays(-3)),
        ];
        var reply = (await Send(client, batch)).Is(200);
        Outcomes(reply).Should().Equal(
            "received", "rejected usage/negative 422", "rejected usage/unknown-meter 422", "duplicate", "rejected usage/other-content 409",
            "rejected usage/in-the-future 422", "rejected usage/not-a-quantity 422", "rejected usage/not-an-event 422", "rejected usage/not-an-event 422", "received");
        (reply["received"], reply["duplicates"], reply["rejected"]).Should().Be(("2", "1", "7"));

        var again = (await Send(client, [Event("1", meter, 2.50m, dimension: "cc-1"), Event("7", meter, 41m), Event("8", meter, 1m)])).Is(200);
        Outcomes(again).Should().Equal("duplicate", "rejected usage/other-content 409", "received");
        again.Json.GetProperty("events")[1].GetProperty("detail").GetString().Should().StartWith("Un événement de même source");

        var other = await ActiveClient.Of(api);
        Outcomes((await Send(other, [Event("1", meter, 2.5m)])).Is(200)).Should().Equal(["received"], "names are those of one client");
        (await Total(client, meter, "cc-1")).Should().Be(2.5m);
        (await Total(client, meter, null)).Should().Be(41m);
    }

    [Fact]
    public async Task An_event_is_amended_and_cancelled_on_top_of_what_was_told()
    {
        var (client, meter) = (await ActiveClient.Of(api), await NewMeter("max"));
        await Send(client, [Event("1", meter, 7m, "cc-1"), Event("2", meter, 5m, "cc-1"), Event("3", meter, 9m, "cc-1", DateTimeOffset.UtcNow.AddDays(-1))]);
        var amended = (await Amend(client, Event("1", meter, 3m, "cc-1"), "wrongQuantity")).Is(201);
        (amended["value"], amended["state"], amended["reason"]).Should().Be(("3", "received", "wrongQuantity"));
        (await Total(client, meter, "cc-1")).Should().Be(9m);
        (await Amend(client, Event("3", meter, 9m, "cc-1", DateTimeOffset.UtcNow.AddDays(-1)), "test", cancelled: true)).Is(201)["state"].Should().Be("rejected");
        (await Total(client, meter, "cc-1")).Should().Be(5m, "the largest that still counts is the second one");
        (await Amend(client, Event("1", meter, 3m, "cc-1"), "wrongQuantity")).Is(201).ETag.Should().Be(amended.ETag, "the same again changes nothing");
        (await Amend(client, Event("9", meter, 3m), "other")).IsProblem(404, "usage/no-such-event");
        (await Amend(client, Event("1", meter, -3m), "other")).IsProblem(422, "request/validation");

        Outcomes((await Send(client, [Event("1", meter, 7m, "cc-1"), Event("1", meter, 3m, "cc-1")])).Is(200))
            .Should().Equal(["duplicate", "rejected usage/other-content 409"], "what was told stays what was told");
    }

    [Fact]
    public async Task Every_event_is_listed_once_with_its_state_the_rejected_too()
    {
        var (client, meter) = (await ActiveClient.Of(api), await NewMeter("sum"));
        await Send(client, [Event("a", meter, 1m, "cc-1"), Event("b", meter, -1m), Event("c", meter, 2m), new { specversion = "1.0", id = "d", type = meter }]);
        var seen = new List<string>();
        var next = $"{client.Path}/usage/events?from=2026-01-01&to=2027-01-01&limit=2";
        while (next is not null)
        {
            var page = (await _finance.Get(next)).Is(200);
            seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("id").GetString()} {item.GetProperty("state").GetString()}"));
            await Send(client, [Event("late-" + seen.Count, meter, 1m)]); // while others are added
            next = page.Json.GetProperty("nextCursor").GetString() is { } cursor && seen.Count < 20 ? $"{client.Path}/usage/events?from=2026-01-01&to=2027-01-01&limit=2&cursor={cursor}" : null;
        }

        seen.Should().OnlyHaveUniqueItems().And.Contain(["a received", "b rejected", "c received", "d rejected", "late-2 received"]);
        var rejected = (await _finance.With("Accept-Language", "en").Get($"{client.Path}/usage/events?state=rejected&from=2026-01-01&to=2027-01-01")).Is(200).Json.GetProperty("items").EnumerateArray().ToArray();
        rejected.Select(item => item.GetProperty("code").GetString()).Should().Equal("usage/negative", "usage/not-an-event");
        rejected[0].GetProperty("detail").GetString().Should().Be("Negative quantity");
        (await _finance.Get($"{client.Path}/usage/events?cursor=abc")).IsProblem(400, "request/bad-cursor");
    }

    [Theory]
    [InlineData("""{"specversion":"0.3","id":"1","source":"/a","type":"m","time":"2026-11-01T00:00:00Z"}""")]
    [InlineData("""{"specversion":"1.0","source":"/a","type":"m","time":"2026-11-01T00:00:00Z"}""")]
    [InlineData("""{"specversion":"1.0","id":"","source":"/a","type":"m","time":"2026-11-01T00:00:00Z"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"a b","type":"m","time":"2026-11-01T00:00:00Z"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"m","time":"2026-11-01T00:00:00"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"m","time":"2026-11-31T00:00:00Z"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"m","time":"0001-01-01T00:00:00Z"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"m"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"m","time":"2026-11-01T00:00:00Z","data_base64":"AA=="}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"m","time":"2026-11-01T00:00:00Z","datacontenttype":"text/plain","data":{}}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"m","time":"2026-11-01T00:00:00Z","data":"3"}""")]
    public async Task What_is_no_CloudEvent_is_rejected_by_itself(string told) =>
        Outcomes((await _finance.PostRaw($"{(await ActiveClient.Of(api)).Path}/usage", Encoding.UTF8.GetBytes($"[{told}]"), Batch)).Is(200)).Should().Equal("rejected usage/not-an-event 422");

    [Fact]
    public async Task Use_is_told_apart_by_cost_centre_service_and_unit_and_in_the_meters_own_measure()
    {
        var (client, meter) = (await ActiveClient.Of(api), await NewMeter("sum"));
        object Of(string id, string? service, string? orgUnit, string unit) => new
        {
            specversion = "1.0",
            id,
            source = "/essai",
            type = meter,
            time = "2026-11-20T10:00:00-05:00",
            datacontenttype = "application/json",
            data = new { value = 2, dimension = "cc-1", service, orgUnit, unit },
        };
        Outcomes((await Send(client, [Of("1", "courriel", null, "GB"), Of("2", "courriel", "TI", "GB"), Of("3", null, null, "TB"), Of("4", "courriel", null, "GB")])).Is(200))
            .Should().Equal("received", "received", "rejected usage/wrong-unit 422", "received");
        (await _finance.Get($"{client.Path}/usage?from=2026-11-20&to=2026-11-21")).Is(200).Json.GetProperty("totals").EnumerateArray()
            .Select(total => (total.GetProperty("dimension").GetString(), total.GetProperty("service").GetString(), total.GetProperty("orgUnit").GetString(), total.GetProperty("quantity").GetDecimal()))
            .Should().Equal(("cc-1", "courriel", null, 4m), ("cc-1", "courriel", "TI", 2m));
    }

    [Fact]
    public async Task The_same_batch_sent_by_many_at_once_counts_once()
    {
        var (client, meter) = (await ActiveClient.Of(api), await NewMeter("count"));
        var batch = Enumerable.Range(0, 200).Select(n => Event($"{n}", meter, null)).ToArray();
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(n =>
        {
            var shuffled = batch.ToArray();
            new Random(n).Shuffle(shuffled);
            return Send(client, shuffled);
        }));
        replies.Sum(reply => reply.Is(200).Json.GetProperty("received").GetInt32()).Should().Be(200);
        (await Total(client, meter, null)).Should().Be(200m);

        // What anyone can run: every name that is kept is in an event, once, and the other way round.
        await using var database = Npgsql.NpgsqlDataSource.Create(api.ConnectionString);
        await using var reconcile = database.CreateCommand(Reconciliation);
        (await reconcile.ExecuteScalarAsync(TestContext.Current.CancellationToken)).Should().Be(0L);
    }

    [Theory]
    [InlineData("sum", 9)]
    [InlineData("max", 7)]
    [InlineData("latest", 2)]
    [InlineData("count", 2)]
    [InlineData("uniqueCount", 1)]
    public async Task A_meter_reads_what_it_was_defined_to(string aggregation, decimal expected)
    {
        var (client, meter) = (await ActiveClient.Of(api), await NewMeter(aggregation));
        await Send(client, [Event("1", meter, 7m, at: DateTimeOffset.UtcNow.AddMinutes(-9)), Event("2", meter, 2m, at: DateTimeOffset.UtcNow.AddMinutes(-8))]);
        (await Total(client, meter, null)).Should().Be(expected);
    }

    [Fact]
    public async Task A_level_weighs_by_time()
    {
        var (client, meter) = (await ActiveClient.Of(api), await NewMeter("timeWeighted"));
        await Send(client, [Event("1", meter, 3m, at: new(2026, 11, 1, 4, 0, 0, TimeSpan.Zero))]);
        var usage = (await _finance.Get($"{client.Path}/usage?from=2026-11-01&to=2026-11-03")).Is(200);
        usage.Json.GetProperty("days").EnumerateArray().Select(day => day.GetProperty("meters")[0].GetProperty("quantity").GetDecimal())
            .Should().Equal([3m * 25 * 3600, 3m * 24 * 3600], "1 November 2026 has 25 hours");
    }

    [Fact]
    public async Task A_meter_keeps_its_meaning()
    {
        var meter = await NewMeter("sum");
        (await _finance.Post("/v1/meters", new { key = meter, aggregation = "sum", unit = "GB" })).Is(201);
        (await _finance.Post("/v1/meters", new { key = meter, aggregation = "max", unit = "GB" })).IsProblem(409, "usage/meter-taken");
        (await _finance.Post("/v1/meters", new { key = "sans-cle", aggregation = "uniqueCount", unit = "1" })).Is(201);
        var client = await ActiveClient.Of(api);
        var keyless = new { specversion = "1.0", id = "1", source = "/essai", type = "sans-cle", time = DateTimeOffset.UtcNow, data = new { value = 1 } };
        Outcomes((await Send(client, [keyless])).Is(200)).Should().Equal("rejected usage/no-key 422");
    }

    [Fact]
    public async Task A_body_that_is_no_batch_is_refused_whole()
    {
        var client = await ActiveClient.Of(api);
        (await _finance.PostRaw($"{client.Path}/usage", "[]"u8.ToArray())).IsProblem(415, "request/media-type");
        (await _finance.PostRaw($"{client.Path}/usage", "[]"u8.ToArray(), Batch)).IsProblem(422, "usage/not-a-batch");
        (await _finance.PostRaw($"{client.Path}/usage", "{}"u8.ToArray(), Batch)).IsProblem(422, "usage/not-a-batch");
        (await _finance.PostRaw($"{client.Path}/usage", "[{"u8.ToArray(), Batch)).IsProblem(400, "request/malformed-json");
        (await _finance.PostRaw($"{client.Path}/usage", Encoding.UTF8.GetBytes("[" + new string(' ', 11_000_000) + "]"), Batch)).IsProblem(413, "request/too-large");
        (await Send(client, [.. Enumerable.Range(0, 1_001).Select(n => Event($"{n}", "m", 1m))])).IsProblem(422, "usage/not-a-batch");
        var odd = """[{"specversion":"1.0","id":"\ud800","source":"/a","type":"m","time":"2026-11-01T00:00:00Z"},{"specversion":"1.0","id":"a\u0000","source":"/a","type":"m","time":"2026-11-01T00:00:00Z"}]""";
        Outcomes((await _finance.PostRaw($"{client.Path}/usage", Encoding.UTF8.GetBytes(odd), Batch)).Is(200)).Should().AllBe("rejected usage/not-an-event 422");
    }

    private static object Event(string id, string meter, decimal? value, string? dimension = null, DateTimeOffset? at = null) => new
    {
        specversion = "1.0",
        id,
        source = "/essai",
        type = meter,
        time = (at ?? new DateTimeOffset(2026, 11, 20, 15, 0, 0, TimeSpan.Zero)).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        data = new { value, dimension, key = "k" },
    };

    private static IEnumerable<string> Outcomes(Reply reply) => reply.Json.GetProperty("events").EnumerateArray().Select(one =>
        one.GetProperty("outcome").GetString() + (one.GetProperty("code").GetString() is { } code ? $" {code} {one.GetProperty("status").GetInt32()}" : string.Empty));

    private Task<Reply> Amend(ActiveClient client, object told, string reason, bool cancelled = false) =>
        _finance.Post($"{client.Path}/usage/amendments", new { @event = told, reason, cancelled });

    private async Task<string> NewMeter(string aggregation) =>
        (await _finance.Post("/v1/meters", new { key = "m" + Guid.NewGuid().ToString("N"), aggregation, unit = "GB" })).Is(201)["key"]!;

    private Task<Reply> Send(ActiveClient client, object[] batch) =>
        _finance.PostRaw($"{client.Path}/usage", JsonSerializer.SerializeToUtf8Bytes(batch), Batch);

    private async Task<decimal> Total(ActiveClient client, string meter, string? dimension)
    {
        var usage = (await _finance.Get($"{client.Path}/usage?from=2026-10-15&to=2026-12-15")).Is(200);
        return usage.Json.GetProperty("totals").EnumerateArray()
            .Single(total => total.GetProperty("meter").GetString() == meter && total.GetProperty("dimension").GetString() == dimension).GetProperty("quantity").GetDecimal();
    }
}
