using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Incidents;

/// <summary>What happened earlier than it is told counts when it happened, in every state change, and keeps both times.</summary>
public sealed class LateFactTests(Testing.Api api)
{
    [Fact]
    public async Task The_service_was_back_earlier_than_it_was_told_and_the_clocks_count_that()
    {
        var client = await ActiveClient.Of(api);
        await AgreedServiceLevel.Of(api, client, AgreedServiceLevel.AlwaysOpen());
        var agent = api.As("bo@agent.mcn");
        var now = DateTimeOffset.UtcNow;
        var reported = (await agent.Post($"{client.Path}/incidents", new { title = "Réseau coupé", impact = "high", urgency = "high", reportedBy = "ana", occurredAt = now.AddMinutes(-90) })).Is(201);
        reported.Json.GetProperty("reportedAt").GetDateTimeOffset().Should().BeCloseTo(now.AddMinutes(-90), TimeSpan.FromMilliseconds(1));

        var course = reported;
        async Task<Reply> Then(string verb, object body) => course = (await agent.At(course.ETag).Post($"{reported.Location}/{verb}", body)).Is(200);
        await Then("assign", new { team = "reseau", occurredAt = now.AddMinutes(-80) });
        await Then("prioritise", new { impact = "medium", urgency = "high", occurredAt = now.AddMinutes(-75) });
        await Then("hold", new { reason = "awaitingSupplier", occurredAt = now.AddMinutes(-70) });
        await Then("resume", new { occurredAt = now.AddMinutes(-60) });
        await Then("resolve", new { resolution = "Le lien est revenu", occurredAt = now.AddMinutes(-50) });
        await Then("reopen", new { reason = "Encore coupé", occurredAt = now.AddMinutes(-45) });
        await Then("comments", new { text = "Le fournisseur est prévenu", occurredAt = now.AddMinutes(-40) });
        await Then("resolve", new { resolution = "Le lien est revenu", occurredAt = now.AddMinutes(-30) });
        await Then("close", new { occurredAt = now.AddMinutes(-20) });

        var history = (await agent.Get($"{reported.Location}/history")).Is(200).Json.GetProperty("items").EnumerateArray().ToList();
        history.Should().OnlyContain(entry => entry.GetProperty("occurredAt").GetDateTimeOffset() < entry.GetProperty("recordedAt").GetDateTimeOffset().AddMinutes(-19));
        history.Select(entry => Math.Round((now - entry.GetProperty("occurredAt").GetDateTimeOffset()).TotalMinutes))
            .Should().Equal(90, 80, 80, 75, 70, 60, 50, 45, 40, 30, 20);

        var why = (await agent.Get($"{client.Path}/service-levels/incidents/{reported.Id}/why?kind=resolution")).Is(200);
        why.Json.GetProperty("stretches")[0].GetProperty("elapsed").GetString().Should().Be("PT50M", "60 minutes to the remedy, 10 of them on hold");
    }

    [Fact]
    public async Task Nobody_reaches_into_the_future_or_behind_the_last_fact_and_a_client_tells_nothing_late()
    {
        var client = await ActiveClient.Of(api);
        var (agent, user) = (api.As("bo@agent.mcn"), api.As(client.Persona("ana@requester")));
        var incident = (await user.Post($"{client.Path}/incidents", new { title = "Panne", impact = "low", urgency = "low" })).Is(201);
        object Hold(DateTime at) => new { reason = "awaitingUser", occurredAt = at };
        (await agent.At(incident.ETag).Post($"{incident.Location}/hold", Hold(DateTime.UtcNow.AddDays(1)))).IsProblem(422, "incidents/in-the-future");
        (await agent.At(incident.ETag).Post($"{incident.Location}/hold", Hold(DateTime.UtcNow.AddDays(-1)))).IsProblem(422, "incidents/before-the-last-change");
        var yesterday = DateTime.UtcNow.AddDays(-1);
        (await user.At(incident.ETag).Post($"{incident.Location}/cancel", new { reason = "Revenu hier", occurredAt = yesterday })).IsProblem(403, "incidents/late-facts-forbidden");
        (await user.Post($"{client.Path}/incidents", new { title = "Panne", impact = "low", urgency = "low", occurredAt = yesterday })).IsProblem(403, "incidents/late-facts-forbidden");
        (await agent.Get(incident.Location)).ETag.Should().Be(incident.ETag, "nothing of what was refused is stored");
    }
}

/// <summary>Who may tell late facts is a setting.</summary>
public sealed class LateFactRightTests(ApiOfCarefulTimekeepers api) : IClassFixture<ApiOfCarefulTimekeepers>
{
    [Fact]
    public async Task Only_the_roles_that_the_setting_names_tell_late_facts()
    {
        var client = await ActiveClient.Of(api);
        var incident = (await api.As("bo@agent.mcn").Post($"{client.Path}/incidents", new { title = "Panne", impact = "low", urgency = "low" })).Is(201);
        var assign = new { team = "reseau", occurredAt = incident.Json.GetProperty("reportedAt").GetDateTimeOffset() };
        (await api.As("bo@agent.mcn").At(incident.ETag).Post($"{incident.Location}/assign", assign)).IsProblem(403, "incidents/late-facts-forbidden");
        (await api.As("eve@service-manager.mcn").At(incident.ETag).Post($"{incident.Location}/assign", assign)).Is(200);
    }
}

/// <summary>A service in which only service managers tell late facts.</summary>
public sealed class ApiOfCarefulTimekeepers : Testing.Api
{
    /// <inheritdoc/>
    protected override void Configure(WebApplicationBuilder builder) =>
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Incidents:LateFacts"] = "service-manager" });
}
