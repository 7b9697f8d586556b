using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Incidents;

public sealed class IncidentTests(Testing.Api api)
{
    private static readonly object Broken = new { title = "Le poste ne démarre plus", description = "Écran noir", impact = "medium", urgency = "high" };

    [Fact]
    public async Task An_incident_runs_its_course()
    {
        var client = await ActiveClient.Of(api);
        var level = await AgreedServiceLevel.Of(api, client);
        var (user, agent) = (api.As(client.Persona("ana@requester")), api.As("bo@agent.mcn"));
        var reported = (await user.Post($"{client.Path}/incidents", Broken)).Is(201);
        (reported["priority"], reported["serviceLevelPolicyId"], reported["title"]).Should().Be(("p2", level.PolicyId, "Le poste ne démarre plus"));
        Actions(reported).Should().Equal("cancel", "share", "watch", "unwatch", "comment");

        var course = reported;
        async Task<Reply> Then(Caller who, string verb, object? body = null) => course = (await who.At(course.ETag).Post($"{reported.Location}/{verb}", body)).Is(200);
        (await Then(agent, "assign", new { team = "postes", assignee = "bo" }))["status"].Should().Be("inProgress");
        (await Then(agent, "prioritise", new { impact = "high", urgency = "high" }))["priority"].Should().Be("p1");
        (await Then(agent, "hold", new { reason = "awaitingUser", note = "Quel modèle ?" }))["status"].Should().Be("pending");
        (await agent.At(course.ETag).Post($"{reported.Location}/close")).IsProblem(409, "incidents/not-resolved");
        (await Then(user, "comments", new { text = "C'est un modèle 14" })).Json.GetProperty("comments").GetInt32().Should().Be(1);
        course["status"].Should().Be("inProgress", "that was the answer");
        (await Then(agent, "resolve", new { resolution = "Bloc d'alimentation remplacé", code = "hardware" }))["resolution"].Should().Be("Bloc d'alimentation remplacé");
        (await Then(user, "reopen", new { reason = "Encore noir" }))["resolvedAt"].Should().BeEmpty();
        await Then(agent, "resolve", new { resolution = "Carte mère remplacée" });
        (await Then(user, "close"))["status"].Should().Be("closed");
        (await agent.At(course.ETag).Post($"{reported.Location}/assign", new { team = "postes" })).IsProblem(409, "incidents/over");

        (await user.Get($"{reported.Location}/history")).Is(200).Json.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("type").GetString())
            .Should().Equal(
                "incident_reported", "incident_responded", "incident_assigned", "incident_prioritised", "incident_held", "incident_commented", "incident_resumed",
                "incident_resolved", "incident_reopened", "incident_resolved", "incident_closed");
    }

    [Fact]
    public async Task A_client_reads_no_internal_comment_anywhere_and_no_incident_of_a_colleague()
    {
        var client = await ActiveClient.Of(api);
        var (user, agent) = (api.As(client.Persona("ana@requester")), api.As("bo@agent.mcn"));
        var incident = (await user.Post($"{client.Path}/incidents", Broken)).Is(201);
        (await user.At(incident.ETag).Post($"{incident.Location}/comments", new { text = "Entre nous", visibility = "internal" }))
            .IsProblem(403, "incidents/internal-comment-of-a-client");
        (await agent.At(incident.ETag).Post($"{incident.Location}/comments", new { text = "Client difficile", visibility = "internal" })).Is(200);

        (await user.Get($"{incident.Location}/comments")).Is(200).Text.Should().NotContain("difficile");
        (await user.Get($"{incident.Location}/history")).Is(200).Text.Should().NotContain("difficile");
        (await user.Get(incident.Location)).Is(200).Text.Should().NotContain("difficile");
        (await agent.Get($"{incident.Location}/history")).Is(200).Text.Should().Contain("difficile");

        (await api.As(client.Persona("eve@requester")).Get(incident.Location)).IsProblem(404, "resource/not-found");
        (await api.As(client.Persona("eve@requester")).Get($"{client.Path}/incidents")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(0);
        (await api.As(client.Persona("eve@client-manager")).Get(incident.Location)).Is(200);
    }

    [Fact]
    public async Task One_reports_for_oneself_only()
    {
        var client = await ActiveClient.Of(api);
        (await api.As(client.Persona("requester")).Post($"{client.Path}/incidents", new { title = "Panne", impact = "low", urgency = "low", reportedBy = "ana" }))
            .IsProblem(403, "incidents/not-for-another");
    }

    private static IEnumerable<string?> Actions(Reply reply) => reply.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString());
}
