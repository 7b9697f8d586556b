using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Licences.Leases;

/// <summary>Waiting for a seat of a shared pool.</summary>
public sealed class LeaseLineTests(Testing.Api api)
{
    [Fact]
    public async Task A_seat_that_comes_back_is_kept_for_the_first_in_the_line_whoever_else_asks()
    {
        var (client, pool) = (await ActiveClient.Of(api), await SharedPool.Of(api, 1));
        var people = await client.People(api, 3);
        var holder = (await Ask(api, client, pool, client.PersonId)).Is(201);
        var first = (await Ask(api, client, pool, people[0])).Is(201);
        var second = (await Ask(api, client, pool, people[1])).Is(201);
        (first["status"], first["place"], second["place"]).Should().Be(("waiting", "1", "2"));
        (await Ask(api, client, pool, people[0])).Is(201).Id.Should().Be(first.Id, "who waits keeps the place");
        var agent = api.As("agent.mcn");
        (await agent.At(first.ETag).Post(first.Location + "/take")).IsProblem(409, "licences/nothing-kept");
        (await agent.At(first.ETag).Post(first.Location + "/renew")).IsProblem(409, "licences/lease-not-taken");

        (await agent.At(holder.ETag).Post(holder.Location + "/release")).Is(200);
        (await agent.Post(client.Path + "/leases", new { poolId = pool.Id, personId = people[2] })).IsProblem(409, "licences/no-seat-left");
        var offered = (await agent.Get(first.Location)).Is(200);
        (offered["status"], offered.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString()).Order()).Should().BeEquivalentTo(("offered", new[] { "release", "take" }));
        var told = (await agent.Get(second.Location)).Is(200);
        (told["place"], told.Json.GetProperty("estimatedWait").ValueKind).Should().Be(("1", System.Text.Json.JsonValueKind.String), "a lease has ended, so that there is something to go by");
        (await agent.At(offered.ETag).Post(first.Location + "/take")).Is(200)["status"].Should().Be("active");

        var left = (await agent.At(second.ETag).Post(second.Location + "/withdraw")).Is(200);
        (await agent.At(left.ETag).Post(second.Location + "/withdraw")).IsProblem(409, "licences/not-waiting");
        (await agent.Get(pool.Path)).Is(200)["waiting"].Should().Be("0");
        (await pool.Ledger(api)).Select(entry => entry.Type).Skip(2).Should().Equal(
            "licence_seat_leased", "licence_lease_queued", "licence_lease_queued", "licence_seat_lease_ended", "licence_seat_leased", "licence_lease_refused", "licence_lease_unqueued");
    }

    [Fact]
    public async Task A_seat_that_is_guaranteed_does_not_wait_behind_others()
    {
        var (client, other, pool) = (await ActiveClient.Of(api), await ActiveClient.Of(api), await SharedPool.Of(api, 2));
        var manager = api.As("service-manager.mcn");
        (await manager.At((await manager.Get(pool.Path)).ETag).Post(pool.Path + "/allot", new { clientId = client.Id, guaranteed = 1 })).Is(200);
        var people = await other.People(api, 1);
        (await Ask(api, other, pool, other.PersonId)).Is(201)["status"].Should().Be("active");
        (await Ask(api, other, pool, people[0])).Is(201)["status"].Should().Be("waiting");
        (await Ask(api, client, pool, client.PersonId)).Is(201)["status"].Should().Be("active");
        (await Ask(api, client, pool, (await client.People(api, 1))[0])).Is(201)["place"].Should().Be("2");
        var seen = (await manager.Get(pool.Path)).Is(200);
        (await manager.At(seen.ETag).Post(pool.Path + "/purchase", new { quantity = 2 })).Is(200);
        (await manager.Get(pool.Path))["waiting"].Should().Be("0", "what was bought went to those who waited");
    }

    [Fact]
    public async Task A_seat_that_nobody_takes_passes_on_also_over_a_restart()
    {
        await using var own = new Testing.Api();
        await own.InitializeAsync();
        var (client, other, pool) = (await ActiveClient.Of(own), await ActiveClient.Of(own), await SharedPool.Of(own, 1, length: "PT3S", takeWithin: "PT1S"));
        var holder = (await Ask(own, client, pool, client.PersonId)).Is(201);
        var absent = (await Ask(own, other, pool, other.PersonId)).Is(201);
        var last = (await Ask(own, client, pool, (await client.People(own, 1))[0])).Is(201);
        await own.Restart();

        // Nobody calls about the pool: the messages of the leases wake the line.
        await using var database = Npgsql.NpgsqlDataSource.Create(own.ConnectionString);
        await Recorded(database, absent.Id, "licence_lease_passed");
        await Recorded(database, last.Id, "licence_lease_offered");
        await Recorded(database, last.Id, "licence_lease_passed");
        var agent = own.As("agent.mcn");
        (await agent.Get(holder.Location))["status"].Should().Be("expired");
        (await agent.Get(absent.Location))["status"].Should().Be("passed");
        (await pool.Balance(own)).Should().Be((0, 1));
        var ledger = await pool.Ledger(own);
        ledger.Should().OnlyContain(entry => entry.Leased <= 1).And.BeInAscendingOrder(entry => entry.At);
        ledger.Count(entry => entry.Type == "licence_seat_leased").Should().Be(3);
    }

    private static Task<Reply> Ask(Testing.Api api, ActiveClient client, SharedPool pool, string personId) =>
        api.As("agent.mcn").Post(client.Path + "/leases", new { poolId = pool.Id, personId, wait = true });

    private static async Task Recorded(Npgsql.NpgsqlDataSource database, string stream, string type)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await tick.WaitForNextTickAsync(patience.Token))
        {
            await using var command = database.CreateCommand("select count(*) from sbg.mt_events where stream_id = $1::uuid and type = $2");
            command.Parameters.Add(new() { Value = stream });
            command.Parameters.Add(new() { Value = type });
            if ((long)(await command.ExecuteScalarAsync(patience.Token))! == 1)
            {
                return;
            }
        }
    }
}
