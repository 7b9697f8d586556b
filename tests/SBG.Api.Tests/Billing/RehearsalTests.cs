using System.Globalization;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

public sealed class RehearsalTests(Testing.Api api)
{
    private readonly Caller _finance = api.As("finance.mcn");

    [Fact]
    public async Task A_price_is_rehearsed_on_real_months_and_the_difference_is_kept_with_its_version()
    {
        var client = await InvoicedClient.Of(api);
        var (plan, today) = ($"/v1/price-plans/{client.Pool.PricePlanId}", DateTime.UtcNow.AddHours(-5));
        (await _finance.Post($"{client.Path}/price-agreement/versions", new
        {
            validFrom = Day(today),
            prices = new[] { new { pricePlanId = client.Pool.PricePlanId, discountPercent = 10 } },
        })).Is(201);
        var months = new[] { Month(today), client.Period };
        var rehearsal = (await _finance.Post(plan + "/rehearsals", new { months, monthlyPerSeat = PaidOffer.Dollars("20.00") })).Is(201);
        rehearsal.Json.GetProperty("months").EnumerateArray().Select(month => month.GetString()).Should().Equal(client.Period, Month(today));
        var rows = rehearsal.Json.GetProperty("clients").EnumerateArray().ToArray();
        rows.Select(row => (row.GetProperty("clientId").GetString(), row.GetProperty("month").GetString())).Should().Equal((client.Client.Id, client.Period), (client.Client.Id, Month(today)));
        (Amount(rows[0], "before"), Amount(rows[0], "after"), Amount(rows[0], "difference")).Should().Be((12.50m, 20m, 7.50m));
        Amount(rows[1], "after").Should().BeLessThan(18.01m, "the agreement of this month takes a tenth off");
        Amount(rehearsal.Json, "difference").Should().Be(rows.Sum(row => Amount(row, "difference")));

        var current = (await _finance.Get(plan)).Is(200);
        (await _finance.At(current.ETag).Post(plan + "/versions", new { validFrom = Day(today), monthlyPerSeat = PaidOffer.Dollars("20.00") })).IsProblem(409, "billing/price-not-rehearsed");
        (await _finance.At(current.ETag).Post(plan + "/versions", new { validFrom = Day(today), monthlyPerSeat = PaidOffer.Dollars("21.00"), rehearsalId = rehearsal.Id })).IsProblem(409, "billing/other-rehearsal");
        var published = (await _finance.At(current.ETag).Post(plan + "/versions", new { validFrom = Day(today), monthlyPerSeat = PaidOffer.Dollars("20.00"), rehearsalId = rehearsal.Id })).Is(200);
        published.Json.GetProperty("versions")[1].GetProperty("rehearsalId").GetString().Should().Be(rehearsal.Id);
        (await _finance.At(published.ETag).Post(plan + "/versions", new { validFrom = Day(today.AddDays(1)), monthlyPerSeat = PaidOffer.Dollars("20.00"), rehearsalId = rehearsal.Id }))
            .IsProblem(409, "billing/other-rehearsal");
        (await api.As("auditor.mcn").Get(rehearsal.Location)).Is(200).Json.GetProperty("clients").GetArrayLength().Should().Be(2);
        (await _finance.Get(plan + "/rehearsals")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(1);
        (await _finance.Get($"/v1/price-plans/{await PublishedOffer.NewPricePlan(api, "1.00")}/rehearsals/{rehearsal.Id}")).IsProblem(404, "resource/not-found");
    }

    [Fact]
    public async Task Only_months_that_have_begun_are_real_and_clients_can_be_named()
    {
        var (plan, price) = ($"/v1/price-plans/{await PublishedOffer.NewPricePlan(api, "1.00")}/rehearsals", PaidOffer.Dollars("2.00"));
        (await _finance.Post(plan, new { months = new[] { "2999-01" }, monthlyPerSeat = price })).IsProblem(422, "billing/rehearsal-of-month-to-come");
        (await _finance.Post(plan, new { months = new[] { "2026-13" }, monthlyPerSeat = price })).IsProblem(422, "billing/not-a-month");
        (await _finance.Post(plan, new { months = new[] { "2026-10" } })).IsProblem(422, "billing/one-price");
        (await _finance.Post(plan, new { months = new[] { "2026-10" }, monthlyPerSeat = price, clientIds = new[] { "inconnu" } })).Is(201).Json.GetProperty("clients").GetArrayLength().Should().Be(0);
    }

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Month(DateTime day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static decimal Amount(System.Text.Json.JsonElement of, string member) => decimal.Parse(of.GetProperty(member).GetProperty("amount").GetString()!, CultureInfo.InvariantCulture);
}
