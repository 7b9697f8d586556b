using System.Globalization;
using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

/// <summary>The closing of a month: what each client comes to, late usage that is waited for, and those who are closed later.</summary>
public sealed class ClosingTests(ApiOfLastQuarter api) : IClassFixture<ApiOfLastQuarter>
{
    private readonly Caller _finance = api.As("finance.mcn");

    [Fact]
    public async Task Late_usage_is_waited_for_and_whoever_is_hindered_is_named_and_closed_later()
    {
        var month = api.Month;
        var period = month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        await Supplier(graceDays: 3);
        var (meter, pool) = (await Meter(), await StockedPool.Of(api, 5));
        var (ready, undecided, idle, broken) = (await ActiveClient.Of(api), await Undecided(), await ActiveClient.Of(api), await ActiveClient.Of(api));
        await Report(ready, "1", 10m, meter);
        await Report(undecided, "1", 7m, meter);
        (await api.As("agent.mcn").Post($"{broken.Path}/licences", new { poolId = pool.Id, personId = broken.PersonId, occurredAt = InvoicedClient.StartOf(month) })).Is(201);
        (await _finance.Post("/v1/billing/closings", new { period })).IsProblem(409, "billing/month-not-over");

        // On the 2nd: drafts are there to look at, late usage still comes.
        api.Today = api.Month.AddDays(33);
        await Break(broken);
        var operation = (await _finance.Post("/v1/billing/closings", new { period })).Is(202);
        var closing = (await _finance.Get("/v1/billing/closings")).Is(200).Json.GetProperty("items").EnumerateArray().Single().GetProperty("id").GetString()!;
        await _finance.Until($"/v1/billing/closings/{closing}", view => Count(view, "awaited") == 3 && Count(view, "failed") == 1);
        (await _finance.Get(operation.Location)).Is(200)["status"].Should().NotBe("completed");
        (await _finance.Get($"{ready.Path}/invoices")).Is(200).Json.GetProperty("items").EnumerateArray().Single().GetProperty("status").GetString().Should().Be("draft");
        (await _finance.Get($"{idle.Path}/invoices")).Is(200).Json.GetProperty("items").EnumerateArray().Should().BeEmpty();
        await Report(ready, "2", 5m, meter);

        api.Today = api.Month.AddDays(36);
        var result = (await _finance.Until(operation.Location, done => done.GetProperty("status").GetString() == "completed")).Json.GetProperty("result");
        Counts(result.GetProperty("clients")).Should().Be((1, 1, 0, 1, 1));
        Base(await Invoice(ready)).Should().Be("15.00");
        var outcomes = await Outcomes(closing);
        outcomes[undecided.Id].Should().Be(("hindered", "billing/no-tax-regime"));
        outcomes[broken.Id].Should().Be(("failed", "billing/closing-failed"));
        outcomes[idle.Id].Should().Be(("nothingToBill", null));
        outcomes[ready.Id].Outcome.Should().Be("issued");

        // Later: the regime is decided, the store mended; of the idle one something comes to be known.
        var known = (await api.As("admin.mcn").Get(undecided.Path)).Is(200);
        (await api.As("admin.mcn").At(known.ETag).Post($"{undecided.Path}/set-tax-regime", new { regime = "exempt" })).Is(200);
        await Mend(broken);
        await Report(idle, "late", 2m, meter);
        (await _finance.Post("/v1/billing/closings", new { period })).Is(202);
        (await _finance.Until($"/v1/billing/closings/{closing}", view => view.GetProperty("status").GetString() == "completed" && Count(view, "issued") == 4))["run"].Should().Be("2");
        (await Invoice(ready))["number"].Should().EndWith("-000001", "whoever has an invoice is not closed again");
        foreach (var client in new[] { ready, undecided, idle, broken })
        {
            var invoice = await Invoice(client);
            (await _finance.Get($"{client.Path}/invoices/{invoice.Id}/recomputation")).Is(200)["isIdentical"].Should().Be("True", client.Id);
        }

        var nobody = (await _finance.Post("/v1/billing/closings", new { period })).Is(202);
        (await _finance.Get(nobody.Location)).Is(200)["status"].Should().Be("completed", "nobody is left");
        (await Reconciliation.Wrong(api)).Should().BeEmpty();
        (await api.As("auditor.mcn").Get($"/v1/billing/closings/{closing}/history")).Is(200).Json.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("type").GetString())
            .Should().Equal("closing_run_begun", "closing_followed", "closing_run_completed", "closing_run_begun", "closing_followed", "closing_run_completed");

