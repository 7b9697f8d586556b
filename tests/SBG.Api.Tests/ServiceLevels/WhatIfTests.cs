using System.Text.Json;
using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.ServiceLevels;

/// <summary>The same history read three ways, over any clients, and why each clock stands as it does.</summary>
public sealed class WhatIfTests(Testing.Api api)
{
    [Fact]
    public async Task What_if_lists_page_by_page_whose_verdict_changes_over_any_clients()
    {
        var (one, other) = (await ActiveClient.Of(api), await ActiveClient.Of(api));
        foreach (var client in (ActiveClient[])[one, other])
        {
            await AgreedServiceLevel.Of(api, client, AgreedServiceLevel.AlwaysOpen());
            await Report(client);
            await Report(client);
        }

        // Two open incidents of each client: nothing is promised to priority 1 any more.
        var body = new { proposed = new { targets = new[] { new { priority = "p4", resolution = "PT1H" } }, limit = 3 }, clients = new[] { one.Id, other.Id } };
        var told = (await api.As("service-manager.mcn").Post("/v1/service-levels/what-if", body)).Is(200).Json;
        (told.GetProperty("incidents").GetInt32(), told.GetProperty("changed").GetArrayLength(), told.GetProperty("more").GetBoolean()).Should().Be((4, 4, true), "the two clocks of an incident stay together");
        told.GetProperty("changes").EnumerateArray().Sum(change => change.GetProperty("count").GetInt32()).Should().Be(8);
        told.GetProperty("corrected").ToString().Should().Be(told.GetProperty("contracted").ToString(), "nothing was corrected");
        var last = told.GetProperty("changed").EnumerateArray().Last();
        last.GetProperty("number").GetString().Should().StartWith("INC-");
        var next = (await api.As("auditor.mcn").Post("/v1/service-levels/what-if", new
        {
            proposed = new
            {
                targets = new[] { new { priority = "p4", resolution = "PT1H" } },
                limit = 3,
                afterClient = last.GetProperty("clientId").GetString(),
                afterIncident = last.GetProperty("incidentId").GetString(),
            },
            clients = new[] { one.Id, other.Id },
        })).Is(200).Json;
        (next.GetProperty("changed").GetArrayLength(), next.GetProperty("more").GetBoolean()).Should().Be((4, false));
        Ids(told).Concat(Ids(next)).Distinct().Should().HaveCount(4);
        (await api.As(one.Persona("client-manager")).Post("/v1/service-levels/what-if", body)).Status.Should().Be(403);
    }

