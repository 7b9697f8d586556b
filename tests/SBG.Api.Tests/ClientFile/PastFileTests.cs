using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using Npgsql;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.ClientFile;

/// <summary>The file as of any moment, the month so far included.</summary>
public sealed class PastFileTests
{
    private static readonly string Today = DateOnly.FromDateTime(DateTimeOffset.UtcNow.AddHours(-5).Date).ToString("O", CultureInfo.InvariantCulture);

    [Fact]
    public async Task As_of_three_moments_the_file_is_what_it_was_then_and_what_a_store_that_ends_there_gives()
    {
        await using var api = new Testing.Api();
        await api.InitializeAsync();
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 5));
        var (agent, file) = (api.As("agent.mcn"), client.Path + "/file");
        var (told, moments) = (new List<JsonNode>(), new List<string>());
        await Remember();

        (await agent.Post($"{client.Path}/licences", new { poolId = pool.Id, personId = client.PersonId })).Is(201);
        var incident = (await api.As(client.Persona("requester")).Post($"{client.Path}/incidents", new { title = "Panne", impact = "high", urgency = "high" })).Is(201);
        await Remember();

        await NewPrice.Of(api, pool.PricePlanId, Today, NewPrice.Monthly("99.00"));
        (await agent.At(incident.ETag).Post($"{incident.Location}/resolve", new { resolution = "fixed" })).Is(200);
        await Remember();
        told[1]["currentMonth"]!["perDay"]!.GetValue<string>().Should().NotBe(told[2]["currentMonth"]!["perDay"]!.GetValue<string>());

        var asOf = new List<string>();
        for (var i = 0; i < moments.Count; i++)
        {
            var past = (await agent.Get($"{file}?asOf={moments[i]}")).Is(200);
            past.Headers["X-Rights"].Should().Be("today");
            JsonNode.DeepEquals(Comparable(past), told[i]).Should().BeTrue("as of {0}: {1} was {2}", moments[i], past.Text, told[i].ToJsonString());
            asOf.Add(past.Text);
            var position = past.Json.GetProperty("position").GetInt64();
            JsonNode.DeepEquals(Comparable((await agent.Get($"{file}?version={position}")).Is(200)), told[i]).Should().BeTrue();
        }

        await using var owner = NpgsqlDataSource.Create(api.ConnectionString);
        for (var i = moments.Count - 1; i >= 0; i--)
        {
            await using var cut = owner.CreateCommand($"delete from sbg.mt_events where \"timestamp\" > '{moments[i]}'");
            await cut.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            (await agent.Get($"{file}?asOf={moments[i]}")).Is(200).Text.Should().Be(asOf[i]);
        }

        async Task Remember()
        {
            var count = await Count(api, client.Id);
            var now = await agent.Until(file, read => read.GetProperty("eventCount").GetInt64() == count && read.TryGetProperty("currentMonth", out _));
            told.Add(Comparable(now));
            moments.Add(DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task A_moment_is_named_once_and_must_have_been()
    {
        await using var api = new Testing.Api();
        await api.InitializeAsync();
        var client = await ActiveClient.Of(api);
        var manager = api.As(client.Persona("client-manager"));
        (await manager.Get($"{client.Path}/file?asOf=2020-01-01T00:00:00Z")).IsProblem(404, "resource/not-found");
        (await manager.Get($"{client.Path}/file?version=999999")).IsProblem(404, "resource/not-found");
        (await manager.Get($"{client.Path}/file?version=1&asOf=2026-01-01T00:00:00Z")).IsProblem(400, "request/as-of-or-version");
    }

    private static async Task<long> Count(Testing.Api api, string tenant)
    {
        await using var owner = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = owner.CreateCommand($"select count(*) from sbg.mt_events where tenant_id = '{tenant}'");
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Without what moves with every second: up to when time was counted, and what it adds up to.</summary>
    private static JsonNode Comparable(Reply file)
    {
        var json = JsonNode.Parse(file.Text)!;
        foreach (var member in (string[])["countedThrough", "seatSeconds", "base", "total"])
        {
            json["currentMonth"]!.AsObject().Remove(member);
        }

        return json;
    }
}
