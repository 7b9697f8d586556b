using System.Globalization;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

public sealed class InvoiceTests(Testing.Api api)
{
    private readonly Caller _finance = api.As("finance.mcn");

    [Fact]
    public async Task A_draft_says_what_is_true_at_the_time_and_is_issued_once()
    {
        var client = await InvoicedClient.Of(api);
        var draft = (await _finance.Post($"{client.Path}/invoices", new { period = client.Period })).Is(201);
        (await _finance.Post($"{client.Path}/invoices", new { period = client.Period })).Is(201).Id.Should().Be(draft.Id, "a month has one invoice");
        Amounts(draft).Should().Equal("12.50", "0.63", "1.25", "14.38");
        draft["status"].Should().Be("draft");
        Actions(draft).Should().Equal("issue");
        await client.Seat(api, client.From);
        Amounts((await _finance.Get(draft.Location)).Is(200)).Should().Equal("25.00", "1.25", "2.49", "28.74");

        (await _finance.Post($"{draft.Location}/issue")).IsProblem(428, "request/precondition-required");
        var issued = (await _finance.At(draft.ETag).Post($"{draft.Location}/issue")).Is(200);
        issued["number"].Should().MatchRegex(@"^FAC-\d{4}-\d{4}-\d{6}$");
        (issued["status"], issued["contentHash"]!.Length).Should().Be(("issued", 64));
        Amounts(issued).Should().Equal("25.00", "1.25", "2.49", "28.74");
        issued.Json.GetProperty("content").GetProperty("supplier").GetProperty("gstNumber").GetString().Should().Be("123456789RT0001");
        Actions(issued).Should().Equal("settle", "credit-notes", "debit-notes");
        (await _finance.At(issued.ETag).Post($"{draft.Location}/issue")).IsProblem(409, "billing/already-issued");
        await client.Seat(api, client.From);
        Amounts((await _finance.Get(draft.Location)).Is(200)).Should().Equal("25.00", "1.25", "2.49", "28.74");
        (await api.As("auditor.mcn").Get($"{draft.Location}/history")).Is(200).Json.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("type").GetString())
            .Should().Equal("invoice_drafted", "invoice_issued");
        (await api.As(client.Client.Persona("client-manager")).Get($"{client.Path}/invoices?status=issued")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(1);
        (await api.As(client.Client.Persona("client-manager")).Get($"{draft.Location}?version=1")).Is(200)["status"].Should().Be("draft");
    }

    [Fact]
    public async Task Without_a_regime_or_before_the_end_of_its_month_it_cannot_be_issued_and_says_so()
    {
        await InvoicedClient.Supplier(api);
        var admin = api.As("admin.mcn");
        var code = ActiveClient.NewCode();
        var client = (await admin.Post("/v1/clients", new { id = code, name = "Organisme d'essai", neq = "1112345678", category = "agency" })).Is(201);
        (await admin.At(client.ETag).Post($"{client.Location}/activate")).Is(200);
        var period = DateTime.UtcNow.AddHours(-5).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var draft = (await _finance.Post($"{client.Location}/invoices", new { period })).Is(201);
        draft.Json.GetProperty("obstacles").EnumerateArray().Select(obstacle => obstacle.GetProperty("code").GetString())
            .Should().Equal("billing/month-not-over", "billing/no-tax-regime", "billing/nothing-to-bill");
        Actions(draft).Should().BeEmpty();
        (await _finance.At(draft.ETag).Post($"{draft.Location}/issue")).IsProblem(409, "billing/month-not-over");
        (await _finance.Post($"{client.Location}/invoices", new { period = "2999-01" })).IsProblem(422, "billing/month-to-come");
        (await _finance.Post($"{client.Location}/invoices", new { period = "2026-13" })).IsProblem(422, "request/validation");
        (await _finance.Get($"{draft.Location}/recomputation")).IsProblem(409, "billing/not-issued");
    }

