using System.Globalization;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

/// <summary>One month closed by twenty at once over two nodes, one of which is killed meanwhile.</summary>
public sealed class ClosingsAtOnceTests(ApiOfTwoNodes api) : IClassFixture<ApiOfTwoNodes>
{
    private const int Clients = 12;

    private readonly Caller _finance = api.As("finance.mcn");

    [Fact]
    public async Task Each_client_has_one_invoice_and_no_number_is_missing()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}.");
        var chance = new Random(seed);
        var clients = new List<InvoicedClient>();
        for (var n = 0; n < Clients; n++)
        {
            clients.Add(await InvoicedClient.Of(api));
        }

        await using var node = await api.AnotherProcess();
        var killed = KillAfter(node, chance.Next(300));
        var closings = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Close(clients[0].Period, n, n % 2 == 0 ? node : null)));
        await killed;
        foreach (var closing in closings)
        {
            var result = (await _finance.Until(closing.Location, operation => operation.GetProperty("status").GetString() == "completed")).Json.GetProperty("result");
            result.GetProperty("clients").GetProperty("hindered").GetInt32().Should().Be(0, result.ToString());
        }

        var numbers = new List<int>();
        foreach (var client in clients)
        {
            var invoice = (await _finance.Get($"{client.Path}/invoices")).Is(200).Json.GetProperty("items").EnumerateArray().Single();
            numbers.Add(int.Parse(invoice.GetProperty("number").GetString()![^6..], CultureInfo.InvariantCulture));
        }

        numbers.Should().BeEquivalentTo(Enumerable.Range(1, Clients));
        (await Reconciliation.Wrong(api)).Should().BeEmpty();
    }

    private static async Task KillAfter(OtherNode node, int milliseconds)
    {
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        await node.Kill();
    }

    // Whoever is not answered, because the node is killed, asks another one, under the same key.
    private async Task<Reply> Close(string period, int caller, OtherNode? node)
    {
        var finance = _finance.With("Idempotency-Key", $"closing-{caller}");
        try
        {
            return (await (node is null ? finance : finance.Of(node)).Post("/v1/billing/closings", new { period })).Is(202);
        }
        catch (HttpRequestException)
        {
            return (await finance.Post("/v1/billing/closings", new { period })).Is(202);
        }
    }
}

/// <summary>A service whose database another node serves too.</summary>
public sealed class ApiOfTwoNodes : Testing.Api;
