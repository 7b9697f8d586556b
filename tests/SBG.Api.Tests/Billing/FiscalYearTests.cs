using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

/// <summary>A closed fiscal year: what comes late of its months stays where it is until finance decides otherwise.</summary>
public sealed class FiscalYearTests(ApiOfLastQuarter api) : IClassFixture<ApiOfLastQuarter>
{
    private const string Year = "2024-2025";

    private readonly Caller _finance = api.As("finance.mcn");

    [Fact]
    public async Task Late_facts_of_a_closed_year_are_charged_by_a_decision_only()
    {
        api.Today = new(2025, 5, 10);
        await InvoicedClient.Supplier(api);
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 5));
        await Seat();
        (await Bases("2025-02")).Should().Equal("12.50");
        (await _finance.Get($"/v1/billing/fiscal-years/{Year}")).IsProblem(404, "resource/not-found");
        var draft = (await _finance.Post($"{client.Path}/invoices", new { period = "2025-03" })).Is(201);
        (await _finance.Post("/v1/billing/fiscal-years", new { year = Year })).IsProblem(409, "billing/fiscal-year-has-drafts");
        (await _finance.At(draft.ETag).Post($"{draft.Location}/issue")).Is(200);
        (await _finance.Post("/v1/billing/fiscal-years", new { year = "2025-2026" })).IsProblem(409, "billing/fiscal-year-not-over");
        var closed = (await _finance.Post("/v1/billing/fiscal-years", new { year = Year })).Is(201);

        // A seat of February turns up: the month stays as it was invoiced, and no other month of the year gets an invoice.
        await Seat();
        (await Bases("2025-04")).Should().Equal("25.00");
        var january = (await _finance.Post($"{client.Path}/invoices", new { period = "2025-01" })).Is(201);
        january.Json.GetProperty("obstacles").EnumerateArray().Select(obstacle => obstacle.GetProperty("code").GetString()).Should().Contain("billing/fiscal-year-closed");

        (await _finance.At(closed.ETag).Post(closed.Location + "/admit", new { clientId = client.Id, period = "2025-05", reason = "Oubli" })).IsProblem(422, "billing/month-of-another-year");
        (await _finance.At(closed.ETag).Post(closed.Location + "/admit", new { clientId = client.Id, period = "2025-02", reason = "Oubli" })).Is(200)
            .Json.GetProperty("admitted")[0].GetProperty("period").GetString().Should().Be("2025-02");
        api.Today = new(2025, 7, 10);
        (await Bases("2025-05")).Should().BeEquivalentTo("25.00", "12.50");
        (await Bases("2025-06")).Should().Equal("25.00");
        (await api.As("auditor.mcn").Get(closed.Location)).Is(200)["year"].Should().Be(Year);
        (await Reconciliation.Wrong(api)).Should().BeEmpty();

        async Task Seat() =>
            (await api.As("agent.mcn").Post($"{client.Path}/licences", new { poolId = pool.Id, personId = client.PersonId, occurredAt = InvoicedClient.StartOf(new(2025, 2, 1)) })).Is(201);

        async Task<IEnumerable<string>> Bases(string period)
        {
            var drafted = (await _finance.Post($"{client.Path}/invoices", new { period })).Is(201);
            var issued = (await _finance.At(drafted.ETag).Post($"{drafted.Location}/issue")).Is(200);
            (await _finance.Get($"{drafted.Location}/recomputation")).Is(200)["isIdentical"].Should().Be("True", period);
            return issued.Json.GetProperty("content").GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("amount").GetProperty("amount").GetString()!);
        }
    }
}
