using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;
using static SBG.Testing.Worlds.PublishedOffer;

namespace SBG.Api.Tests.Provisioning;

public sealed class ConnectorTests(Testing.Api api)
{
    private readonly Caller _agent = api.As("agent.mcn");

    [Theory]
    [InlineData("async", "completed", 1)]
    [InlineData("lieDone", "completed", 1)]
    [InlineData("never", "held", 1)]
    [InlineData("lieFailed", "held", 2)]
    public async Task A_step_ends_as_its_connector_says(string fault, string status, int attempts)
    {
        var client = await ActiveClient.Of(api);
        var request = await ApprovedRequest.Of(api, client, await PublishedOffer.Of(api, plan: [Step("a", "simulated", fault, maxAttempts: 2)]));
        var page = await _agent.Until(request.Orders, page => page.GetProperty("items") is var items && items.GetArrayLength() == 1 && items[0].GetProperty("status").GetString() == status);
        page.Json.GetProperty("items")[0].GetProperty("steps")[0].GetProperty("attempt").GetInt32().Should().Be(attempts);
    }
}
