using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Audit;

/// <summary>The past is shown by the rights of today.</summary>
public sealed class PastRightsTests(Testing.Api api)
{
    [Fact]
    public async Task What_is_closed_to_a_colleague_today_is_closed_as_of_yesterday()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var (ana, bo) = (api.As(client.Persona("ana@requester")), api.As(client.Persona("bo@requester")));
        var cart = (await ana.Post($"{client.Path}/carts", new { lines = new[] { new { offerId = offer.Id, beneficiaryId = client.PersonId, quantity = 1 } } })).Is(201);
        (await bo.Get($"{cart.Location}?version=1")).IsProblem(404, "resource/not-found");
        var shared = (await ana.At(cart.ETag).Post($"{cart.Location}/share", new { subjects = new[] { client.Persona("bo@requester") }, right = "change" })).Is(200);

        var past = (await bo.Get($"{cart.Location}?version=1")).Is(200);
        past.Headers["X-Rights"].Should().Be("today");
        past.ETag.Should().Be("\"1\"");
        past.Json.GetProperty("actions").GetArrayLength().Should().Be(0, "nobody gives a command to the past");
        (await bo.Get(cart.Location)).Is(200).Headers.Should().NotContainKey("X-Rights");

        (await ana.At(shared.ETag).Post($"{cart.Location}/unshare", new { subjects = new[] { client.Persona("bo@requester") } })).Is(200);
        (await bo.Get($"{cart.Location}?version=2")).IsProblem(404, "resource/not-found");
    }

    [Fact]
    public async Task An_approval_is_read_at_a_version_as_at_its_instant()
    {
        var client = await ActiveClient.Of(api);
        var waiting = await WaitingRequest.Of(api, client);
        (await waiting.Approve(api, "bo@approver")).Is(200);
        var auditor = api.As("auditor.mcn");
        (await auditor.Get($"{waiting.Path}/approvals?version=99")).IsProblem(404, "resource/not-found");
        (await auditor.Get($"{waiting.Path}/approvals?version=1&asOf=2026-01-01T00:00:00Z")).IsProblem(400, "request/as-of-or-version");
        (await auditor.Get($"{waiting.Path}/approvals?version=2")).Is(200).Text.Should().NotBe((await auditor.Get($"{waiting.Path}/approvals")).Is(200).Text);
    }
}