    [Fact]
    public async Task Recomputed_as_of_its_record_time_bound_it_is_itself_to_the_byte()
    {
        var client = await InvoicedClient.Of(api);
        var second = await client.Seat(api, client.From.AddDays(3));
        var issued = await client.Issue(api);
        var location = $"{client.Path}/invoices/{issued.Id}";

        // Late facts of the month, another price from tomorrow on and from today on, an agreement from this month on, another name and regime.
        await client.Seat(api, client.From.AddDays(1));
        (await api.As("agent.mcn").At(second.ETag).Post($"{second.Location}/release", new { occurredAt = client.From.AddDays(9) })).Is(200);
        var today = DateTime.UtcNow.AddHours(-5);
        await NewPrice.Of(api, client.Pool.PricePlanId, Day(today.AddDays(1)), NewPrice.Monthly("99.00"));
        (await _finance.Post($"{client.Path}/price-agreement/versions", new { validFrom = Day(today), prices = new[] { new { pricePlanId = client.Pool.PricePlanId, discountPercent = 50 } } })).Is(201);
        var known = (await api.As("admin.mcn").Get(client.Path)).Is(200);
        known = (await api.As("admin.mcn").At(known.ETag).Post($"{client.Path}/revise", new { name = "Autre nom", category = "agency", timeZone = "Europe/Paris", language = "en" })).Is(200);
        (await api.As("admin.mcn").At(known.ETag).Post($"{client.Path}/set-tax-regime", new { regime = "exempt" })).Is(200);

        var again = (await api.As("auditor.mcn").Get($"{location}/recomputation")).Is(200);
        again["isIdentical"].Should().Be("True", again.Text);
        (again["storedHash"], again["recomputedHash"]).Should().Be((issued["contentHash"], issued["contentHash"]));

        static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_line_is_contested_by_the_client_and_answered_by_the_provider()
    {
        var client = await InvoicedClient.Of(api, "sameRegistrant");
        var issued = await client.Issue(api);
        Amounts(issued).Should().Equal("12.50", "0.00", "0.00", "12.50");
        var (location, manager) = ($"{client.Path}/invoices/{issued.Id}", api.As(client.Client.Persona("client-manager")));
        var line = issued.Json.GetProperty("content").GetProperty("lines")[0].GetProperty("id").GetString();
        var seen = (await manager.Get(location)).Is(200);
        Actions(seen).Should().Equal("dispute");
        (await manager.At(seen.ETag).Post($"{location}/lines/{Guid.NewGuid()}/dispute", new { reason = "Non" })).IsProblem(404, "billing/unknown-line");
        var disputed = (await manager.At(seen.ETag).Post($"{location}/lines/{line}/dispute", new { reason = "Zénobie est partie" })).Is(200);
        disputed["status"].Should().Be("disputed");
        disputed.Json.GetProperty("disputes")[0].GetProperty("reason").GetString().Should().Be("Zénobie est partie");
        (await manager.At(disputed.ETag).Post($"{location}/lines/{line}/dispute", new { reason = "Encore" })).IsProblem(409, "billing/line-disputed");
        var today = DateTime.UtcNow.AddHours(-5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (await _finance.At(disputed.ETag).Post($"{location}/settle", new { on = today })).IsProblem(409, "billing/disputed");
        var resolved = (await _finance.At(disputed.ETag).Post($"{location}/lines/{line}/resolve", new { outcome = "rejected", answer = "La licence est tenue" })).Is(200);
        resolved["status"].Should().Be("issued");
        (await _finance.At(resolved.ETag).Post($"{location}/lines/{line}/resolve", new { outcome = "rejected", answer = "Encore" })).IsProblem(409, "billing/line-not-disputed");
        (await _finance.At(resolved.ETag).Post($"{location}/settle", new { on = "2020-01-01" })).IsProblem(422, "billing/not-a-day-of-payment");
        (await _finance.At(resolved.ETag).Post($"{location}/settle", new { on = today })).Is(200)["status"].Should().Be("settled");
    }

    [Fact]
    public async Task It_is_credited_in_parts_and_void_only_by_a_credit_of_all_that_is_left()
    {
        var client = await InvoicedClient.Of(api);
        var issued = await client.Issue(api);
        var location = $"{client.Path}/invoices/{issued.Id}";
        var line = issued.Json.GetProperty("content").GetProperty("lines")[0].GetProperty("id").GetString();
        (await Credit(issued.ETag, new { reason = "Trop", lines = new[] { Part("12.51") } })).IsProblem(422, "billing/credit-exceeds-line");
        var credited = (await Credit(issued.ETag, new { reason = "Panne", lines = new[] { Part("2.50") } })).Is(200);
        var note = credited.Json.GetProperty("notes")[0];
        note.GetProperty("number").GetString().Should().MatchRegex(@"^NC-\d{4}-\d{4}-\d{6}$");
        (note.GetProperty("tps").GetProperty("amount").GetString(), note.GetProperty("tvq").GetProperty("amount").GetString(), note.GetProperty("reason").GetString()).Should().Be(("0.13", "0.25", "Panne"));
        credited.Json.GetProperty("left").GetProperty("amount").GetString().Should().Be("11.50");
        var debited = (await _finance.At(credited.ETag).Post($"{location}/debit-notes", new { reason = "Oubli", lines = new[] { Part("1.00") } })).Is(200);
        debited.Json.GetProperty("notes")[1].GetProperty("number").GetString().Should().StartWith("ND-");

        var voided = (await Credit(debited.ETag, new { reason = "Annulation" })).Is(200);
        (voided["status"], voided.Json.GetProperty("left").GetProperty("amount").GetString()).Should().Be(("credited", "0.00"));
        (await Credit(voided.ETag, new { reason = "Encore" })).IsProblem(409, "billing/nothing-left-to-credit");
        (voided["number"], voided["contentHash"]).Should().Be((issued["number"], issued["contentHash"]), "the invoice itself never changes");

        Task<Reply> Credit(string eTag, object body) => _finance.At(eTag).Post($"{location}/credit-notes", body);

        object Part(string amount) => new { lineId = line, amount = new { amount, currency = "CAD" } };
    }

    [Fact]
    public async Task Issued_by_many_at_once_they_have_numbers_without_gaps()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => InvoicedClient.Of(api)));
        var drafts = await Task.WhenAll(clients.Select(client => _finance.Post($"{client.Path}/invoices", new { period = client.Period })));
        var replies = await Task.WhenAll(drafts.SelectMany(draft => Enumerable.Range(0, 4).Select(_ => _finance.At(draft.ETag).Post($"{draft.Location}/issue"))));
        replies.Count(reply => reply.Status == 200).Should().Be(6);
        replies.Where(reply => reply.Status != 200).Should().OnlyContain(reply => reply.Status == 412 || reply.Status == 409);

