using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Licences.Leases;

/// <summary>A rush for few shared licences, over two nodes on one database.</summary>
public sealed class LeaseRushTests(Testing.Api api)
{
    private const int Seats = 30;

    [Fact]
    public async Task A_rush_over_two_nodes_never_lends_more_than_was_bought_at_any_instant()
    {
        await using var second = await api.AnotherNode();
        var pool = await SharedPool.Of(api, Seats);
        var clients = new[] { await ActiveClient.Of(api), await ActiveClient.Of(api), await ActiveClient.Of(api) };
        var people = new List<(ActiveClient Client, string PersonId)>();
        foreach (var client in clients)
        {
            people.AddRange((await client.People(api, 30)).Select(person => (client, person)));
        }

        // Each person asks twice at once, through either node; who gets a seat gives it back at once and asks again through the other.
        var outcomes = await Task.WhenAll(people.SelectMany((person, number) => new[] { Use(person, number % 2 == 0), Use(person, number % 2 == 1) }));

        outcomes.SelectMany(outcome => outcome).Should().OnlyContain(status => status == 201 || status == 200 || status == 409 || status == 412);
        var ledger = await pool.Ledger(api);
        ledger.Max(entry => entry.Leased).Should().Be(Seats, "there were three for each seat");
        ledger.Should().OnlyContain(entry => entry.Leased >= 0 && entry.Leased <= entry.Purchased || entry.Purchased == 0);
        ledger.Should().BeInAscendingOrder(entry => entry.At);
        var held = ledger.Count(entry => entry.Type == "licence_seat_leased") - ledger.Count(entry => entry.Type == "licence_seat_lease_ended");
        (await pool.Balance(api)).Leased.Should().Be(held);
        await SameByLeases(clients, ledger);

        async Task<int[]> Use((ActiveClient Client, string PersonId) person, bool here)
        {
            var (one, other) = here ? (api.As("agent.mcn"), second.As("agent.mcn")) : (second.As("agent.mcn"), api.As("agent.mcn"));
            var asked = new { poolId = pool.Id, personId = person.PersonId };
            var lease = await one.Post(person.Client.Path + "/leases", asked);
            if (lease.Status != 201)
            {
                return [lease.Status];
            }

            var released = await one.At(lease.ETag).Post(lease.Location + "/release");
            var again = await other.Post(person.Client.Path + "/leases", asked);
            return [lease.Status, released.Status, again.Status];
        }
    }

    // The leases' own streams tell the same as the pool's: as many intervals cover each instant of the ledger as it says.
    private async Task SameByLeases(ActiveClient[] clients, IReadOnlyList<(string Type, DateTimeOffset At, int Purchased, int Leased)> ledger)
    {
        var intervals = new List<(DateTimeOffset From, DateTimeOffset Until)>();
        foreach (var client in clients)
        {
            for (var path = $"{client.Path}/leases?limit=200"; path is not null;)
            {
                var page = (await api.As("agent.mcn").Get(path)).Is(200).Json;
                intervals.AddRange(page.GetProperty("items").EnumerateArray().Select(lease => (
                    lease.GetProperty("heldSince").GetDateTimeOffset(),
                    lease.GetProperty("endedAt") is { ValueKind: System.Text.Json.JsonValueKind.String } ended ? ended.GetDateTimeOffset() : DateTimeOffset.MaxValue)));
                path = page.GetProperty("nextCursor").GetString() is { } next ? $"{client.Path}/leases?limit=200&cursor={next}" : null;
            }
        }

        foreach (var entries in ledger.GroupBy(entry => entry.At))
        {
            intervals.Count(interval => interval.From <= entries.Key && entries.Key < interval.Until).Should().Be(entries.Last().Leased);
        }
    }
}
