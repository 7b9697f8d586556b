using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.ServiceLevels;

/// <summary>The delivery of requests is held to what was promised when they were submitted.</summary>
public sealed class FulfilmentTests(Testing.Api api)
{
    [Fact]
    public async Task A_request_shows_how_its_delivery_stands_and_a_report_counts_it_by_offer()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var level = await AgreedServiceLevel.Of(api, client, AgreedServiceLevel.AlwaysOpen());
        var manager = api.As("service-manager.mcn");
        await RehearsedVersion.Of(manager, $"/v1/service-level-policies/{level.PolicyId}", new
        {
            validFrom = "2001-01-01T00:00:00Z",
            terms = new
            {
                calendarId = level.CalendarId,
                calendarVersion = 1,
                targets = new[] { new { priority = "p1", resolution = "PT5H" } },
                rules = new object[] { new { kind = "fulfilment", time = "PT40H" }, new { kind = "fulfilment", time = "PT8H", offer = offer.Id } },
            },
        });
        var request = await ApprovedRequest.Of(api, client, offer);
        var path = request.Path + "/service-level";
        var met = (await api.As(client.Persona("requester")).Until(path, told => told.GetProperty("lines")[0] is var line
            && line.GetProperty("clock").GetProperty("state").GetString() == "met")).Json;
        var first = met.GetProperty("lines")[0];
        (first.GetProperty("basis").GetString(), first.GetProperty("policyVersion").GetInt32()).Should().Be(("agreementOnOffer", 2));
        first.GetProperty("rule").GetProperty("time").GetString().Should().Be("PT8H");
        met.GetProperty("waits")[0].GetProperty("until").GetDateTimeOffset().Should().BeAfter(met.GetProperty("submittedAt").GetDateTimeOffset());

        var offers = (await manager.Get($"{client.Path}/service-levels")).Is(200).Json.GetProperty("offers");
        (offers[0].GetProperty("offerId").GetString(), offers[0].GetProperty("fulfilment").GetProperty("met").GetInt32()).Should().Be((offer.Id, 1));

        // Who does not see the request does not see this.
        (await api.As("quelquun@" + client.Persona("requester")).Get(path)).Status.Should().Be(404);
        (await api.As("agent.mcn").Get($"{client.Path}/requests/{Guid.NewGuid()}/service-level")).Status.Should().Be(404);
    }

    [Fact]
    public async Task What_was_not_promised_when_it_was_submitted_is_not_promised_later()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var request = await ApprovedRequest.Of(api, client, offer);
        var path = request.Path + "/service-level";
        await AgreedServiceLevel.Of(api, client);
        var line = (await api.As("agent.mcn").Until(path, told => told.GetProperty("lines")[0].GetProperty("clock").GetProperty("stoppedAt").ValueKind != System.Text.Json.JsonValueKind.Null))
            .Json.GetProperty("lines")[0];
        (line.GetProperty("basis").GetString(), line.GetProperty("clock").GetProperty("state").GetString()).Should().Be(("nothing", "noTarget"));
    }
}
