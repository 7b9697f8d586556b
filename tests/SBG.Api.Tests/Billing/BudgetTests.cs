using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

public sealed class BudgetTests(Testing.Api api)
{
    [Fact]
    public async Task Thresholds_are_told_once_for_the_client_and_for_a_cost_centre()
    {
        var invoiced = await InvoicedClient.Of(api);
        var (manager, path) = (api.As(invoiced.Client.Persona("client-manager")), $"{invoiced.Path}/budgets");
        var whole = (await manager.Post(path, Body("12.50", [100, 50]))).Is(201);
        whole.Json.GetProperty("thresholds").EnumerateArray().Select(percent => percent.GetInt32()).Should().Equal(50, 100);
        var told = await manager.Until(whole.Location, budget => budget.GetProperty("alerts").EnumerateArray().Count(alert => alert.GetProperty("month").GetString() == invoiced.Period) == 2);
        told.Json.GetProperty("alerts")[0].GetProperty("spent").GetProperty("amount").GetString().Should().Be("12.50", "last month's seat cost that");

        var centre = (await manager.Post(path, Body("25.00", [50, 100], "TI"))).Is(201);
        await manager.Until(centre.Location, budget => budget.GetProperty("alerts").GetArrayLength() == 1);
        (await manager.Post(path, Body("100.00", [1], "Autre centre"))).Is(201);
        (await manager.Post(path, Body("12.50", [50, 80, 100]))).Is(201);
        var again = await manager.Until(whole.Location, budget => Alerts(budget).Contains((invoiced.Period, 80)));
        Alerts(again.Json).Where(alert => alert.Item1 == invoiced.Period).Should().BeEquivalentTo([(invoiced.Period, 50), (invoiced.Period, 100), (invoiced.Period, 80)], "what was told is not told again");
        (await manager.Get(path)).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(3);

        var withdrawn = (await manager.At((await manager.Get(whole.Location)).Is(200).ETag).Post($"{whole.Location}/withdraw")).Is(200);
        withdrawn["withdrawn"].Should().Be("True");
        (await manager.Post(path, Body("12.505", [50]))).IsProblem(422, "billing/not-a-budget");
        (await api.As("client-manager.autre-client").Get(path)).IsProblem(404, "resource/not-found");

        static object Body(string amount, int[] thresholds, string? costCentre = null) => new { monthlyAmount = PaidOffer.Dollars(amount), thresholds, costCentre };
        static IEnumerable<(string?, int)> Alerts(System.Text.Json.JsonElement budget) =>
            budget.GetProperty("alerts").EnumerateArray().Select(alert => (alert.GetProperty("month").GetString(), alert.GetProperty("threshold").GetInt32()));
    }
}
