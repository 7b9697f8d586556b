using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Provisioning;

public sealed class RestartTests
{
    [Fact]
    public async Task A_restart_in_the_middle_of_deliveries_finishes_each_once()
    {
        await using var api = new Testing.Api();
        await api.InitializeAsync();
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 100));
        var offer = await pool.Offer(api, PublishedOffer.Step("compte", "simulated", "failOnce"), PublishedOffer.Step("siege", "licence"), PublishedOffer.Step("courriel", "simulated"));
        var requests = new List<ApprovedRequest>();
        for (var i = 0; i < 4; i++)
        {
            requests.Add(await ApprovedRequest.Of(api, client, [offer, offer], 2));
        }

        await api.Restart();

        foreach (var request in requests)
        {
            await api.As("agent.mcn").Until(request.Path, told => told.GetProperty("status").GetString() == "completed");
        }

        (await pool.Balance(api)).Should().Be((100, 0, 16, 84));
    }
}
