using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Audit;

/// <summary>A request with all that led to it and followed from it, down to the invoice line.</summary>
public sealed class ReplayTests(Testing.Api api)
{
    [Fact]
    public async Task From_the_cart_line_to_the_invoice_line_step_by_step_and_signed()
    {
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 5));
        var offer = await pool.Offer(api, PublishedOffer.Step("siege", "licence"));
        var request = await ApprovedRequest.Of(api, client, offer);
        await api.As("agent.mcn").Until(request.Path, told => told.GetProperty("status").GetString() == "completed");
        var auditor = api.As("auditor.mcn");

        var line = (await auditor.Get(request.Path + "/chain")).Is(200).Json.GetProperty("lines")[0];
        line.GetProperty("order").GetProperty("status").GetString().Should().Be("completed");
        line.GetProperty("order").GetProperty("steps").GetProperty("siege").GetString().Should().Be("completed");
        var licence = line.GetProperty("licences")[0].GetProperty("assignmentId").GetString();
        line.GetProperty("invoiced").GetArrayLength().Should().Be(0, "the month is not invoiced yet");

        var steps = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = (await auditor.Get(request.Path + "/replay?limit=4" + (cursor is null ? string.Empty : "&cursor=" + cursor))).Is(200);
            steps.AddRange(page.Json.GetProperty("items").EnumerateArray());
            cursor = page.Json.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        var types = steps.Select(step => step.GetProperty("event").GetProperty("type").GetString()!).ToArray();
        types.Should().ContainInOrder("cart_opened", "request_submitted", "request_approved", "provisioning_order_acknowledged", "licence_assigned", "request_completed");
        steps.Select(step => step.GetProperty("event").GetProperty("position").GetInt64()).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        var given = steps[Array.IndexOf(types, "licence_assigned")];
        given.GetProperty("resource").GetString().Should().Be("licence_assignment/" + licence);
        given.GetProperty("state").GetProperty("status").GetString().Should().Be("active");
        given.GetProperty("followsFrom").GetInt64().Should().BePositive("nobody asked for that but the approval");
        steps[0].GetProperty("followsFrom").ValueKind.Should().Be(JsonValueKind.Null);
        steps[Array.IndexOf(types, "request_approved")].GetProperty("event").GetProperty("actor").GetString().Should().Be(client.Persona("approver"));

        (await auditor.Get(request.Path + "/replay/document")).Is(200).Headers["Content-Type"].Should().Be("application/zip");
        var files = await Files(request.Path + "/replay/document");
        var key = new Ed25519PublicKeyParameters(Convert.FromBase64String(Encoding.ASCII.GetString(files["cle.pem"]).Split('\n')[1])[^32..]);
        Verifies(key, files["rejeu.html"], files["rejeu.html.ed25519"]).Should().BeTrue();
        Verifies(key, files["rejeu.json"], files["rejeu.json.ed25519"]).Should().BeTrue();
        Verifies(key, [.. files["rejeu.html"], (byte)' '], files["rejeu.html.ed25519"]).Should().BeFalse();
        (await auditor.Get("/v1/audit/keys")).Is(200).Text.Should().Contain(Convert.ToBase64String([1, .. key.GetEncoded()]), "it is the log's own key");
        var html = Encoding.UTF8.GetString(files["rejeu.html"]);
        html.Should().StartWith("<!doctype html>").And.Contain("Une licence est attribuée.").And.Contain("<h1>Rejeu de la demande DS-");
        (await Files(request.Path + "/replay/document"))["rejeu.html"].Should().Equal(files["rejeu.html"], "the same events give the same bytes");
    }

    [Fact]
    public async Task The_invoice_line_that_rests_on_a_delivered_seat_is_named()
    {
        var month = new DateOnly(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 1).AddMonths(-1);
        await using var past = new PastApi();
        past.Shifted.Ahead = InvoicedClient.StartOf(month) + TimeSpan.FromHours(1) - DateTimeOffset.UtcNow;
        await past.InitializeAsync();
        await InvoicedClient.Supplier(past);
        var (client, pool) = (await ActiveClient.Of(past), await StockedPool.Of(past, 5));
        var request = await ApprovedRequest.Of(past, client, await pool.Offer(past, PublishedOffer.Step("siege", "licence")));
        await past.As("agent.mcn").Until(request.Path, told => told.GetProperty("status").GetString() == "completed");

        past.Shifted.Ahead = TimeSpan.Zero;
        await past.Restart();
        var finance = past.As("finance.mcn");
        var draft = (await finance.Post($"{client.Path}/invoices", new { period = month.ToString("yyyy-MM", CultureInfo.InvariantCulture) })).Is(201);
        var issued = (await finance.At(draft.ETag).Post($"{draft.Location}/issue")).Is(200);

        var line = (await past.As("auditor.mcn").Get(request.Path + "/chain")).Is(200).Json.GetProperty("lines")[0].GetProperty("invoiced")[0];
        line.GetProperty("number").GetString().Should().Be(issued["number"]);
        (await finance.Get(line.GetProperty("explanation").GetString()!)).Is(200).Text.Should().Contain(line.GetProperty("lineId").GetString());
    }

    [Fact]
    public async Task It_is_for_auditors()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var request = await ApprovedRequest.Of(api, client, offer);
        (await api.As("agent.mcn").Get(request.Path + "/chain")).Status.Should().Be(404);
        (await api.As(client.Persona("client-manager")).Get(request.Path + "/replay")).IsProblem(403, "auth/forbidden");
        (await api.As("auditor.mcn").Get($"{client.Path}/requests/{Guid.NewGuid()}/replay")).IsProblem(404, "resource/not-found");
        (await api.As("auditor.mcn").Get(request.Path + "/replay?cursor=hier")).IsProblem(400, "request/bad-cursor");
    }

    private static bool Verifies(Ed25519PublicKeyParameters key, byte[] document, byte[] signature)
    {
        var verifier = new Ed25519Signer();
        verifier.Init(forSigning: false, key);
        verifier.BlockUpdate(document, 0, document.Length);
        return verifier.VerifySignature(signature);
    }

    private async Task<Dictionary<string, byte[]>> Files(string path)
    {
        using var call = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        call.Headers.Authorization = new("Bearer", await api.Token("auditor.mcn"));
        using var answer = await api.Http.SendAsync(call, TestContext.Current.CancellationToken);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            await using var stream = await entry.OpenAsync(TestContext.Current.CancellationToken);
            await stream.CopyToAsync(content, TestContext.Current.CancellationToken);
            files[entry.FullName] = content.ToArray();
        }

        return files;
    }

    private sealed class PastApi : Testing.Api
    {
        public ShiftedClock Shifted { get; } = new();

        protected override TimeProvider? Clock => Shifted;
    }
}
