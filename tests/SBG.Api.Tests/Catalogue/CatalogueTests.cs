using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Catalogue;

/// <summary>A service of its own: what the catalogue holds is what these tests put in.</summary>
public sealed class CatalogueTests(CatalogueTests.Own api) : IClassFixture<CatalogueTests.Own>
{
    private readonly Caller _manager = api.As("service-manager.mcn");

    [Fact]
    public async Task What_a_client_saw_that_day_is_what_it_was_answered_then()
    {
        var client = await ActiveClient.Of(api);
        var (changed, retired, same) = (await Publish("Poste fixe", "postes", "Tarif fictif"), await Publish("Télécopieur", "postes", "Tarif fictif"), await Publish("Clavier", "postes", "Tarif fictif"));
        var tried = await PublishedOffer.Approve(api, (await _manager.Post("/v1/offers", await Terms("Essai", "postes", "Tarif fictif"))).Is(201));
        var pilot = (await _manager.At(tried.ETag).Post($"/v1/offers/{tried.Id}/pilot", new { clients = new[] { client.Id } })).Is(200);
        var (then, at) = (await Read(client, string.Empty), DateTimeOffset.UtcNow);
        then.Should().Contain("Essai").And.Contain("Télécopieur");

        (await _manager.At(pilot.ETag).Post($"/v1/offers/{tried.Id}/end-pilot")).Is(200);
        (await _manager.At(retired.ETag).Post($"/v1/offers/{retired.Id}/retire")).Is(200);
        var revised = (await _manager.At(changed.ETag).Post($"/v1/offers/{changed.Id}/revise", await Terms("Poste mobile", "postes", "Tarif fictif", "18.00", new { categories = new[] { "health" } }))).Is(200);
        await PublishedOffer.Publish(api, revised);
        await Publish("Nouveauté", "postes", "Tarif fictif");

        var now = await Read(client, string.Empty);
        now.Should().NotBe(then).And.Contain("Poste mobile").And.Contain("Nouveauté").And.NotContain("Essai");
        (await Read(client, $"&asOf={at:O}".Replace("+00:00", "Z", StringComparison.Ordinal))).Should().Be(then);
        (await Read(client, "&asOf=2100-01-01T00:00:00Z")).Should().Be(now, "nobody saw yet what is to come");
        (await api.As(client.Persona("requester")).Get($"{client.Path}/catalogue?asOf=2001-01-01T00:00:00Z")).IsProblem(404, "resource/not-found");
        (await api.As(client.Persona("requester")).Get($"{client.Path}/catalogue?asOf=2026-01-01T00:00:00Z&q=poste")).IsProblem(400, "catalogue/as-of-alone");
        same.Id.Should().NotBeEmpty();

        var (first, pages) = (string.Empty, 0);
        for (string? cursor = string.Empty; cursor is not null; pages++)
        {
            var page = (await api.As(client.Persona("requester")).Get($"{client.Path}/catalogue?limit=2&asOf={Uri.EscapeDataString($"{at:O}")}" + (cursor.Length == 0 ? cursor : "&cursor=" + cursor))).Is(200);
            first += string.Concat(page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()));
            cursor = page.Json.GetProperty("nextCursor").GetString();
        }

        pages.Should().BeGreaterThan(1);
        first.Should().Be(string.Concat(System.Text.Json.JsonDocument.Parse(then).RootElement.EnumerateArray().Select(item => item.GetRawText())));
    }

    [Fact]
    public async Task Words_are_found_in_their_forms_and_without_accents_the_best_match_first()
    {
        var client = await ActiveClient.Of(api);
        var phone = await Publish("Téléphones mobiles", "téléphonie", "Des appareils gérés, tarif fictif");
        var network = await Publish("Accès au réseau", "réseaux", "Sécurité des téléphones comprise, tarif fictif");
        await Publish("Tablette", "postes", "Tarif fictif");

        (await Found(client, "téléphone")).Should().Equal(phone.Id, network.Id);
        (await Found(client, "TELEPHONE")).Should().Equal(phone.Id, network.Id);
        (await Found(client, "téléphonie mobile")).Should().Equal(phone.Id);
        (await Found(client, "reseau securites")).Should().Equal(network.Id);
        (await Found(client, "l'accès aux réseaux")).Should().Equal(network.Id);
        (await Found(client, "téléphone -réseau")).Should().Equal(phone.Id);
        (await Found(client, "imprimante")).Should().BeEmpty();
        (await Found(client, "'; drop table x; --")).Should().BeEmpty();

        var page = (await Search(client, "téléphone", "&limit=1")).Is(200);
        page.Headers["Link"].Should().Contain("q=t");
        var next = (await Search(client, "téléphone", "&limit=1&cursor=" + page["nextCursor"])).Is(200);
        (Ids(page).Single(), Ids(next).Single(), next.Json.GetProperty("nextCursor").ValueKind).Should().Be((phone.Id, network.Id, System.Text.Json.JsonValueKind.Null));
        (await Search(client, "téléphone", "&cursor=abc")).IsProblem(400, "request/bad-cursor");

        // Only the version that would be ordered counts: not the one before, and not one that others try.
        var revised = (await _manager.At(network.ETag).Post($"/v1/offers/{network.Id}/revise", await Terms("Accès au réseau", "réseaux", "Sécurité comprise, tarif fictif"))).Is(200);
        await PublishedOffer.Publish(api, revised);
        (await Found(client, "téléphone")).Should().Equal(phone.Id);
        var tried = await PublishedOffer.Approve(api, (await _manager.Post("/v1/offers", await Terms("Oreillette", "téléphonie", "Tarif fictif"))).Is(201));
        (await _manager.At(tried.ETag).Post($"/v1/offers/{tried.Id}/pilot", new { clients = new[] { client.Id } })).Is(200);
        (await Found(client, "oreillettes")).Should().Equal(tried.Id);
        (await Found(await ActiveClient.Of(api), "oreillettes")).Should().BeEmpty();
    }

    private static IEnumerable<string?> Ids(Reply page) => page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("offerId").GetString());

    private async Task<object> Terms(string name, string category, string description, string price = "12.50", object? ordering = null) => new
    {
        name,
        description,
        category,
        pricePlanId = await PublishedOffer.NewPricePlan(api, price),
        plan = new[] { PublishedOffer.Step("preparer", "simulated") },
        ordering,
    };

    private async Task<Reply> Publish(string name, string category, string description) =>
        await PublishedOffer.Publish(api, (await _manager.Post("/v1/offers", await Terms(name, category, description))).Is(201));

    private Task<Reply> Search(ActiveClient client, string words, string more = "") =>
        api.As(client.Persona("requester")).Get($"{client.Path}/catalogue?q={Uri.EscapeDataString(words)}{more}");

    private async Task<IEnumerable<string?>> Found(ActiveClient client, string words) => Ids((await Search(client, words)).Is(200));

    private async Task<string> Read(ActiveClient client, string query) =>
        (await api.As(client.Persona("requester")).Get($"{client.Path}/catalogue?limit=200{query}")).Is(200).Json.GetProperty("items").GetRawText();

    /// <summary>A service of its own.</summary>
    public sealed class Own : Testing.Api;
}
