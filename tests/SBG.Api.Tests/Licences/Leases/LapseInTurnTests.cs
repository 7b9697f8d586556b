using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Licences.Leases;

/// <summary>What a command finds that comes just as a lease has ended by itself.</summary>
public sealed class LapseInTurnTests(ApiOfLastMonth api) : IClassFixture<ApiOfLastMonth>
{
    private readonly Caller _agent = api.As("agent.mcn");

    [Fact]
    public async Task Who_leaves_the_line_as_a_seat_comes_back_gets_none()
    {
        var (client, pool) = (await ActiveClient.Of(api), await SharedPool.Of(api, 1, length: "PT1H"));
        (await Ask(client, pool, client.PersonId)).Is(201);
        var waiting = (await Ask(client, pool, (await client.People(api, 1))[0])).Is(201);
        api.Advance(TimeSpan.FromHours(2));

        // Unless the message that follows the lease was faster: then a seat is kept, and what was known is stale.
        var left = await _agent.At(waiting.ETag).Post(waiting.Location + "/withdraw");
        left.Status.Should().BeOneOf(200, 412);
        (await pool.Balance(api)).Leased.Should().Be(left.Status == 200 ? 0 : 1);
        (await _agent.Get(pool.Path)).Is(200)["waiting"].Should().Be("0");
    }

    [Fact]
    public async Task Who_asks_again_as_the_turn_comes_is_told_so()
    {
        var (client, pool) = (await ActiveClient.Of(api), await SharedPool.Of(api, 1, length: "PT1H"));
        var person = (await client.People(api, 1))[0];
        (await Ask(client, pool, client.PersonId)).Is(201);
        var waiting = (await Ask(client, pool, person)).Is(201);
        api.Advance(TimeSpan.FromHours(2));
        var again = (await Ask(client, pool, person)).Is(201);
        (again.Id, again["status"]).Should().Be((waiting.Id, "offered"));
        (await _agent.At(again.ETag).Post(waiting.Location + "/take")).Is(200)["status"].Should().Be("active");
    }

    private Task<Reply> Ask(ActiveClient client, SharedPool pool, string personId) =>
        _agent.Post(client.Path + "/leases", new { poolId = pool.Id, personId, wait = true });
}
