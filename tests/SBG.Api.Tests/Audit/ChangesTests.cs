using System.Globalization;
using System.Text.Json;
using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Audit;

/// <summary>What changed of a resource between two moments, and by which events.</summary>
public sealed class ChangesTests(Testing.Api api)
{
    [Fact]
    public async Task Between_two_versions_what_differs_and_what_made_it_differ()
    {
        var client = await ActiveClient.Of(api);
        var admin = api.As("admin.mcn");
        var before = (await admin.Get(client.Path)).Is(200);
        var revised = (await admin.At(before.ETag).Post($"{client.Path}/revise", new { name = "Autre nom", category = "health", timeZone = "America/Toronto", language = "fr" })).Is(200);
        (await admin.At(revised.ETag).Post($"{client.Path}/revise", new { name = "Organisme d'essai", category = "health", timeZone = "America/Toronto", language = "en" })).Is(200);

        var told = (await admin.Get($"{client.Path}/changes?from=3&to=5")).Is(200);
        told.Headers["X-Rights"].Should().Be("today");
        told.ETag.Should().Be("\"5\"");
        Pointers(told.Json).Should().BeEquivalentTo("/category", "/language");
        var events = told.Json.GetProperty("events").EnumerateArray().ToArray();
        events.Select(e => e.GetProperty("type").GetString()).Should().Equal("client_profile_revised", "client_profile_revised");
        Pointers(events[0]).Should().BeEquivalentTo("/name", "/category");
        Pointers(events[1]).Should().BeEquivalentTo("/name", "/language");
        events.Should().OnlyContain(e => e.GetProperty("actor").GetString() == "admin.mcn");

        (await admin.With("If-None-Match", told.ETag).Get($"{client.Path}/changes?from=3&to=5")).Is(304);
        var all = (await admin.Get($"{client.Path}/changes")).Is(200).Json;
        all.GetProperty("from").GetInt32().Should().Be(0);
        Pointers(all).Should().Contain("/name").And.NotContain(pointer => pointer.StartsWith("/actions", StringComparison.Ordinal));
        (await admin.Get($"{client.Path}/changes?from=5")).Is(200).Json.GetProperty("events").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Moments_are_instants_too()
    {
        var client = await ActiveClient.Of(api);
        var admin = api.As("admin.mcn");
        var recorded = (await admin.Get($"{client.Path}/changes")).Is(200).Json.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("recordedAt").GetString()).ToArray();
        var told = (await admin.Get($"{client.Path}/changes?from={recorded[0]}&to={recorded[1]}")).Is(200).Json;
        (told.GetProperty("from").GetInt32(), told.GetProperty("to").GetInt32()).Should().Be((1, 2));
        Pointers(told).Should().Contain("/taxRegime");
        (await admin.Get($"{client.Path}/changes?to=2020-01-01T00:00:00Z")).IsProblem(404, "resource/not-found");
        (await admin.Get($"{client.Path}/changes?from=2&to=1")).IsProblem(400, "request/bad-query");
        (await admin.Get($"{client.Path}/changes?from=hier")).IsProblem(400, "request/bad-query");
        (await admin.Get($"{client.Path}/changes?from=99")).IsProblem(400, "request/bad-query");
        (await admin.Get($"{client.Path}/changes?asOf=2026-01-01T00:00:00Z")).IsProblem(400, "request/unknown-query");
    }

    [Fact]
    public async Task Nothing_shows_that_the_resource_itself_hides()
    {
        var client = await ActiveClient.Of(api);
        var (ana, agent) = (api.As(client.Persona("ana@requester")), api.As("agent.mcn"));
        var incident = (await ana.Post($"{client.Path}/incidents", new { title = "Panne", impact = "high", urgency = "high" })).Is(201);
        (await agent.At(incident.ETag).Post($"{incident.Location}/comments", new { visibility = "internal", text = "Entre nous" })).Is(200);
        (await ana.Get($"{incident.Location}/changes")).Is(200).Text.Should().NotContain("Entre nous").And.Contain("incident_commented");
        (await api.As(client.Persona("bo@requester")).Get($"{incident.Location}/changes")).IsProblem(404, "resource/not-found");
        (await ana.Get($"{client.Path}/incidents/{Guid.NewGuid()}/changes")).IsProblem(404, "resource/not-found");
    }

    [Fact]
    public async Task A_long_story_is_told_in_stretches()
    {
        var pool = await StockedPool.Of(api, 1);
        var (manager, tag) = (api.As("service-manager.mcn"), (await api.As("agent.mcn").Get(pool.Path)).Is(200).ETag);
        for (var i = 0; i < 201; i++)
        {
            tag = (await manager.At(tag).Post($"{pool.Path}/count", new { inUse = i % 2 })).Is(200).ETag;
        }

        var version = int.Parse(tag.Trim('"'), CultureInfo.InvariantCulture);
        (await manager.Get($"{pool.Path}/changes")).IsProblem(400, "request/too-many-changes");
        (await manager.Get($"{pool.Path}/changes?from={version - 200}")).Is(200).Json.GetProperty("events").GetArrayLength().Should().Be(200);
    }

    private static string[] Pointers(JsonElement told) => [.. told.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("pointer").GetString()!)];
}
