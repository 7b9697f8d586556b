using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

public sealed class PriceAgreementTests(Testing.Api api)
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(-5));

    [Fact]
    public async Task An_agreement_is_kept_in_versions_and_lowers_the_preview()
    {
        var (client, pool, finance) = (await ActiveClient.Of(api), await StockedPool.Of(api, 1), api.As("finance.mcn"));
        (await finance.Get($"{client.Path}/price-agreement")).IsProblem(404, "resource/not-found");
        (await api.As("agent.mcn").Post($"{client.Path}/licences", new { poolId = pool.Id, personId = client.PersonId })).Is(201);
        var month = new DateOnly(Today.Year, Today.Month, 1);
        var agreed = (await Agree(client, month, new { pricePlanId = pool.PricePlanId, discountPercent = 100, monthlyCap = new { amount = "500.00", currency = "CAD" } })).Is(201);
        (await Agree(client, month, new { pricePlanId = pool.PricePlanId, discountPercent = 100, monthlyCap = new { amount = "500.00", currency = "CAD" } })).Is(201)
            .Json.GetProperty("versions").GetArrayLength().Should().Be(1, "the same again is no new version");

        var line = (await finance.Get($"{client.Path}/invoices/preview")).Is(200).Json.GetProperty("lines")[0];
        line.GetProperty("agreementVersion").GetInt32().Should().Be(1);
        line.GetProperty("amount").GetProperty("amount").GetString().Should().Be("0.00");
        line.GetProperty("explanation").GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("rule").GetString()).Should().Equal("unitsAtPrice", "discount", "cap", "round");

        (await Agree(client, Today)).Is(201).Json.GetProperty("versions").GetArrayLength().Should().Be(2);
        (await api.As(client.Persona("client-manager")).Get(agreed.Location + "?version=1")).Is(200).Json.GetProperty("versions").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task An_agreement_that_makes_no_sense_is_refused()
    {
        var (client, plan) = (await ActiveClient.Of(api), await PublishedOffer.NewPricePlan(api, "1.00"));
        (await Agree(client, Today.AddMonths(-2), new { pricePlanId = plan })).IsProblem(422, "billing/agreement-before-this-month");
        (await Agree(client, Today, new { pricePlanId = plan }, new { pricePlanId = plan })).IsProblem(422, "billing/not-an-agreement");
        (await Agree(client, Today, new { pricePlanId = Guid.NewGuid() })).IsProblem(422, "billing/unknown-price-plan");
        (await Agree(client, Today, new { pricePlanId = plan, discountPercent = 101 })).IsProblem(422, "request/validation");
    }

    private Task<Testing.Reply> Agree(ActiveClient client, DateOnly validFrom, params object[] prices) =>
        api.As("finance.mcn").Post($"{client.Path}/price-agreement/versions", new { validFrom, prices });
}
