using System.Globalization;
using System.Text.Json;
using FluentAssertions;
using SBG.Api.Billing;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

/// <summary>An invoice with a line of each model is recomputed from its events by a script that shares no code with the service.</summary>
public sealed class RecomputeScriptTests(ApiOfLastQuarter api) : IClassFixture<ApiOfLastQuarter>
{
    private static readonly (string Aggregation, string Charge)[] Charges =
    [
        ("sum", """{"model":"perUnit","unitPrice":{"amount":"0.012345","currency":"CAD"},"freeUnits":3,"minimum":{"amount":"0.05","currency":"CAD"}}"""),
        ("count", """{"model":"package","amount":{"amount":"7.00","currency":"CAD"},"packageSize":2}"""),
        ("max", """{"model":"volume","tiers":[{"upTo":100,"unitPrice":{"amount":"0.10","currency":"CAD"}},{"unitPrice":{"amount":"0.05","currency":"CAD"},"fee":{"amount":"1.00","currency":"CAD"}}]}"""),
        ("latest", """{"model":"graduated","tiers":[{"upTo":10,"unitPrice":{"amount":"0.10","currency":"CAD"},"fee":{"amount":"2.00","currency":"CAD"}},{"unitPrice":{"amount":"0.033333","currency":"CAD"}}]}"""),
        ("uniqueCount", """{"model":"allowance","amount":{"amount":"12.00","currency":"CAD"},"included":1,"unitPrice":{"amount":"2.5","currency":"CAD"}}"""),
        ("timeWeighted", """{"model":"perUnit","unitPrice":{"amount":"1.650065","currency":"CAD"}}"""),
        ("timeWeighted", """{"model":"perUnit","over":"hour","unitPrice":{"amount":"0.000765","currency":"CAD"}}"""),
        ("sum", """{"model":"percentage","percent":2.9,"amount":{"amount":"0.30","currency":"CAD"}}"""),
        ("sum", """{"model":"flat","amount":{"amount":"30.00","currency":"CAD"}}"""),
        ("count", """{"model":"oneOff","amount":{"amount":"5.55","currency":"CAD"}}"""),
        ("sum", """{"model":"recurring","amount":{"amount":"31.50","currency":"CAD"}}"""),
    ];

    private readonly Caller _finance = api.As("finance.mcn");

    [Fact]
    public void Every_model_is_among_them() => Enum.GetNames<ChargeModelName>()
        .Should().OnlyContain(model => Charges.Any(charge => charge.Charge.Contains($"\"{JsonNamingPolicy.CamelCase.ConvertName(model)}\"", StringComparison.Ordinal)));

    [Fact]
    public async Task It_gives_the_same_cents_and_sees_one_that_differs()
    {
        await InvoicedClient.Supplier(api);
        var client = await ActiveClient.Of(api);
        var (plans, meters) = (new List<object>(), new List<string>());
        foreach (var (aggregation, charge) in Charges)
        {
            var meter = (await _finance.Post("/v1/meters", new { key = "m" + Guid.NewGuid().ToString("N"), aggregation, unit = "GB" })).Is(201)["key"]!;
            var plan = await _finance.PostJson("/v1/price-plans", $$$"""{"name":"Tarif fictif","validFrom":"2020-01-01","charge":{{{charge[..^1]}}},"meter":"{{{meter}}}"}}""");
            plans.Add(new { pricePlanId = plan.Is(201).Id, discountPercent = 12.5, monthlyCap = new { amount = "40.00", currency = "CAD" } });
            meters.Add(meter);
        }

        var pool = await StockedPool.Of(api, 2);
        (await _finance.Post($"{client.Path}/price-agreement/versions", new { validFrom = api.Month.ToString("O", CultureInfo.InvariantCulture), prices = plans })).Is(201);
        var start = InvoicedClient.StartOf(api.Month);
        (await api.As("agent.mcn").Post($"{client.Path}/licences", new { poolId = pool.Id, personId = client.PersonId, occurredAt = start.AddHours(77) })).Is(201);
        var batch = meters.SelectMany((meter, n) => Enumerable.Range(0, 6).Select(m => new
        {
            specversion = "1.0",
            id = $"{n}-{m}",
            source = "/essai",
            type = meter,
            time = start.AddHours((m * 60) + 7.123).ToString("O", CultureInfo.InvariantCulture),
            data = new { value = (m * 37 % 11) + 0.125m, key = $"k{m % 4}", dimension = m % 2 == 0 ? "cc-1" : null },
        }));
        (await _finance.PostRaw($"{client.Path}/usage", JsonSerializer.SerializeToUtf8Bytes(batch), "application/cloudevents-batch+json")).Is(200)["rejected"].Should().Be("0");
        api.Months = 1;
        var draft = (await _finance.Post($"{client.Path}/invoices", new { period = api.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture) })).Is(201);
        var issued = (await _finance.At(draft.ETag).Post($"{draft.Location}/issue")).Is(200);
        var lines = issued.Json.GetProperty("content").GetProperty("lines").EnumerateArray().ToArray();
        lines.Should().HaveCount(Charges.Length + 1);

        await Explained(draft.Location, lines);
        var export = (await api.As("auditor.mcn").Get($"{draft.Location}/export")).Is(200).Text;
        var (code, told) = await RecomputeScript.Run(export);
        code.Should().Be(0, told);
        (await RecomputeScript.Run(export.Replace("\"value\":4.125", "\"value\":400.125", StringComparison.Ordinal))).Code.Should().NotBe(0);
        (await Reconciliation.Wrong(api)).Should().BeEmpty();
    }

    private async Task Explained(string invoice, JsonElement[] lines)
    {
        foreach (var line in lines)
        {
            var (reports, seconds, cursor) = (0, 0m, string.Empty);
            do
            {
                var page = (await _finance.Get($"{invoice}/lines/{line.GetProperty("id").GetString()}/explanation?limit=4{cursor}")).Is(200);
                reports += page.Json.GetProperty("reports").GetArrayLength();
                seconds += page.Json.GetProperty("seats").EnumerateArray().Sum(seat => seat.GetProperty("seconds").GetDecimal());
                cursor = page.Json.GetProperty("nextCursor") is { ValueKind: JsonValueKind.String } next ? $"&cursor={next.GetString()}" : string.Empty;
            }
            while (cursor.Length > 0);
            var isSeats = line.GetProperty("poolId").ValueKind == JsonValueKind.String;
            (isSeats ? seconds : reports).Should().Be(isSeats ? decimal.Parse(line.GetProperty("quantity").GetString()!, CultureInfo.InvariantCulture) : 6m);
        }

        (await _finance.Get($"{invoice}/lines/{Guid.NewGuid()}/explanation")).IsProblem(404, "resource/not-found");
        (await _finance.Get($"{invoice}/lines/{lines[0].GetProperty("id").GetString()}/explanation?cursor=abc")).IsProblem(400, "request/bad-cursor");
    }
}
