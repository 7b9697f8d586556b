using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Licences.Leases;

public sealed class LeaseTests(Testing.Api api)
{
    private readonly Caller _agent = api.As("agent.mcn");
    private readonly Caller _manager = api.As("service-manager.mcn");

    [Fact]
    public async Task A_seat_is_lent_to_one_at_a_time_and_goes_back_when_released()
    {
        var (client, pool) = (await ActiveClient.Of(api), await SharedPool.Of(api, 1));
        var other = (await client.People(api, 1))[0];
        var lease = (await Borrow(client, pool, client.PersonId)).Is(201);
        lease["status"].Should().Be("active");
        (await Borrow(client, pool, client.PersonId)).Is(201).Id.Should().Be(lease.Id, "who holds one gets that one");
        (await Borrow(client, pool, other)).IsProblem(409, "licences/no-seat-left");
        (await pool.Balance(api)).Should().Be((1, 0));

        var renewed = (await _agent.At(lease.ETag).Post(lease.Location + "/renew")).Is(200);
        renewed.Json.GetProperty("endsAt").GetDateTimeOffset().Should().BeAfter(lease.Json.GetProperty("endsAt").GetDateTimeOffset());
        (await _agent.At(lease.ETag).Post(lease.Location + "/release")).Status.Should().Be(412);
        var released = (await _agent.At(renewed.ETag).Post(lease.Location + "/release")).Is(200);
        (released["status"], released.Json.GetProperty("actions").GetArrayLength()).Should().Be(("released", 0));
        (await _agent.At(released.ETag).Post(lease.Location + "/release")).IsProblem(409, "licences/lease-over");
        (await _agent.At(released.ETag).Post(lease.Location + "/renew")).IsProblem(409, "licences/lease-over");
        (await Borrow(client, pool, other)).Is(201);
        (await pool.Ledger(api)).Select(entry => (entry.Type, entry.Leased)).Should().Equal(
            ("licence_pool_created", 0), ("licence_seats_purchased", 0), ("licence_seat_leased", 1), ("licence_lease_refused", 1), ("licence_seat_lease_ended", 0),
            ("licence_seat_leased", 1));
    }

    [Fact]
    public async Task A_refusal_for_want_of_seats_is_recorded_and_kept_with_its_key()
    {
        var (client, pool) = (await ActiveClient.Of(api), await SharedPool.Of(api, 0));
        var once = _agent.With("Idempotency-Key", Guid.NewGuid().ToString());
        var body = new { poolId = pool.Id, personId = client.PersonId };
        (await once.Post(client.Path + "/leases", body)).IsProblem(409, "licences/no-seat-left");
        var again = await once.Post(client.Path + "/leases", body);
        again.IsProblem(409, "licences/no-seat-left").Headers.Should().ContainKey("Idempotent-Replayed");
        (await pool.Ledger(api)).Count(entry => entry.Type == "licence_lease_refused").Should().Be(1);
    }