    [Fact]
    public async Task A_corrected_calendar_changes_what_is_read_as_corrected_only_and_a_clock_says_why()
    {
        var client = await ActiveClient.Of(api);
        var level = await AgreedServiceLevel.Of(api, client, AgreedServiceLevel.AlwaysOpen());
        var incident = await Report(client);
        var manager = api.As("service-manager.mcn");
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await RehearsedVersion.Of(manager, $"/v1/calendars/{level.CalendarId}", new
        {
            terms = new
            {
                timeZone = "Etc/UTC",
                weekly = new[] { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" }.Select(day => new { day, start = "00:00", end = "00:00" }),
                holidays = new[] { today.AddDays(-1), today, today.AddDays(1) }.Select(date => new { date, name = "Fête nationale" }),
            },
            corrects = 1,
        });

        var path = $"{client.Path}/service-levels/incidents/{incident}/why?kind=resolution";
        var contracted = (await manager.Until(path, why => why.GetProperty("stretches")[0].GetProperty("segments").GetArrayLength() > 0)).Json;
        contracted.GetProperty("calendarVersion").GetInt32().Should().Be(1);
        contracted.GetProperty("stretches")[0].GetProperty("why").GetString().Should().Be("Promesse pour la priorité P1 : 5 h 00 min 00 s de temps ouvrable.");
        contracted.GetProperty("stretches")[0].GetProperty("segments")[0].GetProperty("segment").GetProperty("counts").GetBoolean().Should().BeTrue();
        var corrected = (await manager.With("Accept-Language", "en").Get(path + "&reading=corrected")).Is(200).Json;
        corrected.GetProperty("calendarVersion").GetInt32().Should().Be(2);
        corrected.GetProperty("clock").GetProperty("elapsed").GetString().Should().Be("PT0S");
        corrected.GetProperty("stretches")[0].GetProperty("segments")[0].GetProperty("sentence").GetString().Should().Contain("does not count, holiday 'Fête nationale' (calendar, version 2)");
        (await manager.Get($"{client.Path}/service-levels/incidents/{Guid.NewGuid()}/why")).Status.Should().Be(404);
        (await manager.Get($"{client.Path}/service-levels?reading=corrected")).Is(200).Json.GetProperty("incidents").GetInt32().Should().Be(1);
        (await manager.Get($"{client.Path}/service-levels?reading=guessed")).Status.Should().Be(400);
    }

    [Fact]
    public async Task Promises_of_every_kind_are_kept_with_a_policy_and_a_change_can_say_its_mode()
    {
        var client = await ActiveClient.Of(api);
        var level = await AgreedServiceLevel.Of(api, client, AgreedServiceLevel.AlwaysOpen());
        var manager = api.As("service-manager.mcn");
        var policy = (await manager.Get($"/v1/service-level-policies/{level.PolicyId}")).Is(200);
        object Version(params object[] rules) => new
        {
            validFrom = "2001-01-01T00:00:00Z",
            terms = new
            {
                calendarId = level.CalendarId,
                calendarVersion = 1,
                targets = new[] { new { priority = "p1", resolution = "PT5H" } },
                rules,
                pausedBy = new[] { "awaitingUser" },
                onChange = "fromNow",
            },
        };
        (await manager.At(policy.ETag).Post($"/v1/service-level-policies/{level.PolicyId}/draft", Version(new { kind = "resolution", priority = "p1", time = "PT1H" }))).IsProblem(422, "service-levels/rule-twice");
        var published = await RehearsedVersion.Of(manager, $"/v1/service-level-policies/{level.PolicyId}", Version(
            new { kind = "resolution", unit = "businessDays", days = 1, by = "16:00" }, new { kind = "team", team = "réseau", time = "PT2H" }, new { kind = "supplier", unit = "calendarTime", time = "P2D" }));
        published.Json.GetProperty("versions")[1].GetProperty("terms").GetProperty("rules").GetArrayLength().Should().Be(3);

        var incident = await Report(client);
        var path = $"{client.Path}/incidents/{incident}";
        var agent = api.As("agent.mcn");
        (await agent.At((await agent.Get(path)).ETag).Post(path + "/prioritise", new { impact = "low", urgency = "low", mode = "restart" })).Is(200);
        var why = (await agent.Get($"{client.Path}/service-levels/incidents/{incident}/why")).Is(200).Json;
        why.GetProperty("stretches").GetArrayLength().Should().Be(1, "the clock began anew");
        why.GetProperty("stretches")[0].GetProperty("rule").GetProperty("unit").GetString().Should().Be("businessDays");
        var marks = (await agent.Get($"{client.Path}/service-levels/incidents")).Is(200).Json.GetProperty("items")[0].GetProperty("marks");
        marks.EnumerateArray().Should().Contain(mark => mark.GetProperty("kind").GetString() == "prioritised" && mark.GetProperty("mode").GetString() == "restart");
    }

    private static IEnumerable<string?> Ids(JsonElement told) => told.GetProperty("changed").EnumerateArray().Select(changed => changed.GetProperty("incidentId").GetString());

    private async Task<string> Report(ActiveClient client) =>
        (await api.As(client.Persona("requester")).Post($"{client.Path}/incidents", new { title = "Panne", impact = "high", urgency = "high" })).Is(201).Id;
}
