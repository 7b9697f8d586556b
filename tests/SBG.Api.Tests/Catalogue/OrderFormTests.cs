using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SBG.Api.Kernel.Sealing;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Catalogue;

public sealed class OrderFormTests(Testing.Api api)
{
    private const string Form = """
        {"type":"object",
         "properties":{
           "systeme":{"title":"Système","enum":["windows","linux"]},
           "memoire":{"title":"Mémoire (Go)","type":"integer","minimum":8,"multipleOf":8},
           "motif":{"title":"Motif","type":"string","minLength":10,"maxLength":200},
           "retour":{"title":"Date de retour","type":"string","format":"date","x-sealed":false},
           "accessoires":{"title":"Accessoires","type":"array","items":{"enum":["souris","casque"]},"uniqueItems":true},
           "urgent":{"type":"boolean"},
           "centre":{"type":"string","pattern":"^[A-Z]{2}\\d{3}$","x-sealed":false}},
         "required":["systeme","memoire"],
         "dependentRequired":{"retour":["motif"]},
         "if":{"properties":{"systeme":{"const":"linux"}},"required":["systeme"]},
         "then":{"required":["motif"],"properties":{"memoire":{"minimum":16}}},
         "else":{"properties":{"centre":false}},
         "additionalProperties":false}
        """;