    [Fact]
    public async Task A_lease_that_nobody_renews_ends_by_itself_at_its_instant_whoever_records_it()
    {
        var (client, pool) = (await ActiveClient.Of(api), await SharedPool.Of(api, 2, length: "PT2S"));
        var lease = (await Borrow(client, pool, client.PersonId)).Is(201);
        var end = lease.Json.GetProperty("endsAt").GetDateTimeOffset();
        var over = await _agent.Until(lease.Location, told => told.GetProperty("status").GetString() == "expired");
        over.Json.GetProperty("endedAt").GetDateTimeOffset().Should().Be(end);
        (await pool.Balance(api)).Should().Be((0, 2));
        (await _agent.Get($"{client.Path}/leases?status=expired")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(1);
        (await _agent.Get($"{client.Path}/leases?status=active")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(0);

        // The scheduled message records it; as of the second before, the seat was lent.
        await _agent.Until(pool.Path + "/ledger", ledger =>
            ledger.GetProperty("items")[0] is var newest && newest.GetProperty("type").GetString() == "licence_seat_lease_ended"
            && newest.GetProperty("recordedAt").ValueKind == System.Text.Json.JsonValueKind.String);
        (await pool.Ledger(api))[^1].At.Should().Be(end);
        (await LeasedAsOf(pool, end.AddMilliseconds(-500))).Should().Be(1);
        (await LeasedAsOf(pool, end)).Should().Be(0);
        (await _agent.At((await _agent.Get(lease.Location)).ETag).Post(lease.Location + "/renew")).IsProblem(409, "licences/lease-over");
    }

    [Fact]
    public async Task No_lease_outlives_the_seats_that_were_bought()
    {
        var (client, pool) = (await ActiveClient.Of(api), await SharedPool.Of(api, 1));
        var end = DateTimeOffset.UtcNow.AddMinutes(10);
        (await _manager.At((await _manager.Get(pool.Path)).ETag).Post(pool.Path + "/purchase", new { quantity = 1, endsAt = end })).Is(200);
        var first = (await Borrow(client, pool, client.PersonId)).Is(201).Json.GetProperty("endsAt").GetDateTimeOffset();
        var second = (await Borrow(client, pool, (await client.People(api, 1))[0])).Is(201).Json.GetProperty("endsAt").GetDateTimeOffset();
        first.Should().BeAfter(end);
        second.Should().BeCloseTo(end, TimeSpan.FromMilliseconds(1), "from then on only one seat is bought");
    }

    [Fact]
    public async Task A_requester_borrows_for_oneself_and_sees_ones_own()
    {
        var (client, pool) = (await ActiveClient.Of(api), await SharedPool.Of(api, 5));
        var other = (await client.People(api, 1))[0];
        var requester = api.As(client.Persona("ana@requester"));
        (await requester.Post(client.Path + "/leases", new { poolId = pool.Id })).IsProblem(422, "licences/nobody-named");
        await client.Link(api, client.Persona("ana@requester"));
        var mine = (await requester.Post(client.Path + "/leases", new { poolId = pool.Id })).Is(201);
        mine["personId"].Should().Be(client.PersonId);
        (await requester.Post(client.Path + "/leases", new { poolId = pool.Id, personId = other })).IsProblem(422, "licences/unknown-person");
        var theirs = (await api.As(client.Persona("client-manager")).Post(client.Path + "/leases", new { poolId = pool.Id, personId = other })).Is(201);
        (await requester.Get(theirs.Location)).IsProblem(404, "resource/not-found");
        (await requester.At(theirs.ETag).Post(theirs.Location + "/release")).IsProblem(404, "resource/not-found");
        (await requester.Get(client.Path + "/leases")).Is(200).Json.GetProperty("items").EnumerateArray().Select(lease => lease.GetProperty("id").GetString()).Should().Equal(mine.Id);
        (await requester.At(mine.ETag).Post(mine.Location + "/release")).Is(200);
    }

    [Fact]
    public async Task What_is_lent_is_not_given_and_what_is_given_is_not_lent()
    {
        var (client, shared, named) = (await ActiveClient.Of(api), await SharedPool.Of(api, 1), await StockedPool.Of(api, 1));
        (await _agent.Post(client.Path + "/licences", new { poolId = shared.Id, personId = client.PersonId })).IsProblem(409, "licences/shared-pool");
        (await _agent.Post(client.Path + "/leases", new { poolId = named.Id, personId = client.PersonId })).IsProblem(409, "licences/not-shared");
        (await _agent.Post(client.Path + "/leases", new { poolId = Guid.NewGuid(), personId = client.PersonId })).IsProblem(422, "licences/unknown-pool");
        var pool = (await _manager.Get(named.Path)).Is(200);
        (await _manager.At(pool.ETag).Post(named.Path + "/lease-terms", new { length = "PT1H", takeWithin = "PT1M" })).IsProblem(409, "licences/not-shared");
        var lent = (await _manager.Get(shared.Path)).Is(200);
        (await _manager.At(lent.ETag).Post(shared.Path + "/lease-terms", new { length = "P2D", takeWithin = "PT1M" })).IsProblem(422, "licences/not-lease-terms");
    }

    private Task<Reply> Borrow(ActiveClient client, SharedPool pool, string personId) => _agent.Post(client.Path + "/leases", new { poolId = pool.Id, personId });

    private async Task<int> LeasedAsOf(SharedPool pool, DateTimeOffset at) =>
        (await _agent.Get($"{pool.Path}?asOf={Uri.EscapeDataString(at.UtcDateTime.ToString("O"))}")).Is(200).Json.GetProperty("balance").GetProperty("leased").GetInt32();
}
