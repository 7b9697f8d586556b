using System.Text.Json;
using FluentAssertions;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Licences.Leases;

/// <summary>What the hours of a pool say, on a clock that tests move.</summary>
public sealed class ConcurrencyTests(ApiOfLastMonth api) : IClassFixture<ApiOfLastMonth>
{
    [Fact]
    public async Task Peaks_waits_and_refusals_are_told_by_hour_as_of_any_instant()
    {
        api.Advance(TimeSpan.FromMinutes(70 - api.Now.Minute)); // ten past: what follows is of one hour
        var (client, pool) = (await ActiveClient.Of(api), await SharedPool.Of(api, 2, length: "PT10H", takeWithin: "PT1H"));
        var people = await client.People(api, 3);
        var agent = api.As("agent.mcn");
        var begun = api.Now;
        var first = (await Ask(client.PersonId)).Is(201);
        (await Ask(people[0])).Is(201);
        (await Ask(people[1])).Is(409);
        var waiting = (await Ask(people[1], wait: true)).Is(201);
        api.Advance(TimeSpan.FromHours(3));
        var released = (await agent.At(first.ETag).Post(first.Location + "/release")).Is(200).Json.GetProperty("endedAt").GetDateTimeOffset();
        var offered = (await agent.Get(waiting.Location)).Is(200);
        (await agent.At(offered.ETag).Post(waiting.Location + "/take")).Is(200);
        var told = api.Now;

        await Check();
        await api.Services.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(30));
        api.Advance(TimeSpan.FromHours(2));
        await Check();
        var before = await Hours(begun, released.AddMilliseconds(-1));
        before.Sum(hour => hour.GetProperty("served").GetInt32()).Should().Be(0, "its turn had not come");
        (await BalanceAsOf(released.AddMilliseconds(-1))).GetProperty("leased").GetInt32().Should().Be(2);
        (await BalanceAsOf(begun.AddDays(-1))).ValueKind.Should().Be(JsonValueKind.Undefined);
        (await agent.Get($"{pool.Path}/concurrency?from={At(begun)}&until={At(begun.AddDays(40))}")).IsProblem(422, "licences/not-a-period");

        // All of it as it stood when it was told, whether the view is there or not.
        async Task Check()
        {
            var hours = await Hours(begun, told);
            hours.Should().HaveCountGreaterThanOrEqualTo(4, "hours in which nothing happened are told too");
            hours.Max(hour => hour.GetProperty("peakLeased").GetInt32()).Should().Be(2);
            hours.Sum(hour => hour.GetProperty("refused").GetInt32()).Should().Be(1);
            hours.Sum(hour => hour.GetProperty("granted").GetInt32()).Should().Be(2);
            var served = hours.Single(hour => hour.GetProperty("served").GetInt32() == 1);
            System.Xml.XmlConvert.ToTimeSpan(served.GetProperty("longestWait").GetString()!).Should().BeGreaterThan(TimeSpan.FromHours(3));
            hours[1].GetProperty("leaseHours").GetDecimal().Should().Be(2m, "two seats were lent for the whole of it");
            hours[1].GetProperty("peakWaiting").GetInt32().Should().Be(1);
        }

        async Task<JsonElement[]> Hours(DateTimeOffset from, DateTimeOffset asOf) =>
            [.. (await agent.Get($"{pool.Path}/concurrency?from={At(from)}&until={At(from.AddHours(12))}&asOf={At(asOf)}")).Is(200).Json.GetProperty("hours").EnumerateArray()];

        async Task<JsonElement> BalanceAsOf(DateTimeOffset at) =>
            await agent.Get($"{pool.Path}?asOf={At(at)}") is { Status: 200 } found ? found.Json.GetProperty("balance") : default;

        Task<Reply> Ask(string personId, bool wait = false) => agent.Post(client.Path + "/leases", new { poolId = pool.Id, personId, wait });
    }

    [Fact]
    public async Task A_client_s_use_is_told_by_pool_and_day_and_its_file_says_what_it_borrows()
    {
        var (client, pool) = (await ActiveClient.Of(api), await SharedPool.Of(api, 2, length: "PT20H"));
        var (people, agent) = (await client.People(api, 2), api.As("agent.mcn"));
        var first = (await Ask(client.PersonId)).Is(201);
        api.Advance(TimeSpan.FromHours(1));
        (await Ask(people[0])).Is(201);
        (await Ask(people[1], wait: true)).Is(201)["status"].Should().Be("waiting");
        await agent.Until(client.Path + "/file", file =>
            file.GetProperty("leases").EnumerateArray().Any(lent => lent.GetProperty("held").GetInt32() == 2 && lent.GetProperty("waiting").GetInt32() == 1));
        api.Advance(TimeSpan.FromHours(1));
        (await agent.At(first.ETag).Post(first.Location + "/release")).Is(200);

        var use = (await agent.Get($"{client.Path}/leases/use")).Is(200).Json.GetProperty("days").EnumerateArray().ToArray();
        use.Sum(day => day.GetProperty("leaseHours").GetDecimal()).Should().BeInRange(3m, 3.2m, "what is only kept is not used");
        use.Max(day => day.GetProperty("peak").GetInt32()).Should().Be(2);
        (await agent.Get($"{client.Path}/leases/use?from=2026-01-01&to=2026-12-31")).IsProblem(422, "licences/not-a-period");

        Task<Reply> Ask(string personId, bool wait = false) => agent.Post(client.Path + "/leases", new { poolId = pool.Id, personId, wait });
    }

    private static string At(DateTimeOffset at) => Uri.EscapeDataString(at.UtcDateTime.ToString("O"));
}