    [Fact]
    public async Task All_that_is_wrong_with_answers_is_told_at_once_in_the_callers_language()
    {
        var (client, offer) = (await ActiveClient.Of(api), await Offer(Form));
        var requester = api.As(client.Persona("requester"));
        object[] lines =
        [
            Line(client, offer, new { systeme = "linux", memoire = 12, retour = "2026-02-30", accessoires = new[] { "souris", "souris" }, centre = "ab1" }),
            Line(client, offer, new { systeme = "windows", memoire = 16 }),
            Line(client, offer, new { systeme = "mac", memoire = "beaucoup", centre = "AB123", autre = 1 }),
        ];
        var refused = (await requester.Post($"{client.Path}/carts", new { lines })).IsProblem(422, "request/validation");
        refused.Json.GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("pointer").GetString(), error.GetProperty("code").GetString())).Should().BeEquivalentTo(new[]
        {
            ("/lines/0/options/memoire", "range"), ("/lines/0/options/retour", "format"), ("/lines/0/options/accessoires", "unique"),
            ("/lines/0/options/centre", "pattern"), ("/lines/0/options/motif", "missing"),
            ("/lines/2/options/systeme", "enum"), ("/lines/2/options/memoire", "type"), ("/lines/2/options/centre", "unknown"), ("/lines/2/options/autre", "unknown"),
        });
        refused.Text.Should().Contain("On attend un nombre entier.").And.NotContain("should be");
        (await requester.With("Accept-Language", "en").Post($"{client.Path}/carts", new { lines })).Text.Should().Contain("Expected a whole number.");
        (await requester.Get($"{client.Path}/carts")).Json.GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Answers_in_ones_own_words_are_sealed_shown_to_those_who_may_and_gone_with_the_persons_key()
    {
        var (client, offer) = (await ActiveClient.Of(api), await Offer(Form));
        var requester = api.As(client.Persona("requester"));
        const string Words = "Travaux de Zénobie à Chibougamau";
        var cart = (await requester.Post($"{client.Path}/carts", new { lines = new[] { Line(client, offer, new { systeme = "linux", memoire = 16, motif = Words, urgent = true }) } })).Is(201);
        Options(cart).Should().Be($$"""{"memoire":16,"motif":"{{Words}}","systeme":"linux","urgent":true}""");
        (await InClear("Chibougamau")).Should().Be(0);

        var line = $"{cart.Location}/lines/{cart.Json.GetProperty("lines")[0].GetProperty("lineId").GetString()}";
        var same = new { beneficiaryId = client.PersonId, quantity = 1, options = new { systeme = "linux", memoire = 16.0, motif = Words, urgent = true } };
        (await requester.At(cart.ETag).Send(HttpMethod.Put, line, JsonContent.Create(same))).Is(200).ETag.Should().Be(cart.ETag, "what is said again changes nothing");

        var request = (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).Is(201);
        var approver = api.As(client.Persona("approver"));
        Options((await approver.Get(request.Location)).Is(200)).Should().Contain(Words);
        (await approver.Get($"{request.Location}/history")).Text.Should().Contain(Words);
        var change = $"{request.Location}/lines/{request.Json.GetProperty("lines")[0].GetProperty("lineId").GetString()}/change";
        var other = new { beneficiaryId = client.PersonId, quantity = 1, options = new { systeme = "linux", memoire = 16, motif = "D'autres travaux", urgent = true } };
        (await requester.At(request.ETag).Post(change, other)).Is(200);
        (await InClear("autres travaux")).Should().Be(0);
        var now = (await approver.Get(request.Location)).Is(200);
        (await approver.Get($"{request.Location}/approvals")).Text.Should().Contain("options/motif").And.Contain("sealed:").And.NotContain("autres travaux");
        (await approver.At(now.ETag).Post($"{request.Location}/approve", new { contentHash = now["contentHash"] })).Is(200);

        await api.Services.GetRequiredService<Vault>().Destroy(client.PersonId, TestContext.Current.CancellationToken);
        Options((await approver.Get(request.Location)).Is(200)).Should().Be("""{"memoire":16,"motif":null,"systeme":"linux","urgent":true}""");
    }

    [Fact]
    public async Task Conditions_of_steps_rest_on_answers_of_every_kind()
    {
        var (client, manager) = (await ActiveClient.Of(api), api.As("service-manager.mcn"));
        object[] plan = [Step("installer", "systeme", "linux"), Step("livrer", "accessoires", "casque"), Step("presser", "urgent", "true"), Step("etendre", "memoire", "32")];
        var offer = await Offer(Form, plan);
        var requester = api.As(client.Persona("requester"));
        var answers = new { systeme = "windows", memoire = 32, urgent = true, accessoires = new[] { "souris", "casque" } };
        var cart = (await requester.Post($"{client.Path}/carts", new { lines = new[] { Line(client, offer, answers) } })).Is(201);
        var request = (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).Is(201);
        (await api.As(client.Persona("approver")).At(request.ETag).Post($"{request.Location}/approve", new { contentHash = request["contentHash"] })).Is(200);
        var orders = await api.As(client.Persona("approver")).Until($"{request.Location}/provisioning", json => json.GetProperty("items") is var items && items.GetArrayLength() == 1 && items[0].GetProperty("status").GetString() == "completed");
        orders.Json.GetProperty("items")[0].GetProperty("steps").EnumerateArray().Select(step => (step.GetProperty("key").GetString(), step.GetProperty("status").GetString()))
            .Should().Equal(("installer", "skipped"), ("livrer", "completed"), ("presser", "completed"), ("etendre", "completed"));
        (await manager.Get($"/v1/offers/{offer}/versions/1")).Text.Should().Contain("\"dependentRequired\"");

        static object Step(string key, string option, string choice) => new
        {
            key,
            title = key,
            connector = "simulated",
            maxAttempts = 1,
            timeOut = "PT1M",
            condition = new { option, anyOf = new[] { choice } },
        };
    }

    [Fact]
    public async Task A_file_of_lines_answers_questions_of_every_kind()
    {
        var (client, offer) = (await ActiveClient.Of(api), await Offer(Form));
        var requester = api.As(client.Persona("requester"));
        var cart = (await requester.Post($"{client.Path}/carts", new { })).Is(201);
        var file = $"offer;beneficiary;option.systeme;option.memoire;option.urgent;option.accessoires;option.motif\n{offer};{client.PersonId};windows;16;oui;souris|casque;\n"
            + $"{offer};{client.PersonId};linux;huit;peut-être;souris;Court\n{offer};{client.PersonId};linux;16;;;Travaux de terrain\n";
        var first = (await Import(requester, cart, file)).Is(200);
        (first["added"], first["refused"]).Should().Be(("2", "1"));
        first.Json.GetProperty("rows")[1].GetProperty("code").GetString().Should().Be("catalogue/answers-unfit");
        first.Json.GetProperty("rows")[1].GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString())
            .Should().BeEquivalentTo("/options/memoire", "/options/urgent", "/options/motif");
        Options(first.Json.GetProperty("cart")).Should().Be("""{"accessoires":["souris","casque"],"memoire":16,"systeme":"windows","urgent":true}""");
        var now = (await requester.Get(cart.Location)).Is(200);
        (await Import(requester, now with { Headers = new Dictionary<string, string>(now.Headers) { ["Location"] = cart.Location } }, file)).Is(200)["unchanged"].Should().Be("2");
    }

    [Fact]
    public async Task A_cart_is_checked_anew_by_its_forms_when_it_is_submitted()
    {
        var (client, offer) = (await ActiveClient.Of(api), await Offer(Form));
        var requester = api.As(client.Persona("requester"));
        var cart = (await requester.Post($"{client.Path}/carts", new { lines = new[] { Line(client, offer, new { systeme = "linux", memoire = 16, motif = "Travaux de terrain" }) } })).Is(201);
        await api.Services.GetRequiredService<Vault>().Destroy(client.PersonId, TestContext.Current.CancellationToken);
        var refused = (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).IsProblem(409, "requests/lines-refused");
        refused.Json.GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("pointer").GetString(), error.GetProperty("code").GetString()))
            .Should().Equal(("/lines/0", "catalogue/answers-unfit"), ("/lines/0/options/motif", "missing"));
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"chaine"}}}""", "catalogue/form-not-a-schema")]
    [InlineData("""{"type":"object","properties":{"a":{"minLength":-1}}}""", "catalogue/form-not-a-schema")]
    [InlineData("""{"type":"object","required":"a"}""", "catalogue/form-not-a-schema")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"https://ailleurs.example/s"}}}""", "catalogue/form-bad-reference")]
    [InlineData("""{"type":"object","properties":{"a":{"pattern":"^(?=a)"}}}""", "catalogue/form-bad-pattern")]
    [InlineData("[]", "request/validation")]
    [InlineData("\"texte\"", "request/validation")]
    public async Task A_form_that_is_none_is_refused_with_the_draft(string form, string code)
    {
        var body = $$"""{"name":"Essai","description":"Tarif fictif","category":"postes","pricePlanId":"{{await PublishedOffer.NewPricePlan(api, "1.00")}}","plan":[{"key":"a","title":"a","connector":"simulated","maxAttempts":1,"timeOut":"PT1M"}],"form":{{form}}}""";
        (await api.As("service-manager.mcn").PostJson("/v1/offers", body)).IsProblem(422, code);
    }

    [Fact]
    public async Task The_catalogue_shows_the_form_to_the_letter_also_that_of_a_list_of_options()
    {
        var (client, offer, plain) = (await ActiveClient.Of(api), await Offer(Form), await PublishedOffer.Of(api));
        var items = (await api.As(client.Persona("requester")).Get($"{client.Path}/catalogue?limit=200")).Is(200).Json.GetProperty("items").EnumerateArray().ToArray();
        items.Single(item => item.GetProperty("offerId").GetString() == offer).GetProperty("form").GetProperty("properties").EnumerateObject().Select(question => question.Name)
            .Should().Equal(["systeme", "memoire", "motif", "retour", "accessoires", "urgent", "centre"], "the order of questions is that of the screen");
        items.Single(item => item.GetProperty("offerId").GetString() == plain.Id).GetProperty("form").GetProperty("properties").GetProperty("taille").GetProperty("enum").GetArrayLength().Should().Be(2);
    }

    private static object Line(ActiveClient client, string offerId, object options) => new { offerId, beneficiaryId = client.PersonId, quantity = 1, options };

    private static string Options(Reply reply) => Options(reply.Json);

    private static string Options(JsonElement json) => JsonSerializer.Serialize(json.GetProperty("lines")[0].GetProperty("options"), Plain);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<Reply> Import(Caller requester, Reply cart, string file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "lignes.csv" }, { new StringContent("goodRows"), "mode" } };
        return await requester.At(cart.ETag).Send(HttpMethod.Post, $"{cart.Location}/lines/import", form);
    }

    private async Task<long> InClear(string words)
    {
        await using var database = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = database.CreateCommand(
            "select (select count(*) from sbg.mt_events where data::text like $1) + (select count(*) from sbg.mt_doc_cart where data::text like $1) + (select count(*) from sbg.mt_doc_servicerequest where data::text like $1)");
        command.Parameters.Add(new() { Value = $"%{words}%" });
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task<string> Offer(string form, object[]? plan = null)
    {
        var manager = api.As("service-manager.mcn");
        var offer = (await manager.Post("/v1/offers", new
        {
            name = "Poste sur mesure",
            description = "Tarif fictif",
            category = "postes",
            pricePlanId = await PublishedOffer.NewPricePlan(api, "12.50"),
            plan = plan ?? [PublishedOffer.Step("preparer", "simulated")],
            form = JsonDocument.Parse(form).RootElement,
        })).Is(201);
        await PublishedOffer.Publish(api, offer);
        return offer.Id;
    }
}