        // What nobody billed in one month goes on an invoice of its own with the next closing.
        await NextMonth(idle, meter, closing);
    }

    private async Task NextMonth(ActiveClient like, string meter, string closing)
    {
        var (newcomer, next) = (await ActiveClient.Of(api), api.Month.AddMonths(1).ToString("yyyy-MM", CultureInfo.InvariantCulture));
        (await _finance.Post("/v1/billing/closings", new { period = api.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture) })).Is(202);
        await _finance.Until($"/v1/billing/closings/{closing}", view => Count(view, "nothingToBill") == 1);
        api.Today = api.Month.AddDays(70);
        await Report(newcomer, "late", 3m, meter);
        await Report(newcomer, "on time", 4m, meter, 40);
        await Report(like, "on time", 4m, meter, 40);
        var operation = (await _finance.Post("/v1/billing/closings", new { period = next })).Is(202);
        await _finance.Until(operation.Location, done => done.GetProperty("status").GetString() == "completed");
        await _finance.Until($"{newcomer.Path}/invoices?status=issued", page => page.GetProperty("items").GetArrayLength() == 2);
        (await Reconciliation.Wrong(api)).Should().BeEmpty();
    }

    private async Task<Dictionary<string, (string Outcome, string? Code)>> Outcomes(string closing)
    {
        var outcomes = new Dictionary<string, (string, string?)>();
        for (var cursor = string.Empty; ;)
        {
            var page = (await api.As("auditor.mcn").Get($"/v1/billing/closings/{closing}/clients?limit=3{cursor}")).Is(200);
            foreach (var client in page.Json.GetProperty("items").EnumerateArray())
            {
                var reasons = client.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()).ToArray();
                outcomes[client.GetProperty("clientId").GetString()!] = (client.GetProperty("outcome").GetString()!, reasons.SingleOrDefault());
            }

            if (page.Json.GetProperty("nextCursor").GetString() is not { } next)
            {
                return outcomes;
            }

            cursor = "&cursor=" + next;
        }
    }

    private async Task<Reply> Invoice(ActiveClient client)
    {
        var items = (await _finance.Get($"{client.Path}/invoices")).Is(200).Json.GetProperty("items").EnumerateArray().ToArray();
        return (await _finance.Get($"{client.Path}/invoices/{items.Single().GetProperty("id").GetString()}")).Is(200);
    }

    private async Task Supplier(int graceDays)
    {
        await InvoicedClient.Supplier(api);
        (await _finance.Post("/v1/billing/supplier/versions", new
        {
            name = "Fournisseur de services (fictif)",
            address = new[] { "1, rue Fictive" },
            gstNumber = "123456789RT0001",
            qstNumber = "1234567890TQ0001",
            graceDays,
            paymentDays = 30,
        })).Is(201);
    }

    private async Task<string> Meter()
    {
        var meter = (await _finance.Post("/v1/meters", new { key = "stockage", aggregation = "sum", unit = "GB" })).Is(201)["key"]!;
        (await _finance.PostJson("/v1/price-plans", """{"name":"Stockage (fictif)","validFrom":"2020-01-01","charge":{"model":"perUnit","meter":"stockage","unitPrice":{"amount":"1","currency":"CAD"}}}""")).Is(201);
        return meter;
    }

    private async Task Report(ActiveClient client, string id, decimal value, string meter, int day = 3)
    {
        var time = string.Create(CultureInfo.InvariantCulture, $"{api.Month.AddDays(day):O}T15:00:00Z");
        var batch = new[] { new { specversion = "1.0", id, source = "/essai", type = meter, time, data = new { value } } };
        (await _finance.PostRaw($"{client.Path}/usage", JsonSerializer.SerializeToUtf8Bytes(batch), "application/cloudevents-batch+json")).Is(200)["received"].Should().Be("1");
    }

    private async Task<ActiveClient> Undecided()
    {
        var (admin, code) = (api.As("admin.mcn"), ActiveClient.NewCode());
        var client = (await admin.Post("/v1/clients", new { id = code, name = "Organisme d'essai", neq = "1112345678", category = "agency" })).Is(201);
        (await admin.At(client.ETag).Post($"{client.Location}/activate")).Is(200);
        return new(code, string.Empty);
    }

    // A record that cannot be read is an error of the service, not something that stands in the way.
    private Task Break(ActiveClient client) => Reconciliation.Falsify(api, $"update sbg.mt_doc_seatrecord set data = jsonb_set(data, '{{seat}}', '\"?\"') || jsonb_build_object('kept', data -> 'seat') where tenant_id = '{client.Id}'");

    private Task Mend(ActiveClient client) => Reconciliation.Falsify(api, $"update sbg.mt_doc_seatrecord set data = jsonb_set(data, '{{seat}}', data -> 'kept') - 'kept' where tenant_id = '{client.Id}'");

    private static string Base(Reply invoice) => invoice.Json.GetProperty("content").GetProperty("base").GetProperty("amount").GetString()!;

    private static int Count(JsonElement view, string outcome) => view.GetProperty("clients").GetProperty(outcome).GetInt32();

    private static (int Issued, int Nothing, int Awaited, int Hindered, int Failed) Counts(JsonElement clients) => (
        clients.GetProperty("issued").GetInt32(), clients.GetProperty("nothingToBill").GetInt32(), clients.GetProperty("awaited").GetInt32(),
        clients.GetProperty("hindered").GetInt32(), clients.GetProperty("failed").GetInt32());
}
