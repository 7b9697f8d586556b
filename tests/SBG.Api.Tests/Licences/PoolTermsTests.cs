using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Licences;

public sealed class PoolTermsTests(Testing.Api api)
{
    private readonly Caller _manager = api.As("service-manager.mcn");
    private readonly Caller _agent = api.As("agent.mcn");

    [Fact]
    public async Task Seats_of_a_short_term_come_and_go_by_themselves_and_the_ledger_says_when()
    {
        var pool = await StockedPool.Of(api, 2);
        var now = DateTimeOffset.UtcNow;
        var (start, end) = (now.AddSeconds(8), now.AddSeconds(10));
        var before = (await _manager.Get(pool.Path)).Is(200);
        (await _manager.At(before.ETag).Post(pool.Path + "/purchase", new { quantity = 3, startsAt = end, endsAt = start })).IsProblem(422, "licences/not-a-term");
        var bought = (await _manager.At(before.ETag).Post(
            pool.Path + "/purchase",
            new { quantity = 3, startsAt = start, endsAt = end, unitPrice = new { amount = "40.00", currency = "CAD" }, supplier = "Fournisseur fictif", contract = "C-7" })).Is(200);
        bought.Json.GetProperty("balance").GetProperty("purchased").GetInt32().Should().Be(2);
        var purchase = bought.Json.GetProperty("purchases").EnumerateArray().Single(one => one.GetProperty("contract").ValueKind == System.Text.Json.JsonValueKind.String);
        (await _manager.Get("/v1/licence-pools/renewals")).Is(200).Json.GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("poolId").GetString() == pool.Id).GetProperty("cost").GetProperty("amount").GetString().Should().Be("120.00");

        // The scheduled messages record both ends; at which instants, the ledger says.
        var settled = await _agent.Until(pool.Path + "/ledger", ledger =>
            ledger.GetProperty("items")[0] is var newest && newest.GetProperty("type").GetString() == "licence_seat_term_ended" && newest.TryGetProperty("recordedAt", out var recorded)
            && recorded.ValueKind == System.Text.Json.JsonValueKind.String);
        var entries = settled.Json.GetProperty("items").EnumerateArray().ToArray();
        entries.Select(entry => (entry.GetProperty("type").GetString(), entry.GetProperty("balance").GetProperty("purchased").GetInt32())).Should().Equal(
            ("licence_seat_term_ended", 2), ("licence_seat_term_began", 5), ("licence_seats_purchased", 2), ("licence_seats_purchased", 2), ("licence_pool_created", 0));
        entries[0].GetProperty("occurredAt").GetDateTimeOffset().Should().BeCloseTo(end, TimeSpan.FromMilliseconds(1));
        var between = Uri.EscapeDataString(start.AddMilliseconds(500).UtcDateTime.ToString("O"));
        (await _agent.Get($"{pool.Path}?asOf={between}")).Is(200).Json.GetProperty("balance").GetProperty("purchased").GetInt32().Should().Be(5);
        (await _agent.Get($"{pool.Path}/ledger?asOf={between}")).Is(200).Json.GetProperty("items")[0].GetProperty("type").GetString().Should().Be("licence_seat_term_began");
        (await _manager.At((await _manager.Get(pool.Path)).ETag).Post(pool.Path + "/renew", new { purchaseId = purchase.GetProperty("id").GetString(), endsAt = now.AddDays(3) }))
            .IsProblem(422, "licences/unknown-purchase");
    }

    [Fact]
    public async Task What_is_guaranteed_to_one_client_is_kept_from_another()
    {
        var (client, other, pool) = (await ActiveClient.Of(api), await ActiveClient.Of(api), await StockedPool.Of(api, 3));
        var seen = (await _manager.Get(pool.Path)).Is(200);
        (await _manager.At(seen.ETag).Post(pool.Path + "/allot", new { clientId = "nul-organisme", guaranteed = 1 })).IsProblem(422, "licences/unknown-client");
        var allotted = (await _manager.At(seen.ETag).Post(pool.Path + "/allot", new { clientId = client.Id, guaranteed = 2, overflow = "none" })).Is(200);
        (await _manager.At(seen.ETag).Post(pool.Path + "/allot", new { clientId = client.Id, guaranteed = 1 })).Status.Should().Be(412, "a manager changed it since");
        (await Assign(other, pool)).Is(201);
        (await Assign(other, pool)).IsProblem(409, "licences/no-seat-left");
        (await _manager.At(allotted.ETag).Post(pool.Path + "/count", new { inUse = 9 })).Is(200)["overused"].Should().Be("6", "seats that moved since make no If-Match stale");
        (await Assign(client, pool)).Is(201);
        (await Assign(client, pool)).Is(201);
        (await Assign(client, pool)).IsProblem(409, "licences/no-seat-left");
        var trueUp = (await _manager.At((await _manager.Get(pool.Path)).ETag).Post(pool.Path + "/true-up", new { contract = "C-8" })).Is(200);
        trueUp.Json.GetProperty("balance").GetProperty("purchased").GetInt32().Should().Be(9);
        (await Assign(client, pool)).IsProblem(409, "licences/client-at-ceiling");
        (await Assign(other, pool)).Is(201);
    }

    [Fact]
    public async Task The_renewal_calendar_says_by_when_the_supplier_must_be_told_also_to_a_calendar()
    {
        var pool = await StockedPool.Of(api, 1);
        var end = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(60), TimeSpan.Zero);
        (await _manager.At((await _manager.Get(pool.Path)).ETag).Post(
            pool.Path + "/purchase", new { quantity = 4, endsAt = end, supplier = "Fournisseur, fictif", contract = "C-77", noticeDays = 30 })).Is(200);
        var item = (await _manager.Get("/v1/licence-pools/renewals")).Is(200).Json.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("poolId").GetString() == pool.Id);
        item.GetProperty("purchase").GetProperty("noticeBy").GetDateTimeOffset().Should().Be(end.AddDays(-30));
        var calendar = (await _manager.With("Accept", "text/calendar").Get("/v1/licence-pools/renewals")).Is(200);
        calendar.Headers["Content-Type"].Should().StartWith("text/calendar");
        var lines = calendar.Text.Split("\r\n");
        lines.Should().OnlyContain(line => System.Text.Encoding.UTF8.GetByteCount(line) <= 75);
        var unfolded = calendar.Text.Replace("\r\n ", string.Empty, StringComparison.Ordinal);
        unfolded.Should().StartWith("BEGIN:VCALENDAR\r\n").And.EndWith("END:VCALENDAR\r\n")
            .And.Contain($"DTSTART;VALUE=DATE:{end.AddDays(-30):yyyyMMdd}\r\nSUMMARY:Avis au fournisseur : Courriel\\, 4 (Fournisseur\\, fictif\\, C-77)\r\n")
            .And.Contain($"DTSTART;VALUE=DATE:{end:yyyyMMdd}\r\nSUMMARY:Fin de la durée : Courriel");
    }

    private Task<Reply> Assign(ActiveClient client, StockedPool pool) => _agent.Post(client.Path + "/licences", new { poolId = pool.Id, personId = client.PersonId });
}
