using System.Globalization;
using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

/// <summary>What was ordered and delivered is on the invoice as it was approved: once in the month of its delivery, monthly while it is held.</summary>
public sealed class OrderedChargeTests(ApiOfLastQuarter api) : IClassFixture<ApiOfLastQuarter>
{
    private readonly Caller _finance = api.As("finance.mcn");

    [Fact]
    public async Task A_delivery_is_charged_once_and_for_as_long_as_it_is_held()
    {
        await InvoicedClient.Supplier(api);
        var (client, agent) = (await ActiveClient.Of(api), api.As("agent.mcn"));
        var delivered = await ApprovedRequest.Of(api, client, await PaidOffer.Of(api), 2, options: new { garantie = true, disques = 3 });
        var failed = await ApprovedRequest.Of(api, client, await PaidOffer.Of(api, "fail"), 1);
        await agent.Until(delivered.Path, told => told.GetProperty("status").GetString() == "completed");
        await agent.Until(failed.Path, told => told.GetProperty("status").GetString() == "failed");
        var preview = await _finance.Until($"{client.Path}/invoices/preview", told => told.GetProperty("ordered").GetArrayLength() == 4);
        preview.Json.GetProperty("ordered").EnumerateArray().Select(line => (line.GetProperty("kind").GetString(), Option(line), line.GetProperty("units").GetString()))
            .Where(line => line.Item1 == "oneOff").Should().Equal(("oneOff", null, "2"), ("oneOff", "disques", "6"));

        api.Months = 1;
        var one = await InvoicedClient.Issue(api, client, api.Month);
        var lines = Lines(one);
        lines.Select(line => (line.GetProperty("ordered").GetProperty("kind").GetString(), Option(line.GetProperty("ordered")))).Should().BeEquivalentTo(
            new[] { ("oneOff", null), ("oneOff", "disques"), ("monthly", "disques"), ("monthly", "garantie") });
        lines.Where(line => line.GetProperty("unit").GetString() == "unit").Sum(Amount).Should().Be(420m);
        lines.Where(line => line.GetProperty("unit").GetString() == "s").Select(Amount).Should().OnlyContain(amount => amount > 0m && amount < 29.46m);
        var explained = (await _finance.Get($"{client.Path}/invoices/{one.Id}/lines/{lines[0].GetProperty("id").GetString()}/explanation")).Is(200).Json;
        var request = (await agent.Get(delivered.Path)).Is(200);
        explained.GetProperty("orders")[0].GetProperty("requestNumber").GetString().Should().Be(request["number"]);
        explained.GetProperty("line").GetProperty("ordered").GetProperty("offerVersion").GetInt32().Should().Be(1);

        var order = (await agent.Get(delivered.Orders)).Is(200).Json.GetProperty("items")[0].GetProperty("id").GetString();
        await Tell(delivered, order!, "terminate");
        api.Months = 2;
        await _finance.Until($"{client.Path}/invoices/preview", told => told.GetProperty("ordered").GetArrayLength() == 0);
        var two = await InvoicedClient.Issue(api, client, api.Month.AddMonths(1));
        Lines(two).Select(line => (line.GetProperty("unit").GetString(), line.GetProperty("adjusts").ValueKind)).Should().Equal(("s", JsonValueKind.Null), ("s", JsonValueKind.Null));
        Lines(two).Select(Amount).Should().OnlyContain(amount => amount > 0m && amount < 19.98m, "some days of the month were left");

        foreach (var invoice in new[] { one, two })
        {
            (await _finance.Get($"{client.Path}/invoices/{invoice.Id}/recomputation")).Is(200)["isIdentical"].Should().Be("True");
            var (code, told) = await RecomputeScript.Run((await _finance.Get($"{client.Path}/invoices/{invoice.Id}/export")).Is(200).Text);
            code.Should().Be(0, told);
        }

        (await Reconciliation.Wrong(api)).Should().BeEmpty();
        await Reconciliation.Falsify(api, "update sbg.mt_events set data = jsonb_set(data, '{prices,0,count}', '3') where type = 'order_charge_begun'");
        (await Reconciliation.Wrong(api)).Should().NotBeEmpty().And.OnlyContain(wrong => wrong.StartsWith("what an order costs once is not billed, or billed otherwise"));
    }

    private async Task Tell(ApprovedRequest request, string order, string command)
    {
        var agent = api.As("agent.mcn");
        var seen = (await agent.Get($"{request.Orders}/{order}")).Is(200);
        (await agent.At(seen.ETag).Post($"{request.Orders}/{order}/{command}")).Is(200);
        await agent.Until($"{request.Orders}/{order}", told => told.GetProperty("status").GetString() is "cancelled" or "terminated");
    }

    private static JsonElement[] Lines(Reply invoice) => [.. invoice.Json.GetProperty("content").GetProperty("lines").EnumerateArray()];

    private static string? Option(JsonElement priced) => priced.TryGetProperty("option", out var option) ? option.GetString() : null;

    private static decimal Amount(JsonElement line) => decimal.Parse(line.GetProperty("amount").GetProperty("amount").GetString()!, CultureInfo.InvariantCulture);
}
