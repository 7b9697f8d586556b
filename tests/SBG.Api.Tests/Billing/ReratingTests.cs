using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

/// <summary>A price that was wrong: what it makes of issued invoices is proposed, and finance answers.</summary>
public sealed class ReratingTests(Testing.Api api)
{
    private readonly Caller _finance = api.As("finance.mcn");

    [Fact]
    public async Task A_corrected_price_proposes_a_note_for_each_issued_invoice_which_finance_accepts_or_rejects()
    {
        var client = await InvoicedClient.Of(api);
        var issued = await client.Issue(api);
        var plan = $"/v1/price-plans/{client.Pool.PricePlanId}";
        (await _finance.At((await _finance.Get(plan)).ETag).Post(plan + "/corrections", new { number = 7, monthlyPerSeat = Cad("10.00") })).IsProblem(422, "billing/unknown-price-version");
        (await _finance.At((await _finance.Get(plan)).ETag).Post(plan + "/corrections", new { number = 1, monthlyPerSeat = Cad("10.00") })).Is(200);
        var credit = await Open(issued.Id, 2);
        (credit["kind"], Amount(credit, "base"), credit["invoiceNumber"]).Should().Be(("credit", "2.50", issued["number"]));
        var line = credit.Json.GetProperty("lines").EnumerateArray().Single();
        (line.GetProperty("booked").GetProperty("amount").GetString(), line.GetProperty("rated").GetProperty("amount").GetString(), line.GetProperty("difference").GetProperty("amount").GetString())
            .Should().Be(("12.50", "10.00", "-2.50"));

        var location = $"{client.Path}/note-proposals/{credit.Id}";
        var accepted = (await _finance.At(credit.ETag).Post(location + "/accept")).Is(200);
        accepted["status"].Should().Be("accepted");
        accepted["noteNumber"].Should().StartWith("NC-");
        (await _finance.At(accepted.ETag).Post(location + "/reject", new { reason = "Non" })).IsProblem(409, "billing/proposal-answered");
        var credited = (await _finance.Get($"{client.Path}/invoices/{issued.Id}")).Is(200);
        credited.Json.GetProperty("notes").EnumerateArray().Single().GetProperty("number").GetString().Should().Be(accepted["noteNumber"]);
        (await _finance.Get($"{client.Path}/invoices/{issued.Id}/recomputation")).Is(200)["isIdentical"].Should().Be("True");

        // Corrected once more: what the first correction gave back is counted.
        (await _finance.At((await _finance.Get(plan)).ETag).Post(plan + "/corrections", new { number = 1, monthlyPerSeat = Cad("11.00") })).Is(200);
        var debit = await Open(issued.Id, 3);
        (debit["kind"], Amount(debit, "base")).Should().Be(("debit", "1.00"));

        // And before anyone answered, again: the later one takes its place.
        (await _finance.At((await _finance.Get(plan)).ETag).Post(plan + "/corrections", new { number = 1, monthlyPerSeat = Cad("10.50") })).Is(200);
        var last = await Open(issued.Id, 4);
        Amount(last, "base").Should().Be("0.50");
        (await _finance.Get($"{client.Path}/note-proposals/{debit.Id}")).Is(200)["status"].Should().Be("superseded");
        (await _finance.At(last.ETag).Post($"{client.Path}/note-proposals/{last.Id}/reject", new { reason = "Trop peu" })).Is(200)["status"].Should().Be("rejected");
        (await api.As("auditor.mcn").Get($"{client.Path}/note-proposals/{last.Id}/history")).Is(200).Json.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("type").GetString())
            .Should().Equal("note_proposed", "note_proposal_rejected");
    }

    private async Task<Reply> Open(string invoiceId, int version)
    {
        bool Wanted(JsonElement one) => one.GetProperty("invoiceId").GetString() == invoiceId && one.GetProperty("priceVersion").GetInt32() == version;
        var page = await _finance.Until("/v1/billing/note-proposals?status=open&limit=200", told => told.GetProperty("items").EnumerateArray().Any(Wanted));
        var one = page.Json.GetProperty("items").EnumerateArray().Single(Wanted);
        return (await _finance.Get($"/v1/clients/{one.GetProperty("clientId").GetString()}/note-proposals/{one.GetProperty("id").GetString()}")).Is(200);
    }

    private static object Cad(string amount) => new { amount, currency = "CAD" };

    private static string? Amount(Reply reply, string member) => reply.Json.GetProperty(member).GetProperty("amount").GetString();
}
