using System.Globalization;
using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

public sealed class PriceModelTests(Testing.Api api)
{
    /// <summary>A charge of each model and what one seat alone costs by it for a month.</summary>
    public static TheoryData<string, string> Models => new()
    {
        { """{"model":"flat","amount":{"amount":"30.00","currency":"CAD"}}""", "30.00" },
        { """{"model":"recurring","amount":{"amount":"31.50","currency":"CAD"}}""", "31.50" },
        { """{"model":"perUnit","unitPrice":{"amount":"4.005000","currency":"CAD"},"minimum":{"amount":"2.00","currency":"CAD"}}""", "4.01" },
        { """{"model":"graduated","tiers":[{"upTo":1,"unitPrice":{"amount":"9","currency":"CAD"},"fee":{"amount":"1","currency":"CAD"}},{"unitPrice":{"amount":"3","currency":"CAD"}}]}""", "10" },
        { """{"model":"volume","tiers":[{"upTo":0.5,"unitPrice":{"amount":"9","currency":"CAD"}},{"unitPrice":{"amount":"3","currency":"CAD"}}]}""", "3" },
        { """{"model":"package","amount":{"amount":"12.00","currency":"CAD"},"packageSize":5}""", "12.00" },
        { """{"model":"allowance","amount":{"amount":"12.00","currency":"CAD"},"included":0.5,"unitPrice":{"amount":"2","currency":"CAD"}}""", "13.00" },
        { """{"model":"perUnit","unitPrice":{"amount":"4","currency":"CAD"},"freeUnits":0.25}""", "3" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Each_model_is_kept_and_rates_seats(string charge, string oneSeat)
    {
        var (client, finance) = (await ActiveClient.Of(api), api.As("finance.mcn"));
        var plan = (await finance.PostJson("/v1/price-plans", $$"""{"name":"Tarif fictif","validFrom":"2020-01-01","charge":{{charge}}}""")).Is(201);
        var version = (await finance.Get(plan.Location)).Is(200).Json.GetProperty("versions")[0];
        Dollars(version.GetProperty("monthlyPerSeat")).Should().Be(decimal.Parse(oneSeat, CultureInfo.InvariantCulture));
        version.GetProperty("charge").GetProperty("model").GetString().Should().Be(System.Text.Json.JsonDocument.Parse(charge).RootElement.GetProperty("model").GetString());

        var pool = (await api.As("service-manager.mcn").Post("/v1/licence-pools", new { name = "Bassin", product = "Essai", pricePlanId = plan.Id, seats = 3 })).Is(201);
        (await api.As("agent.mcn").Post($"{client.Path}/licences", new { poolId = pool.Id, personId = client.PersonId })).Is(201);
        var line = (await finance.Get($"{client.Path}/invoices/preview")).Is(200).Json.GetProperty("lines")[0];
        var steps = line.GetProperty("explanation").GetProperty("steps").EnumerateArray().ToArray();
        decimal.Parse(steps[^1].GetProperty("outcome").GetString()!, CultureInfo.InvariantCulture).Should().Be(Dollars(line.GetProperty("amount")));
        steps.Should().OnlyContain(step => step.GetProperty("inputs").EnumerateArray().All(input => step.GetProperty("formula").GetString()!.Contains(input.GetProperty("name").GetString()!)));
    }

    [Theory]
    [InlineData("""{"model":"graduated"}""", "tiers")]
    [InlineData("""{"model":"perUnit","unitPrice":{"amount":"1","currency":"CAD"},"included":3}""", "included")]
    [InlineData("""{"model":"package","amount":{"amount":"1","currency":"CAD"},"packageSize":0}""", "packageSize")]
    [InlineData("""{"model":"volume","tiers":[{"upTo":5,"unitPrice":{"amount":"1","currency":"CAD"}}]}""", "tiers")]
    public async Task A_charge_that_is_none_is_refused_by_its_member(string charge, string member)
    {
        var refused = (await api.As("finance.mcn").PostJson("/v1/price-plans", $$"""{"name":"Tarif fictif","validFrom":"2020-01-01","charge":{{charge}}}"""))
            .IsProblem(422, "billing/not-a-charge");
        refused["detail"].Should().StartWith($"Le membre « {member} »");
    }

    [Fact]
    public async Task A_version_has_one_price_and_the_model_can_change_from_today()
    {
        var finance = api.As("finance.mcn");
        (await finance.PostJson("/v1/price-plans", """{"name":"Tarif fictif","validFrom":"2020-01-01"}""")).IsProblem(422, "billing/one-price");
        var id = await PublishedOffer.NewPricePlan(api, "12.50");
        var changed = await NewPrice.Of(api, id, "2100-01-01", """
            "charge":{"model":"perUnit","unitPrice":{"amount":"0.000065","currency":"CAD"}}
            """);
        var versions = changed.Json.GetProperty("versions").EnumerateArray().ToArray();
        versions.Should().HaveCount(2);
        versions[0].TryGetProperty("charge", out var none).Should().Be(none.ValueKind == System.Text.Json.JsonValueKind.Null);
        versions[1].GetProperty("charge").GetProperty("unitPrice").GetProperty("amount").GetString().Should().Be("0.000065");
    }

    private static decimal Dollars(System.Text.Json.JsonElement money) => decimal.Parse(money.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture);
}
