using System.Net;
using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Portal;

public sealed class MainJobTests(Testing.Api api)
{
    [Fact]
    public async Task An_employee_orders_someone_else_approves_an_agent_delivers_and_the_request_tells_it()
    {
        var client = await ActiveClient.Of(api);
        var offer = await PublishedOffer.Of(api, "42.00", [PublishedOffer.Step("remettre", "manual")]);
        using var ana = await Visitor.Of(api, client.Persona("ana@requester"));
        ana.Text.Should().Contain("Bonjour ana").And.Contain("Aucune demande");

        await ana.Open("/portail/catalogue/" + offer.Id);
        await ana.Send("order", ("beneficiary", client.PersonId), ("quantity", "0"), ("q-taille", "14"));
        ana.Answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        ana.Page.QuerySelector("#quantity")!.GetAttribute("aria-invalid").Should().Be("true");
        ana.Page.QuerySelector("#quantity-error")!.TextContent.Should().Contain("de 1 à 1000");
        ana.Page.QuerySelector("#q-taille option[selected]")!.GetAttribute("value").Should().Be("14", "what was filled in is still there");

        await ana.Send("order", ("quantity", "2"));
        (ana.Path, ana.Text).Should().Be(("/portail/panier", ana.Text));
        ana.Text.Should().Contain("Zénobie Essai 2 84,00 $");

        var submit = (First: ana.Filled("submit"), Again: ana.Filled("submit"));
        await ana.Show(submit.First);
        var request = ana.Path;
        ana.Text.Should().Contain("À approuver").And.Contain("Demande soumise");
        await ana.Show(submit.Again);
        (await api.As(client.Persona("client-manager")).Get(client.Path + "/requests")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(1, "the same form sent twice is one command");

        using var denis = await Visitor.Of(api, client.Persona("denis@approver"));
        denis.Text.Should().Contain("En attente de votre approbation");
        await denis.Follow("/portail/approbations/");
        denis.Text.Should().Contain("Ce que vous approuvez, exactement").And.Contain("Zénobie Essai 2 84,00 $");
        await denis.Send("reject");
        denis.Answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity, "a rejection has a reason");
        await denis.Send("approve");
        (denis.Path, denis.Text).Should().Be((request, denis.Text));
        denis.Text.Should().Contain("En cours").And.Contain("Décidée par " + client.Persona("denis@approver"));

        using var bruno = await Visitor.Of(api, "bruno@agent.mcn");
        await Until(bruno, request, () => bruno.Page.QuerySelector("input[name=_handler][value^='complete-']") is not null);
        await bruno.Send(bruno.Page.QuerySelector("input[name=_handler][value^='complete-']")!.GetAttribute("value")!);
        await Until(ana, request, () => ana.Text.Contains("Demande livrée", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_incident_is_reported_taken_held_answered_resolved_and_closed()
    {
        var client = await ActiveClient.Of(api);
        using var ana = await Visitor.Of(api, client.Persona("ana@requester"));
        await ana.Open($"/portail/organismes/{client.Id}/incidents/nouveau");
        await ana.Send("report", ("title", "Écran <b>noir</b>"), ("description", "Rien."), ("impact", "medium"), ("urgency", "high"));
        var incident = ana.Path;
        ana.Page.QuerySelector("h1")!.TextContent.Should().Contain("Écran <b>noir</b>", "what people write is text");
        ana.Text.Should().Contain("P2, élevée");

        using var bruno = await Visitor.Of(api, "bruno@agent.mcn");
        await bruno.Open(incident);
        await bruno.Send("take");
        await bruno.Send("hold", ("reason", "awaitingUser"));
        bruno.Text.Should().Contain("réponse attendue");
        await ana.Open(incident);
        await ana.Send("comment", ("text", "Toujours noir."));
        ana.Text.Should().Contain("Toujours noir.");
        await bruno.Open(incident);
        if (bruno.Has("resume"))
        {
            await bruno.Send("resume");
        }

        await bruno.Send("resolve", ("resolution", "Câble remplacé."));
        await ana.Open(incident);
        await ana.Send("close");
        ana.Text.Should().Contain("Câble remplacé.");
        ana.Page.QuerySelector("main .state")!.TextContent.Should().Be("Fermé");
    }

    [Fact]
    public async Task A_manager_sees_the_clients_file()
    {
        var client = await ActiveClient.Of(api);
        await WaitingRequest.Of(api, client);
        using var chloe = await Visitor.Of(api, client.Persona("chloe@client-manager"));
        await Until(chloe, "/portail/dossier", () => chloe.Text.Contains("1 demandes ouvertes", StringComparison.Ordinal));
        chloe.Page.QuerySelector("h1")!.TextContent.Should().Be("Organisme d'essai");
    }

    private static async Task Until(Visitor visitor, string path, Func<bool> wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        do
        {
            limit.Token.ThrowIfCancellationRequested();
            await visitor.Open(path);
        }
        while (!wanted());
    }
}