        await using var database = Npgsql.NpgsqlDataSource.Create(api.ConnectionString);
        await using var gaps = database.CreateCommand(
            """
            select count(*) - max(right(data ->> 'number', 6)::int) + count(*) - count(distinct data ->> 'number')
            from sbg.mt_events where type = 'invoice_issued' group by left(data ->> 'number', 13)
            """);
        (await gaps.ExecuteScalarAsync(TestContext.Current.CancellationToken)).Should().Be(0L);
    }

    [Fact]
    public async Task The_supplier_is_told_in_the_form_of_the_law_and_kept_in_versions()
    {
        await InvoicedClient.Supplier(api);
        (await _finance.Post("/v1/billing/supplier/versions", new { name = "X", address = new[] { "Y" }, gstNumber = "123", qstNumber = "1234567890TQ0001", graceDays = 0, paymentDays = 30 }))
            .IsProblem(422, "request/validation").Json.GetProperty("errors")[0].GetProperty("pointer").GetString().Should().Be("/gstNumber");
        (await api.As("auditor.mcn").Get("/v1/billing/supplier?version=1")).Is(200).Json.GetProperty("versions").GetArrayLength().Should().Be(1);
    }

    private static IEnumerable<string?> Amounts(Reply invoice)
    {
        var content = invoice.Json.GetProperty("content");
        return
        [
            content.GetProperty("base").GetProperty("amount").GetString(),
            content.GetProperty("tps").GetProperty("amount").GetProperty("amount").GetString(),
            content.GetProperty("tvq").GetProperty("amount").GetProperty("amount").GetString(),
            content.GetProperty("total").GetProperty("amount").GetString(),
        ];
    }

    private static IEnumerable<string?> Actions(Reply invoice) => invoice.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString());
}
