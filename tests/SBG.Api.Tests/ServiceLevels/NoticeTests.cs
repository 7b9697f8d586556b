using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using SBG.Api.ServiceLevels.Notices;
using SBG.Testing;
using SBG.Testing.Worlds;
using Wolverine;
using Xunit;

namespace SBG.Api.Tests.ServiceLevels;

/// <summary>Warnings and breaches are announced when they come, once, whatever becomes of the messages.</summary>
public sealed class NoticeTests(Testing.Api api)
{
    [Fact]
    public async Task Shares_of_a_target_are_announced_once_as_of_when_they_were_reached_and_change_no_verdict()
    {
        var client = await ActiveClient.Of(api);
        var level = await AgreedServiceLevel.Of(api, client, AgreedServiceLevel.AlwaysOpen());
        await RehearsedVersion.Of(api.As("service-manager.mcn"), $"/v1/service-level-policies/{level.PolicyId}", new
        {
            validFrom = "2001-01-01T00:00:00Z",
            terms = new { calendarId = level.CalendarId, calendarVersion = 1, targets = new[] { new { priority = "p1", response = "PT4S" } } },
        });
        var incident = (await api.As(client.Persona("requester")).Post($"{client.Path}/incidents", new { title = "Panne", impact = "high", urgency = "high" })).Is(201);
        var reportedAt = DateTimeOffset.FromUnixTimeSeconds(incident.Json.GetProperty("reportedAt").GetDateTimeOffset().ToUnixTimeSeconds());

        // Four seconds are promised: the messages that were scheduled behind the log announce by themselves, late or not, as of when it was.
        var (agent, path) = (api.As("agent.mcn"), $"{client.Path}/service-levels/incidents/{incident.Id}/notices");
        var told = (await agent.Until(path, notices => notices.GetProperty("notices").GetArrayLength() == 3)).Json.GetProperty("notices");
        told.EnumerateArray().Select(notice => (notice.GetProperty("kind").GetString(), notice.GetProperty("percent").GetInt32(), notice.GetProperty("reachedAt").GetDateTimeOffset()))
            .Should().Equal(("response", 50, reportedAt.AddSeconds(2)), ("response", 75, reportedAt.AddSeconds(3)), ("response", 100, reportedAt.AddSeconds(5)));

        // A message that comes twice, or into another tenant, changes nothing.
        await LookAt(client, incident);
        await LookAt(client, incident);
        await LookAt(await ActiveClient.Of(api), incident);
        (await agent.Get(path)).Json.GetProperty("notices").GetArrayLength().Should().Be(3);
        (await agent.Get($"{client.Path}/incidents/{incident.Id}")).Is(200)["status"].Should().Be("acknowledged", "an announcement is not an act on the incident");

        // The feed carries it, and requesters do not see it.
        (await api.As("auditor.mcn").Until("/v1/events?types=service_level_threshold_reached&limit=200", feed =>
            feed.GetProperty("items").EnumerateArray().Count(item => item.GetProperty("source").GetString() == "/v1/clients/" + client.Id) == 3)).Is(200);
        (await api.As(client.Persona("requester")).Get(path)).Status.Should().Be(403);
        (await agent.Get($"{client.Path}/service-levels/incidents/{Guid.NewGuid()}/notices")).Status.Should().Be(404);
    }

    private async Task LookAt(ActiveClient client, Reply incident)
    {
        await using var scope = api.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(
            client.Id, new WatchClocks(Guid.Parse(incident.Id), DateTimeOffset.UtcNow), TestContext.Current.CancellationToken);
    }
}
