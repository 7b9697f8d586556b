using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.ServiceLevels;

/// <summary>A draft is rehearsed on real history before it can be published, and what it would have given stays with the version.</summary>
public sealed class RehearsalTests(Testing.Api api)
{
    [Fact]
    public async Task A_draft_of_a_policy_is_published_only_after_it_was_rehearsed_as_it_is()
    {
        var client = await ActiveClient.Of(api);
        var level = await AgreedServiceLevel.Of(api, client, AgreedServiceLevel.AlwaysOpen());
        await Report(client);
        var (manager, path) = (api.As("service-manager.mcn"), $"/v1/service-level-policies/{level.PolicyId}");
        var policy = (await manager.Get(path)).Is(200);
        policy.Actions.Should().Equal("draft");
        (await manager.At(policy.ETag).Post(path + "/publish")).IsProblem(409, "service-levels/no-draft");
        (await manager.At(policy.ETag).Post(path + "/rehearse", new { })).IsProblem(409, "service-levels/no-draft");

        var drafted = (await manager.At(policy.ETag).Post(path + "/draft", Draft(level, "P1D"))).Is(200);
        drafted.Actions.Should().Equal("draft", "rehearse");
        (await manager.At(drafted.ETag).Post(path + "/publish")).IsProblem(409, "service-levels/not-rehearsed");
        (await manager.At(drafted.ETag).Post(path + "/rehearse", new { from = "2001-01-01", to = "2001-02-01" })).IsProblem(422, "service-levels/nothing-rehearsed");
        (await manager.At(drafted.ETag).Post(path + "/rehearse", new { clients = new[] { "nul-organisme" } })).IsProblem(422, "service-levels/unknown-client");

        var rehearsed = (await manager.At(drafted.ETag).Post(path + "/rehearse", new { })).Is(200);
        rehearsed.Actions.Should().Equal("draft", "rehearse", "publish");
        var told = rehearsed.Json.GetProperty("draft").GetProperty("rehearsal");
        told.GetProperty("incidents").GetInt32().Should().Be(1, "no other incident bears the policy");
        told.GetProperty("changes").EnumerateArray().Single().ToString().Should().Contain("\"proposed\":\"noTarget\"", "the draft promises no response");
        told.GetProperty("changed")[0].GetProperty("number").GetString().Should().StartWith("INC-");

        // Written anew, it must be rehearsed anew.
        var revised = (await manager.At(rehearsed.ETag).Post(path + "/draft", Draft(level, "P2D"))).Is(200);
        (await manager.At(revised.ETag).Post(path + "/publish")).IsProblem(409, "service-levels/not-rehearsed");
        var published = await RehearsedVersion.Of(manager, path, Draft(level, "P2D"));
        published.Json.GetProperty("draft").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        published.Json.GetProperty("versions")[1].GetProperty("rehearsal").GetProperty("incidents").GetInt32().Should().Be(1);
        published.Json.GetProperty("versions")[0].GetProperty("rehearsal").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null, "the first version bound nobody");

        // Who names clients reads all of their incidents, as if it had been agreed with them.
        var other = await ActiveClient.Of(api);
        await Report(other);
        var again = (await manager.At(published.ETag).Post(path + "/draft", Draft(level, "P3D"))).Is(200);
        (await manager.At(again.ETag).Post(path + "/rehearse", new { clients = new[] { other.Id } })).Is(200)
            .Json.GetProperty("draft").GetProperty("rehearsal").GetProperty("totals").ToString().Should().Contain("\"running\"");
    }

    [Fact]
    public async Task A_draft_of_a_calendar_concerns_what_was_measured_in_its_open_time_and_changes_nothing()
    {
        var client = await ActiveClient.Of(api);
        var level = await AgreedServiceLevel.Of(api, client, AgreedServiceLevel.AlwaysOpen());
        await Report(client);
        var (manager, path) = (api.As("service-manager.mcn"), $"/v1/calendars/{level.CalendarId}");
        var drafted = (await manager.At((await manager.Get(path)).ETag).Post(path + "/draft", new { terms = AgreedServiceLevel.OfficeHours(), corrects = 1 })).Is(200);
        (await manager.At(drafted.ETag).Post(path + "/publish")).IsProblem(409, "service-levels/not-rehearsed");
        var published = await RehearsedVersion.Of(manager, path, new { terms = AgreedServiceLevel.OfficeHours(), corrects = 1 });
        var version = published.Json.GetProperty("versions")[1];
        (version.GetProperty("corrects").GetInt32(), version.GetProperty("rehearsal").GetProperty("incidents").GetInt32()).Should().Be((1, 1));
        (await manager.Get($"{client.Path}/service-levels/incidents")).Is(200).Json.GetProperty("items")[0].GetProperty("calendarVersion").GetInt32().Should().Be(1, "it stays as contracted");
        (await api.As("agent.mcn").Get(path)).Actions.Should().BeEmpty();
    }

    private static object Draft(AgreedServiceLevel level, string resolution) => new
    {
        validFrom = "2001-01-01T00:00:00Z",
        terms = new { calendarId = level.CalendarId, calendarVersion = 1, targets = new[] { new { priority = "p1", resolution } } },
    };

    private async Task Report(ActiveClient client) =>
        (await api.As(client.Persona("requester")).Post($"{client.Path}/incidents", new { title = "Panne", impact = "high", urgency = "high" })).Is(201);
}
