using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using SBG.Domain.Surveys;
using SBG.Testing;
using SBG.Testing.Worlds;
using Wolverine;
using Xunit;

namespace SBG.Api.Tests.Surveys;

public sealed class SurveyTests(Testing.Api api)
{
    [Fact]
    public async Task A_closed_incident_asks_its_reporter_once_and_keeps_the_answer_with_the_service_level()
    {
        var client = await ActiveClient.Of(api);
        var level = await AgreedServiceLevel.Of(api, client, AgreedServiceLevel.AlwaysOpen());
        var (ana, bo, agent) = (api.As(client.Persona("ana@requester")), api.As(client.Persona("bo@requester")), api.As("bo@agent.mcn"));
        var incident = (await ana.Post($"{client.Path}/incidents", new { title = "Panne", description = "Rien", impact = "medium", urgency = "high" })).Is(201);
        var assigned = (await agent.At(incident.ETag).Post($"{incident.Location}/assign", new { team = "postes", assignee = "bo" })).Is(200);
        var resolved = (await agent.At(assigned.ETag).Post($"{incident.Location}/resolve", new { resolution = "Réparé" })).Is(200);
        var closed = (await agent.At(resolved.ETag).Post($"{incident.Location}/close")).Is(200);

        var survey = await Sent(ana, client);
        (survey["about"], survey["subjectId"], survey["number"]).Should().Be(("incident", incident.Id, incident["number"]));
        await Again(client, new(SurveyAbout.Incident, Guid.Parse(incident.Id), incident["number"]!, client.Persona("ana@requester"), int.Parse(closed.ETag.Trim('"'), System.Globalization.CultureInfo.InvariantCulture)));
        (await ana.Get($"{client.Path}/surveys")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(1, "a message that comes twice sends nothing twice");

        var answer = $"{client.Path}/surveys/{survey.Id}/answer";
        (await bo.At(survey.ETag).Post(answer, new { score = 1 })).IsProblem(404, "resource/not-found");
        (await api.As(client.Persona("client-manager")).At(survey.ETag).Post(answer, new { score = 1 })).IsProblem(403, "surveys/not-addressee");
        (await ana.At(survey.ETag).Post(answer, new { score = 6 })).IsProblem(422, "request/validation");
        var answered = (await ana.At(survey.ETag).Post(answer, new { score = 4, comment = "Rapide" })).Is(200);
        (answered["score"], answered["comment"]).Should().Be(("4", "Rapide"));
        var standing = answered.Json.GetProperty("serviceLevel");
        (standing.GetProperty("policyId").GetString(), standing.GetProperty("response").GetString(), standing.GetProperty("resolution").GetString()).Should().Be((level.PolicyId, "met", "met"));
        (await ana.At(answered.ETag).Post(answer, new { score = 1 })).IsProblem(409, "surveys/already-answered");

        (await bo.Get($"{client.Path}/surveys")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(0);
        var summary = (await api.As("service-manager.mcn").Get($"{client.Path}/surveys/summary")).Is(200).Json.GetProperty("parts").EnumerateArray().Single(part => part.GetProperty("about").GetString() == "incident");
        (summary.GetProperty("sent").GetInt32(), summary.GetProperty("answered").GetInt32(), summary.GetProperty("average").GetDecimal()).Should().Be((1, 1, 4m));
        summary.GetProperty("scores").EnumerateArray().Select(count => count.GetInt32()).Should().Equal(0, 0, 0, 1, 0);
    }

    [Fact]
    public async Task A_delivered_request_asks_whoever_asked_for_it()
    {
        var client = await ActiveClient.Of(api);
        await ApprovedRequest.Of(api, client, await PublishedOffer.Of(api));
        var survey = await Sent(api.As(client.Persona("requester")), client);
        (survey["about"], survey["addressee"]).Should().Be(("request", client.Persona("requester")));
        survey.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString()).Should().Equal("answer");
        (await api.As(client.Persona("client-manager")).Get($"{client.Path}/surveys")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(1);
    }

    private static async Task<Reply> Sent(Caller caller, ActiveClient client)
    {
        var surveys = await caller.Until($"{client.Path}/surveys", page => page.GetProperty("items").GetArrayLength() == 1);
        return (await caller.Get($"{client.Path}/surveys/{surveys.Json.GetProperty("items")[0].GetProperty("id").GetString()}")).Is(200);
    }

    private async Task Again(ActiveClient client, SendSurvey message)
    {
        await using var scope = api.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(client.Id, message, TestContext.Current.CancellationToken);
    }
}
