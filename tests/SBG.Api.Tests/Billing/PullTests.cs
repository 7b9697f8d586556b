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

    [Fact]
    public async Task Notes_are_pulled_with_invoices_and_what_is_pulled_of_an_invoice_adds_up_to_what_is_left_of_it()
    {
        var invoiced = await InvoicedClient.Of(api);
        (await api.As("agent.mcn").Post($"{invoiced.Path}/licences", new { poolId = invoiced.Pool.Id, personId = invoiced.Client.PersonId, occurredAt = invoiced.From.AddDays(2), costCentre = "Projet Nord" })).Is(201);
        var issued = await invoiced.Issue(api);
        (_number, var location) = (issued["number"]!, $"{invoiced.Path}/invoices/{issued.Id}");
        var line = issued.Json.GetProperty("content").GetProperty("lines")[0];
        line.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("dimension").GetString()).Should().Equal("Projet Nord", "TI");
        line.GetProperty("parts").EnumerateArray().Sum(part => Amount(part, "amount")).Should().Be(Amount(line, "amount"));
        var centres = issued.Json.GetProperty("content").GetProperty("costCentres").EnumerateArray().ToArray();
        centres.Sum(centre => Amount(centre, "total")).Should().Be(Amount(issued.Json.GetProperty("content"), "total"));

        var lines = new[] { new { lineId = line.GetProperty("id").GetString(), amount = new { amount = "3.33", currency = "CAD" } } };
        var credited = (await _finance.At(issued.ETag).Post($"{location}/credit-notes", new { reason = "Essai", lines })).Is(200);
        var debited = (await _finance.At(credited.ETag).Post($"{location}/debit-notes", new { reason = "Essai", lines })).Is(200);
        var last = (await _finance.At(debited.ETag).Post($"{location}/credit-notes", new { reason = "Essai", lines })).Is(200);
        var page = await _finance.Until(All, told => told.GetProperty("items").EnumerateArray().Count(Is) == 4);
        page.Json.GetProperty("items").EnumerateArray().Where(Is).Select(item => item.GetProperty("kind").GetString()).Should().Equal("invoice", "creditNote", "debitNote", "creditNote");
        var note = page.Json.GetProperty("items").EnumerateArray().First(item => item.GetProperty("kind").GetString() == "creditNote" && Is(item));
        note.GetProperty("note").GetProperty("invoiceNumber").GetString().Should().Be(_number);
        note.GetProperty("note").GetProperty("costCentres").EnumerateArray().Sum(centre => Amount(centre, "total")).Should().Be(Amount(note.GetProperty("note"), "total"));

        var own = await Table(string.Empty, "invoice");
        own.Sum(row => decimal.Parse(row["amount"], CultureInfo.InvariantCulture)).Should().Be(Amount(last.Json, "left"));
        own.Select(row => row["kind"]).Distinct().Should().Equal("line", "tps", "tvq", "credit", "debit");
        own.GroupBy(row => row["costCentre"]).Select(centre => centre.Key).Should().BeEquivalentTo("Projet Nord", "TI");
        _number = last.Json.GetProperty("notes")[0].GetProperty("number").GetString();
        (await Table("&columns=focus", "InvoiceId")).Should().OnlyContain(row => row["ChargeClass"] == "Correction" && row["x_CostCentre"] != string.Empty)
            .And.Subject.Sum(row => decimal.Parse(row["BilledCost"], CultureInfo.InvariantCulture)).Should().Be(-Amount(note.GetProperty("note"), "total"));
        (await _finance.Get($"{location}/recomputation")).Is(200)["isIdentical"].Should().Be("True");

        bool Is(JsonElement item) => item.GetProperty("invoiceId").GetString() == issued.Id;
        static decimal Amount(JsonElement of, string member) => decimal.Parse(of.GetProperty(member).GetProperty("amount").GetString()!, CultureInfo.InvariantCulture);
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
