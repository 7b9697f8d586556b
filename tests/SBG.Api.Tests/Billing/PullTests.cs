using System.Globalization;
using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

public sealed class PullTests(Testing.Api api)
{
    private const string All = "/v1/billing/invoices?limit=200";

    private readonly Caller _finance = api.As("finance.mcn");
    private string? _number;

    [Fact]
    public async Task Usage_is_pulled_once_and_whole_while_more_is_taken_in()
    {
        var client = await ActiveClient.Of(api);
        var meter = (await _finance.Post("/v1/meters", new { key = "m" + Guid.NewGuid().ToString("N"), aggregation = "sum", unit = "GB" })).Is(201)["key"]!;
        var (sent, pulled, cursor) = (0, new List<string>(), (string?)null);
        await Send();
        for (var page = 0; page < 1_000 && (sent < 30 || pulled.Count < sent); page++)
        {
            if (sent < 30)
            {
                await Send();
            }

            var reply = (await _finance.Get("/v1/billing/usage?limit=7" + (cursor is null ? string.Empty : "&cursor=" + cursor))).Is(200);
            pulled.AddRange(reply.Json.GetProperty("items").EnumerateArray().Where(row => row.GetProperty("clientId").GetString() == client.Id).Select(row => row.GetProperty("id").GetString()!));
            cursor = reply["nextCursor"];
        }

        pulled.Should().Equal(Enumerable.Range(1, sent).Select(n => n.ToString(CultureInfo.InvariantCulture)), "in the order of recording, none twice and none left out");
        var again = (await _finance.Post($"{client.Path}/usage/amendments", new { @event = Event("1"), reason = "test", cancelled = true })).Is(201);
        again["state"].Should().Be("rejected");
        await _finance.Until("/v1/billing/usage?limit=200&cursor=" + cursor, page => page.GetProperty("items").EnumerateArray().Any(row => row.GetProperty("clientId").GetString() == client.Id));
        (await _finance.With("Accept", "text/csv").Get("/v1/billing/usage?limit=200&cursor=" + cursor)).Is(200).Text.Should().Contain($"cancelled,{client.Id},");

        async Task Send()
        {
            var batch = Enumerable.Range(sent + 1, 5).Select(n => Event(n.ToString(CultureInfo.InvariantCulture))).ToArray();
            (await _finance.PostRaw($"{client.Path}/usage", JsonSerializer.SerializeToUtf8Bytes(batch), "application/cloudevents-batch+json")).Is(200);
            sent += 5;
        }

        object Event(string id) => new { specversion = "1.0", id, source = "/essai", type = meter, time = "2026-11-20T10:00:00Z", data = new { value = 1 } };
    }

    [Fact]
    public async Task Invoices_are_pulled_as_JSON_CSV_and_FOCUS_and_the_amounts_add_up_to_each_total()
    {
        var invoiced = await InvoicedClient.Of(api);
        var issued = await invoiced.Issue(api);
        (_number, var total) = (issued["number"]!, issued.Json.GetProperty("content").GetProperty("total").GetProperty("amount").GetString()!);
        var page = await _finance.Until(All, told => told.GetProperty("items").EnumerateArray().Any(Is));
        page.Json.GetProperty("items").EnumerateArray().Single(Is).GetProperty("content").GetProperty("total").GetProperty("amount").GetString().Should().Be(total);

        var own = await Table(string.Empty, "number");
        own.Sum(row => decimal.Parse(row["amount"], CultureInfo.InvariantCulture)).Should().Be(decimal.Parse(total, CultureInfo.InvariantCulture));
        own.Select(row => row["kind"]).Should().Equal("line", "tps", "tvq");

        var focus = await Table("&columns=focus", "InvoiceId");
        focus.Sum(row => decimal.Parse(row["BilledCost"], CultureInfo.InvariantCulture)).Should().Be(decimal.Parse(total, CultureInfo.InvariantCulture));
        focus.Select(row => row["ChargeCategory"]).Should().Equal("Usage", "Tax", "Tax");

        var french = await Table("&dialect=spreadsheet", "number");
        french.Sum(row => decimal.Parse(row["amount"], CultureInfo.GetCultureInfo("fr-CA"))).Should().Be(decimal.Parse(total, CultureInfo.InvariantCulture));
        french.Should().OnlyContain(row => !row["amount"].Contains('.'));
        (await _finance.With("Accept", "text/html").Get("/v1/billing/invoices")).IsProblem(406, "request/not-acceptable");
        (await _finance.Get("/v1/billing/invoices?cursor=abc")).IsProblem(400, "request/bad-cursor");

        bool Is(JsonElement item) => item.GetProperty("number").GetString() == _number;
    }

    private async Task<Dictionary<string, string>[]> Table(string query, string key)
    {
        var reply = (await _finance.With("Accept", "text/csv").Get(All + query)).Is(200);
        reply.Headers["Link"].Should().Contain("rel=\"next\"");
        var between = query.Contains("spreadsheet", StringComparison.Ordinal) ? ';' : ',';
        var rows = reply.Text.TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(between)).ToArray();
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(field => field.First, field => field.Second)).Where(row => row[key] == _number)];
    }
}
