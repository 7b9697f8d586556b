using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using SBG.Api.ServiceLevels.Notices;
using SBG.Testing;
using SBG.Testing.Worlds;
using Wolverine;
using Xunit;

namespace SBG.Api.Tests.ServiceLevels;

/// <summary>Warnings and breaches are announced when they come, once, whatever becomes of the messages.</summary>
public sealed class NoticeTests(ApiAheadOfTime api) : IClassFixture<ApiAheadOfTime>
{
    [Fact]
    public async Task Shares_of_a_target_are_announced_once_as_of_when_they_were_reached_and_change_no_verdict()
    {
        api.Time.Ahead = TimeSpan.Zero;
        var client = await ActiveClient.Of(api);
        await AgreedServiceLevel.Of(api, client, AgreedServiceLevel.AlwaysOpen());
        var incident = (await api.As(client.Persona("requester")).Post($"{client.Path}/incidents", new { title = "Panne", impact = "high", urgency = "high" })).Is(201);
        var reportedAt = incident.Json.GetProperty("reportedAt").GetDateTimeOffset();
        var (agent, path) = (api.As("agent.mcn"), $"{client.Path}/service-levels/incidents/{incident.Id}/notices");
        await LookAt(client, incident, TimeSpan.Zero);
        (await agent.Get(path)).Is(200).Json.GetProperty("notices").GetArrayLength().Should().Be(0, "nothing is half used yet");

        // 12 minutes on, something happens to it: the watch behind the log finds what was reached. 15 minutes are promised for the response.
        api.Time.Ahead = TimeSpan.FromMinutes(12);
        await Comment(incident);
        var told = (await agent.Until(path, notices => notices.GetProperty("notices").GetArrayLength() >= 2)).Json.GetProperty("notices");
        told.EnumerateArray().Select(notice => (notice.GetProperty("kind").GetString(), notice.GetProperty("percent").GetInt32())).Should().Equal(("response", 50), ("response", 75));
        told[0].GetProperty("reachedAt").GetDateTimeOffset().Should().BeCloseTo(reportedAt.AddMinutes(7.5), TimeSpan.FromSeconds(1));

        // A message that comes twice, late, or from another tenant's hand changes nothing.
        await LookAt(client, incident, TimeSpan.FromMinutes(1));
        await LookAt(client, incident, TimeSpan.FromMinutes(14));
        (await agent.Get(path)).Json.GetProperty("notices").GetArrayLength().Should().Be(2);
        await LookAt(await ActiveClient.Of(api), incident, TimeSpan.FromMinutes(14));
        await LookAt(client, incident, TimeSpan.FromMinutes(16));
        await LookAt(client, incident, TimeSpan.FromMinutes(16));
        var breach = (await agent.Get(path)).Json.GetProperty("notices")[2];
        breach.GetProperty("percent").GetInt32().Should().Be(100);
        breach.GetProperty("reachedAt").GetDateTimeOffset().Should().BeCloseTo(reportedAt.AddMinutes(15), TimeSpan.FromSeconds(1.5));
        (await agent.Get($"{client.Path}/incidents/{incident.Id}")).Is(200)["status"].Should().Be("acknowledged", "an announcement is not an act on the incident");

        // The feed carries it, and requesters do not see it.
        (await api.As("auditor.mcn").Until("/v1/events?types=service_level_threshold_reached&limit=200", feed =>
            feed.GetProperty("items").EnumerateArray().Count(item => item.GetProperty("source").GetString() == "/v1/clients/" + client.Id) == 3)).Is(200);
        (await api.As(client.Persona("requester")).Get(path)).Status.Should().Be(403);
        (await agent.Get($"{client.Path}/service-levels/incidents/{Guid.NewGuid()}/notices")).Status.Should().Be(404);
    }

    private async Task LookAt(ActiveClient client, Reply incident, TimeSpan ahead)
    {
        api.Time.Ahead = ahead;
        await using var scope = api.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(
            client.Id, new WatchClocks(Guid.Parse(incident.Id), DateTimeOffset.UtcNow), TestContext.Current.CancellationToken);
    }

    private async Task Comment(Reply incident)
    {
        var agent = api.As("agent.mcn");
        (await agent.At((await agent.Get(incident.Location)).ETag).Post(incident.Location + "/comments", new { visibility = "internal", text = "Regardé" })).Is(200);
    }
}

/// <summary>A service whose clock can be put ahead.</summary>
public sealed class ApiAheadOfTime : Testing.Api
{
    /// <summary>Its clock.</summary>
    public ShiftedClock Time { get; } = new();

    /// <inheritdoc/>
    protected override TimeProvider Clock => Time;
}
