using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Privacy;

/// <summary>The register of access requests.</summary>
public sealed class AccessRequestTests(Testing.Api api)
{
    [Fact]
    public async Task A_request_is_entered_and_answered_late_and_its_words_are_sealed()
    {
        var client = await ActiveClient.Of(api);
        var officer = api.As("privacy-officer.mcn");
        var body = new { kind = "access", personId = client.PersonId, receivedOn = "2025-01-06", details = "Tout ce que vous avez" };
        var request = (await officer.Post($"{client.Path}/access-requests", body)).Is(201);
        (request["dueOn"], request["isLate"], request["details"]).Should().Be(("2025-01-27", "True", "Tout ce que vous avez"));
        request.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString()).Should().Equal("answer", "withdraw");
        (await officer.At(request.ETag).Post(request.Location + "/extend", new { reason = "Volume" })).IsProblem(409, "privacy/extension-too-late");
        (await officer.At(request.ETag).Post(request.Location + "/answer", new { answer = "partlyGranted" })).IsProblem(422, "privacy/grounds-missing");
        var answered = (await officer.At(request.ETag).Post(request.Location + "/answer", new { answer = "partlyGranted", grounds = "Renseignements de tiers" })).Is(200);
        (answered["status"], answered["isLate"]).Should().Be(("answered", "True"));
        (await api.As("auditor.mcn").Get(request.Location + "?version=1")).Is(200)["status"].Should().Be("open");
        (await api.As(client.Persona("client-manager")).Get(request.Location)).IsProblem(403, "auth/forbidden");
        (await officer.Post($"{client.Path}/access-requests", new { kind = "portability", personId = Guid.NewGuid(), receivedOn = "2025-01-06" })).IsProblem(422, "privacy/unknown-person");
    }

    [Fact]
    public async Task In_time_it_is_extended_once()
    {
        var client = await ActiveClient.Of(api);
        var officer = api.As("privacy-officer.mcn");
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(-5)).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var request = (await officer.Post($"{client.Path}/access-requests", new { kind = "portability", personId = client.PersonId, receivedOn = today })).Is(201);
        var extended = (await officer.At(request.ETag).Post(request.Location + "/extend", new { reason = "Volume" })).Is(200);
        string.CompareOrdinal(extended["dueOn"], request["dueOn"]).Should().BePositive();
        (await officer.At(extended.ETag).Post(request.Location + "/extend", new { reason = "Encore" })).IsProblem(409, "privacy/extended-already");
    }
}
