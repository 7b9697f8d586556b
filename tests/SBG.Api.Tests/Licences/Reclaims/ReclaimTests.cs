using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Licences.Reclaims;

public sealed class ReclaimTests(ApiOfLastMonth api) : IClassFixture<ApiOfLastMonth>
{
    private readonly Caller _agent = api.As("agent.mcn");

    [Fact]
    public async Task A_licence_that_nobody_uses_is_taken_back_after_notice_unless_someone_objects_and_can_come_back()
    {
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 2));
        var (used, kept) = ((await Assign(client, pool, client.PersonId)).Is(201), (await Assign(client, pool, (await client.People(api, 1))[0])).Is(201));
        await client.Link(api, client.Persona("ana@requester"));
        api.Advance(TimeSpan.FromHours(30));

        var grounds = (await _agent.Get($"{client.Path}/licences/reclaim-grounds?inactiveDays=1")).Is(200).Json.GetProperty("items").EnumerateArray().ToArray();
        grounds.Select(ground => (ground.GetProperty("assignmentId").GetString(), ground.GetProperty("cause").GetString())).Should().BeEquivalentTo([(used.Id, "inactivity"), (kept.Id, "inactivity")]);
        (await _agent.Get($"{client.Path}/licences/reclaim-grounds?inactiveDays=2")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(0);
        var reported = (await _agent.At(kept.ETag).Post(kept.Location + "/report-use", new { lastUsedAt = api.Now })).Is(200);
        (await Propose(reported, kept.Location)).IsProblem(409, "licences/nothing-to-reclaim");
        var proposed = (await Propose(used, used.Location)).Is(200);
        (await Propose(proposed, used.Location)).IsProblem(409, "licences/already-proposed");

        // The holder sees it and objects; later it is proposed anew, and nobody does.
        var requester = api.As(client.Persona("ana@requester"));
        var told = (await requester.Get(used.Location)).Is(200);
        told.Json.GetProperty("reclaim").GetProperty("standing").GetString().Should().Be("open");
        told.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString()).Should().Equal("object");
        (await requester.At(reported.ETag).Post(kept.Location + "/object", new { ground = "stillUsed" })).IsProblem(404, "resource/not-found");
        var objected = (await requester.At(told.ETag).Post(used.Location + "/object", new { ground = "stillUsed" })).Is(200);
        objected.Json.GetProperty("reclaim").GetProperty("standing").GetString().Should().Be("objected");
        (await requester.At(objected.ETag).Post(used.Location + "/object", new { ground = "other" })).IsProblem(409, "licences/nothing-proposed");
        (await Propose(objected, used.Location)).Is(200);
        api.Advance(TimeSpan.FromDays(2));

        var taken = await _agent.Until(used.Location, licence => licence.GetProperty("status").GetString() == "released");
        taken.Json.GetProperty("reclaim").GetProperty("standing").GetString().Should().Be("reclaimed");
        (await pool.Balance(api)).Should().Be((2, 0, 1, 1));
        var reversed = (await _agent.At(taken.ETag).Post(used.Location + "/reverse-reclaim")).Is(200);
        var again = reversed.Json.GetProperty("reclaim").GetProperty("reversedBy").GetString();
        (await requester.Get($"{client.Path}/licences/{again}")).Is(200)["status"].Should().Be("active");
        (await pool.Balance(api)).Should().Be((2, 0, 2, 0));
        (await _agent.At(reversed.ETag).Post(used.Location + "/reverse-reclaim")).IsProblem(409, "licences/nothing-to-reverse");
    }

    [Fact]
    public async Task Who_holds_a_licence_and_one_that_includes_it_needs_one_of_them()
    {
        var (client, smaller, larger) = (await ActiveClient.Of(api), await StockedPool.Of(api, 2), await StockedPool.Of(api, 2));
        var manager = api.As("service-manager.mcn");
        var pool = (await manager.Get(larger.Path)).Is(200);
        (await manager.At(pool.ETag).Post(larger.Path + "/include", new { poolIds = new[] { larger.Id } })).IsProblem(422, "licences/includes-itself");
        (await manager.At(pool.ETag).Post(larger.Path + "/include", new { poolIds = new[] { smaller.Id } })).Is(200).Json.GetProperty("includes")[0].GetString().Should().Be(smaller.Id);
        var (both, cover) = ((await Assign(client, smaller, client.PersonId)).Is(201), (await Assign(client, larger, client.PersonId)).Is(201));
        var alone = (await Assign(client, larger, (await client.People(api, 1))[0])).Is(201);
        api.Advance(TimeSpan.FromHours(30));
        foreach (var licence in new[] { both, cover, alone })
        {
            (await _agent.At(licence.ETag).Post(licence.Location + "/report-use", new { lastUsedAt = api.Now, premiumUsedAt = licence == cover ? (DateTimeOffset?)api.Now : null })).Is(200);
        }

        var items = new List<JsonElement>();
        for (var path = $"{client.Path}/licences/reclaim-grounds?inactiveDays=1&limit=1"; path is not null;)
        {
            var page = (await api.As(client.Persona("client-manager")).Get(path)).Is(200).Json;
            items.AddRange(page.GetProperty("items").EnumerateArray());
            path = page.GetProperty("nextCursor").GetString() is { } next ? $"{client.Path}/licences/reclaim-grounds?inactiveDays=1&limit=1&cursor={next}" : null;
        }

        items.Should().HaveCount(2);
        var (overlap, downgrade) = (items.Single(item => item.GetProperty("assignmentId").GetString() == both.Id), items.Single(item => item.GetProperty("assignmentId").GetString() == alone.Id));
        (overlap.GetProperty("cause").GetString(), overlap.GetProperty("covering").GetString()).Should().Be(("overlap", cover.Id));
        (downgrade.GetProperty("cause").GetString(), downgrade.GetProperty("instead").GetString()).Should().Be(("downgrade", smaller.Id));
        (await Propose((await _agent.Get(both.Location)).Is(200), both.Location)).Is(200).Json.GetProperty("reclaim").GetProperty("cause").GetString().Should().Be("overlap");
        var withdrawn = (await _agent.At((await _agent.Get(both.Location)).ETag).Post(both.Location + "/withdraw-reclaim")).Is(200);
        withdrawn.Json.GetProperty("reclaim").GetProperty("standing").GetString().Should().Be("withdrawn");
    }

    private Task<Reply> Assign(ActiveClient client, StockedPool pool, string personId) => _agent.Post(client.Path + "/licences", new { poolId = pool.Id, personId });

    private Task<Reply> Propose(Reply licence, string location) => _agent.At(licence.ETag).Post(location + "/propose-reclaim", new { inactiveDays = 1, objectDays = 1 });
}
