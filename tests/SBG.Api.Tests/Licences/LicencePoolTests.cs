using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Licences;

public sealed class LicencePoolTests(Testing.Api api)
{
    private readonly Caller _agent = api.As("agent.mcn");

    [Fact]
    public async Task A_rush_of_200_for_100_seats_gives_100_licences_and_100_clean_refusals()
    {
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 100));
        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Assign(client, pool)));

        replies.Count(reply => reply.Status == 201).Should().Be(100);
        replies.Count(reply => (reply.Status, reply.Code) == (409, "licences/no-seat-left")).Should().Be(100);
        (await pool.Balance(api)).Should().Be((100, 0, 100, 0));
        replies.Where(reply => reply.Status == 201).Select(reply => reply.Id).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_licence_is_suspended_resumed_and_given_back_once()
    {
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 1));
        var licence = (await Assign(client, pool)).Is(201);
        var suspended = (await _agent.At(licence.ETag).Post(licence.Location + "/suspend")).Is(200);
        (await pool.Balance(api)).Available.Should().Be(0, "a suspended licence keeps its seat");
        (await _agent.At(suspended.ETag).Post(licence.Location + "/suspend")).IsProblem(409, "licences/not-active");
        var resumed = (await _agent.At(suspended.ETag).Post(licence.Location + "/resume")).Is(200);
        (await _agent.At(resumed.ETag).Post(licence.Location + "/resume")).IsProblem(409, "licences/not-suspended");

        var released = (await _agent.At(resumed.ETag).Post(licence.Location + "/release")).Is(200);
        released["status"].Should().Be("released");
        (await pool.Balance(api)).Should().Be((1, 0, 0, 1));
        (await _agent.At(released.ETag).Post(licence.Location + "/release")).IsProblem(409, "licences/already-released");
        (await pool.Balance(api)).Should().Be((1, 0, 0, 1));
    }

    [Fact]
    public async Task A_ledger_page_goes_on_where_the_page_before_ended()
    {
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 3));
        for (var i = 0; i < 3; i++)
        {
            (await Assign(client, pool)).Is(201);
        }

        var first = (await _agent.Get(pool.Path + "/ledger?limit=3")).Is(200).Json;
        var second = (await _agent.Get($"{pool.Path}/ledger?limit=3&cursor={first.GetProperty("nextCursor").GetString()}")).Is(200).Json;
        var entries = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).ToArray();
        entries.Select(entry => entry.GetProperty("version").GetInt32()).Should().Equal(5, 4, 3, 2, 1);
        entries.Select(entry => entry.GetProperty("balance").GetProperty("available").GetInt32()).Should().Equal(0, 1, 2, 3, 0);
        second.GetProperty("nextCursor").GetString().Should().BeNull();
        (await _agent.Get(pool.Path + "?version=3")).Is(200).Json.GetProperty("balance").GetProperty("assigned").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task What_does_not_exist_gets_no_seat()
    {
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 1));
        (await _agent.Post(client.Path + "/licences", new { poolId = Guid.NewGuid(), personId = client.PersonId })).IsProblem(422, "licences/unknown-pool");
        (await _agent.Post(client.Path + "/licences", new { poolId = pool.Id, personId = Guid.NewGuid() })).IsProblem(422, "licences/unknown-person");
        (await api.As("service-manager.mcn").Post("/v1/licence-pools", new { name = "x", product = "x", pricePlanId = Guid.NewGuid() }))
            .IsProblem(422, "licences/unknown-price-plan");
        (await pool.Balance(api)).Should().Be((1, 0, 0, 1));
    }

    private Task<Reply> Assign(ActiveClient client, StockedPool pool) =>
        _agent.With("Idempotency-Key", Guid.NewGuid().ToString()).Post(client.Path + "/licences", new { poolId = pool.Id, personId = client.PersonId });
}
