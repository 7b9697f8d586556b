using System.Globalization;
using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

public sealed class MeteredBillingTests(Testing.Api api)
{
    private readonly Caller _finance = api.As("finance.mcn");

    [Fact]
    public async Task Reported_use_is_charged_by_its_meters_plan_invoiced_and_computed_again()
    {
        var invoiced = await InvoicedClient.Of(api);
        var (meter, plan) = await Priced("sum", """{"model":"graduated","tiers":[{"upTo":10,"unitPrice":{"amount":"2.000001","currency":"CAD"}},{"unitPrice":{"amount":"1","currency":"CAD"}}]}""");
        await Send(invoiced, [Event(invoiced, "1", meter, 7m, "cc-1"), Event(invoiced, "2", meter, 8m, "cc-2")]);
        (await States(invoiced, meter)).Should().Equal("1 rated", "2 rated");

        var line = (await _finance.Get($"{invoiced.Path}/invoices/preview?period={invoiced.Period}")).Is(200).Json.GetProperty("metered").EnumerateArray().Single();
        (line.GetProperty("units").GetString(), line.GetProperty("pricePlanId").GetString()).Should().Be(("15", plan));
        Dollars(line.GetProperty("amount")).Should().Be(25.00m, "10 at 2.000001 and 5 at 1 are 25.00001");
        line.GetProperty("parts").EnumerateArray().Select(part => Dollars(part.GetProperty("amount"))).Should().Equal(11.67m, 13.33m);

        var issued = await invoiced.Issue(api);
        var kept = issued.Json.GetProperty("content").GetProperty("lines").EnumerateArray().Single(one => one.GetProperty("meter").GetString() == meter);
        (kept.GetProperty("quantity").GetString(), Dollars(kept.GetProperty("amount"))).Should().Be(("15", 25.00m));
        (await States(invoiced, meter)).Should().Equal("1 billed", "2 billed");

        // What comes after the invoice changes neither it nor what it says when it is computed again.
        await Send(invoiced, [Event(invoiced, "3", meter, 100m, "cc-1")]);
        (await _finance.Post($"{invoiced.Path}/usage/amendments", new { @event = Event(invoiced, "1", meter, 1m, "cc-1"), reason = "wrongQuantity" })).Is(201)["state"].Should().Be("rerated");
        (await States(invoiced, meter)).Should().Equal("1 rerated", "2 billed", "3 rated");
        var again = (await _finance.Get($"{invoiced.Path}/invoices/{issued.Id}/recomputation")).Is(200);
        again.Json.GetProperty("isIdentical").GetBoolean().Should().BeTrue();
    }

    [Theory]
    [InlineData("count", """{"model":"oneOff","amount":{"amount":"3.50","currency":"CAD"}}""", "7.00", "1")]
    [InlineData("sum", """{"model":"percentage","percent":2.9,"amount":{"amount":"0.30","currency":"CAD"}}""", "1.04", "GB")]
    [InlineData("max", """{"model":"package","amount":{"amount":"5.00","currency":"CAD"},"packageSize":10}""", "5.00", "GB")]
    [InlineData("uniqueCount", """{"model":"flat","amount":{"amount":"9.00","currency":"CAD"}}""", "9.00", "1")]
    [InlineData("latest", """{"model":"allowance","amount":{"amount":"4.00","currency":"CAD"},"included":5,"unitPrice":{"amount":"0.50","currency":"CAD"}}""", "4.50", "GB")]
    public async Task Every_kind_of_meter_is_charged(string aggregation, string charge, string amount, string unit)
    {
        var invoiced = await InvoicedClient.Of(api);
        var (meter, _) = await Priced(aggregation, charge);
        await Send(invoiced, [Event(invoiced, "1", meter, 9m), Event(invoiced, "2", meter, 6m, minutes: 1)]);
        var line = (await _finance.Get($"{invoiced.Path}/invoices/preview?period={invoiced.Period}")).Is(200).Json.GetProperty("metered").EnumerateArray().Single();
        (line.GetProperty("amount").GetProperty("amount").GetString(), line.GetProperty("unit").GetString()).Should().Be((amount, unit));
    }

    [Fact]
    public async Task A_meter_is_charged_by_one_plan_which_charges_nothing_else()
    {
        const string charge = """{"model":"perUnit","unitPrice":{"amount":"1","currency":"CAD"}}""";
        var (meter, plan) = await Priced("sum", charge);
        (await Plan(charge, meter)).IsProblem(409, "billing/meter-priced");
        (await Plan(charge, "inconnu")).IsProblem(422, "usage/unknown-meter");
        var (latest, _) = (await NewMeter("latest"), 0);
        (await Plan("""{"model":"percentage","percent":1,"amount":{"amount":"0","currency":"CAD"}}""", latest)).IsProblem(422, "billing/not-a-charge");
        (await Plan("""{"model":"perUnit","over":"hour","unitPrice":{"amount":"1","currency":"CAD"}}""", latest)).IsProblem(422, "billing/not-a-charge");
        var current = (await _finance.Get($"/v1/price-plans/{plan}")).Is(200);
        (await _finance.At(current.ETag).Post($"/v1/price-plans/{plan}/versions", new { validFrom = "2100-01-01", monthlyPerSeat = new { amount = "1.00", currency = "CAD" } })).IsProblem(422, "billing/other-meter");
        (await _finance.Get("/v1/meters?limit=200")).Is(200).Text.Should().Contain(plan);
    }

    private static object Event(InvoicedClient invoiced, string id, string meter, decimal value, string? dimension = null, int minutes = 0) => new
    {
        specversion = "1.0",
        id,
        source = "/essai",
        type = meter,
        time = invoiced.From.AddDays(3).AddMinutes(minutes).ToString("O", CultureInfo.InvariantCulture),
        data = new { value, dimension, key = "k" },
    };

    private static decimal Dollars(JsonElement money) => decimal.Parse(money.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture);

    private async Task<(string Meter, string Plan)> Priced(string aggregation, string charge)
    {
        var meter = await NewMeter(aggregation);
        return (meter, (await Plan(charge, meter)).Is(201).Id);
    }

    private async Task<string> NewMeter(string aggregation) =>
        (await _finance.Post("/v1/meters", new { key = "m" + Guid.NewGuid().ToString("N"), aggregation, unit = "GB" })).Is(201)["key"]!;

    private Task<Reply> Plan(string charge, string meter) => _finance.PostJson(
        "/v1/price-plans", $$"""{"name":"Tarif fictif","validFrom":"2020-01-01","charge":{"meter":"{{meter}}",{{charge[1..]}}}""");

    private async Task Send(InvoicedClient invoiced, object[] batch) =>
        (await _finance.PostRaw($"{invoiced.Path}/usage", JsonSerializer.SerializeToUtf8Bytes(batch), "application/cloudevents-batch+json")).Is(200).Json.GetProperty("rejected").GetInt32().Should().Be(0);

    private async Task<IEnumerable<string>> States(InvoicedClient invoiced, string meter) =>
        (await _finance.Get($"{invoiced.Path}/usage/events?meter={meter}&from={invoiced.Period}-01")).Is(200).Json.GetProperty("items").EnumerateArray()
            .Select(item => $"{item.GetProperty("id").GetString()} {item.GetProperty("state").GetString()}");
}
