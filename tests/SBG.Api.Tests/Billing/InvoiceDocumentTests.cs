using System.Diagnostics;
using System.Text;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

public sealed class InvoiceDocumentTests(Testing.Api api)
{
    private const string Pdf = "application/pdf";

    private readonly Caller _finance = api.As("finance.mcn");

    [Fact]
    public async Task An_issued_invoice_is_a_tagged_document_the_same_to_the_byte_whenever_it_is_asked_for()
    {
        var client = await InvoicedClient.Of(api);
        var issued = await client.Issue(api);
        var (path, manager) = ($"{client.Path}/invoices/{issued.Id}", api.As(client.Client.Persona("client-manager")));
        var document = await Document(manager, path);
        document.Should().Equal(await Document(_finance, path));
        var text = Encoding.Latin1.GetString(document);
        text.Should().StartWith("%PDF-").And.ContainAll("/StructTreeRoot", "/MarkInfo", "/Lang", "fr-CA", "/FontFile2", "/Title");
        (await manager.With("Accept", "application/json, application/pdf;q=0.5").Get(path)).Is(200)["number"].Should().Be(issued["number"]);
        (await _finance.With("Accept", "image/png").Get(path)).IsProblem(406, "request/not-acceptable");
        (await api.As("client-manager.autre-client").With("Accept", Pdf).Get(path)).IsProblem(404, "resource/not-found");
        (await _finance.With("Accept", Pdf).Get($"{client.Path}/invoices/{Guid.NewGuid()}")).IsProblem(404, "resource/not-found");
        var read = await Read(document);
        read.Should().ContainAll("FACTURE", issued["number"], "Fournisseur de services (fictif)", "123456789RT0001", "1234567890TQ0001", "1112345678", "Sous-total", "12,50", "TPS (5", "0,63", "TVQ (9,975", "1,25", "14,38", "licence-mois")
            .And.NotContainAny("14,975", "9,97 ");
    }

    [Fact]
    public async Task Where_no_tax_is_charged_the_document_says_why_and_a_draft_has_none()
    {
        var client = await InvoicedClient.Of(api, "sameRegistrant");
        var draft = (await _finance.Post($"{client.Path}/invoices", new { period = client.Period })).Is(201);
        (await _finance.With("Accept", Pdf).Get(draft.Location)).IsProblem(409, "billing/not-issued");
        var issued = await client.Issue(api);
        (await Read(await Document(_finance, $"{client.Path}/invoices/{issued.Id}"))).Should().Contain("Refacturation interne").And.NotContain("TVQ (");
    }

    private static async Task<byte[]> Document(Caller caller, string path)
    {
        var reply = (await caller.With("Accept", Pdf).Get(path)).Is(200);
        reply.Headers["Content-Type"].Should().Be(Pdf);
        return reply.Bytes;
    }

    // As a reader sees it; where there is no reader of the kind, only the bytes are looked at.
    private static async Task<string> Read(byte[] document)
    {
        var stop = TestContext.Current.CancellationToken;
        var file = Path.Combine(Path.GetTempPath(), $"sbg-document-{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(file, document, stop);
        try
        {
            using var reader = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true })!;
            var text = await reader.StandardOutput.ReadToEndAsync(stop);
            await reader.WaitForExitAsync(stop);
            return text.Replace('\u00a0', ' ');
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no pdftotext here.");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
