using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Requests;

public sealed class BundleTests(Testing.Api api)
{
    private static readonly object Form = new
    {
        type = "object",
        properties = new { motif = new { type = "string", title = "Motif", maxLength = 50 } },
        required = new[] { "motif" },
    };

    private readonly Caller _manager = api.As("service-manager.mcn");

    [Fact]
    public async Task A_bundle_is_one_line_with_its_parts_from_the_cart_to_the_end_of_its_service()
    {
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 10));
        var licence = await pool.Offer(api, PublishedOffer.Step("siege", "licence"));
        var screen = await Offer("Écran", "20.00");
        var bundle = await Offer("Poste complet", "5.00", parts: [new { offerId = licence.Id }, new { offerId = screen, minimum = 0, @default = 1, maximum = 3 }]);
        var item = await Item(client, bundle);
        item.GetProperty("orderable").GetBoolean().Should().BeTrue();
        item.GetProperty("parts").EnumerateArray().Select(part => (part.GetProperty("name").GetString(), part.GetProperty("minimum").GetInt32(), part.GetProperty("maximum").GetInt32()))
            .Should().Equal(("Poste de travail", 1, 1), ("Écran", 0, 3));

        var requester = api.As(client.Persona("requester"));
        var cart = (await Add(client, new { offerId = bundle, beneficiaryId = client.PersonId, quantity = 2, parts = Named((screen, new { quantity = 2 })) })).Is(201);
        var line = cart.Json.GetProperty("lines").EnumerateArray().Single();
        line.GetProperty("parts").EnumerateArray().Select(part => (part.GetProperty("offerName").GetString(), part.GetProperty("perBundle").GetInt32(), part.GetProperty("quantity").GetInt32()))
            .Should().Equal(("Poste de travail", 1, 2), ("Écran", 2, 4));
        Money(cart, "monthlyTotal").Should().Be(2 * 5m + 2 * decimal.Parse(line.GetProperty("parts")[0].GetProperty("monthlyPrice").GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture) + 4 * 20m);

        var request = (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).Is(201);
        Money(request, "monthlyTotal").Should().Be(Money(cart, "monthlyTotal"));
        request.Json.GetProperty("lines").GetArrayLength().Should().Be(1);
        request.Json.GetProperty("lines")[0].GetProperty("parts").GetArrayLength().Should().Be(2);
        (await api.As(client.Persona("approver")).At(request.ETag).Post($"{request.Location}/approve", new { contentHash = request["contentHash"] })).Is(200);
        var done = await requester.Until(request.Location, told => told.GetProperty("status").GetString() == "completed");
        Statuses(done).Should().Equal("completed", "completed", "completed");
        (await pool.Balance(api)).Assigned.Should().Be(2);
        var orders = (await requester.Get($"{request.Location}/provisioning")).Is(200).Json.GetProperty("items").EnumerateArray().ToArray();
        orders.Should().HaveCount(3, "each part has an order of its own");

        // One part alone, then the bundle with what is left of it.
        await Terminate(client, request.Location, orders, screen);
        await requester.Until(request.Location, told => Statuses(told).SequenceEqual(["partial", "completed", "terminated"]));
        await Terminate(client, request.Location, orders, bundle);
        await requester.Until(request.Location, told => Statuses(told).SequenceEqual(["terminated", "terminated", "terminated"]));
        (await requester.Get(request.Location))["status"].Should().Be("completed", "what became of the request stays");
        (await pool.Balance(api)).Assigned.Should().Be(0);
    }

    [Fact]
    public async Task Each_part_is_checked_as_a_line_is_and_told_by_its_place()
    {
        var client = await ActiveClient.Of(api);
        var (asked, wanted) = (await Offer("À motif", "1.00", form: Form), await Offer("Requis", "1.00"));
        var needy = await Offer("Exigeant", "1.00", ordering: new { requires = new[] { wanted } });
        var bundle = await Offer("Ensemble", "1.00", parts: [new { offerId = asked }, new { offerId = needy, minimum = 0, maximum = 2 }]);
        (await Add(client, Line(client, bundle))).IsProblem(422, "request/validation").Json.GetProperty("errors")[0].GetProperty("pointer").GetString()
            .Should().Be($"/lines/0/parts/{asked}/options/motif");
        var good = Named((asked, new { options = new { motif = "Arrivée" } }));
        (await Add(client, Line(client, bundle, Named((asked, new { options = new { motif = "Arrivée" } }), (needy, new { quantity = 1 }))))).IsProblem(409, "catalogue/offer-required");
        (await Add(client, Line(client, bundle, Named((asked, new { quantity = 0 }))))).IsProblem(409, "requests/part-out-of-range");
        (await Add(client, Line(client, bundle, Named((wanted, new { quantity = 1 }))))).IsProblem(422, "request/validation");
        (await Add(client, Line(client, bundle, Named((asked, new { options = new { motif = "Arrivée" } }), ("inconnu", new { quantity = 1 }))))).IsProblem(422, "requests/unknown-part");
        (await Add(client, Line(client, wanted, Named((asked, new { quantity = 1 }))))).IsProblem(422, "requests/unknown-part");

        var cart = (await Add(client, Line(client, bundle, good))).Is(201);
        Part(cart, 0).GetProperty("options").GetProperty("motif").GetString().Should().Be("Arrivée");
        var (requester, line) = (api.As(client.Persona("requester")), $"{cart.Location}/lines/{cart.Json.GetProperty("lines")[0].GetProperty("lineId").GetString()}");
        var more = (await Put(requester.At(cart.ETag), line, new { beneficiaryId = client.PersonId, quantity = 4 })).Is(200);
        (Part(more, 0).GetProperty("quantity").GetInt32(), Part(more, 0).GetProperty("options").GetProperty("motif").GetString()).Should().Be((4, "Arrivée"), "the parts stay as they are");
        var added = (await requester.At(more.ETag).Post($"{cart.Location}/lines", new { lines = new[] { Line(client, wanted) } })).Is(200);
        var both = (await Put(requester.At(added.ETag), line, new { beneficiaryId = client.PersonId, quantity = 1, parts = Named((asked, new { options = new { motif = "Départ" } }), (needy, new { quantity = 2 })) })).Is(200);
        both.Json.GetProperty("lines")[0].GetProperty("parts").GetArrayLength().Should().Be(2);

        // What another offer says since is told at the part.
        await Revise(asked, "9.00", Form);
        var refused = (await requester.At(both.ETag).Post($"{cart.Location}/submit")).IsProblem(409, "requests/lines-refused");
        refused.Json.GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("pointer").GetString(), error.GetProperty("code").GetString()))
            .Should().Equal(("/lines/0/parts/0", "requests/price-changed"));
        var prices = new[] { new { offerId = asked, offerVersion = 2, monthlyPrice = new { amount = "9.00", currency = "CAD" } } };
        var request = (await requester.At(both.ETag).Post($"{cart.Location}/submit", new { prices })).Is(201);
        request.Json.GetProperty("lines")[0].GetProperty("parts")[0].GetProperty("offerVersion").GetInt32().Should().Be(2);

        // Chosen anew: votes are void, every part that differs is named.
        var path = $"{request.Location}/lines/{request.Json.GetProperty("lines")[0].GetProperty("lineId").GetString()}/change";
        var changed = (await requester.At(request.ETag).Post(path, new { beneficiaryId = client.PersonId, quantity = 2 })).Is(200);
        changed.Json.GetProperty("lines")[0].GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("quantity").GetInt32()).Should().Equal(2, 4);
        var part = request.Json.GetProperty("lines")[0].GetProperty("parts")[0].GetProperty("lineId").GetString();
        (await requester.At(changed.ETag).Post($"{request.Location}/lines/{part}/change", new { beneficiaryId = client.PersonId, quantity = 2, options = new { motif = "x" } }))
            .IsProblem(409, "requests/part-of-bundle");
    }

    [Fact]
    public async Task A_bundle_whose_part_cannot_be_ordered_says_so_in_the_catalogue_and_its_parts_say_what_they_touch()
    {
        var client = await ActiveClient.Of(api);
        var closed = await Offer("Fermé", "1.00", ordering: new { clients = new[] { "autre-organisme" } });
        var free = await Offer("Libre", "1.00");
        var bundle = await Offer("Ensemble", "1.00", parts: [new { offerId = closed }, new { offerId = free, minimum = 0 }]);
        (await Item(client, bundle)).GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()).Should().Equal("catalogue/client-not-eligible");

        var open = await Offer("Ensemble ouvert", "1.00", parts: [new { offerId = free }]);
        var cart = (await Add(client, Line(client, open))).Is(201);
        var touched = (await _manager.Get($"/v1/offers/{free}/impact/items?limit=200")).Is(200).Json.GetProperty("items").EnumerateArray()
            .Select(item => (item.GetProperty("kind").GetString(), item.GetProperty("location").GetString())).ToArray();
        touched.Should().BeEquivalentTo([("bundle", $"/v1/offers/{open}"), ("bundle", $"/v1/offers/{bundle}"), ("cart", cart.Location)]);
        (await _manager.Get($"/v1/offers/{free}/impact")).Is(200).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("carts").GetInt32()).Should().Equal(1);
        (await _manager.Post("/v1/offers", await Terms("Poupée russe", "1.00", parts: [new { offerId = open }]))).IsProblem(409, "catalogue/bundle-in-bundle");
        (await _manager.Post("/v1/offers", await Terms("Inconnu", "1.00", parts: [new { offerId = Guid.NewGuid() }]))).IsProblem(422, "catalogue/unknown-offer");
        (await _manager.Post("/v1/offers", await Terms("Rien", "1.00", plan: []))).IsProblem(422, "catalogue/no-plan");
    }

    [Fact]
    public async Task The_catalogue_of_a_day_shows_the_parts_as_they_were()
    {
        var client = await ActiveClient.Of(api);
        var part = await Offer("Ancien nom", "1.00");
        var bundle = await Offer("Ensemble d'hier", "1.00", parts: [new { offerId = part }]);
        var then = DateTimeOffset.UtcNow.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        await Revise(part, "2.00", Form);
        var shown = (await Item(client, bundle)).GetProperty("parts")[0];
        (shown.GetProperty("name").GetString(), shown.GetProperty("version").GetInt32()).Should().Be(("À motif", 2));
        shown = (await Item(client, bundle, "&asOf=" + Uri.EscapeDataString(then))).GetProperty("parts")[0];
        (shown.GetProperty("name").GetString(), shown.GetProperty("version").GetInt32()).Should().Be(("Ancien nom", 1));
    }

    [Fact]
    public async Task A_row_of_a_file_takes_the_parts_of_its_bundle_by_default()
    {
        var client = await ActiveClient.Of(api);
        var (one, two) = (await Offer("Un", "1.00"), await Offer("Deux", "1.00"));
        var bundle = await Offer("Ensemble", "1.00", parts: [new { offerId = one }, new { offerId = two, minimum = 0, maximum = 5, @default = 3 }]);
        var requester = api.As(client.Persona("requester"));
        var cart = (await requester.Post($"{client.Path}/carts", new { })).Is(201);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("""{"mode": "allOrNothing"}"""), "request" },
            { new StringContent($"offer,beneficiary,quantity\n{bundle},{client.PersonId},2\n"), "file", "panier.csv" },
        };
        var told = (await requester.At(cart.ETag).Send(HttpMethod.Post, $"{cart.Location}/lines/import", form)).Is(200);
        told.Json.GetProperty("cart").GetProperty("lines")[0].GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("quantity").GetInt32()).Should().Equal(2, 6);
    }

    private static object Line(ActiveClient client, string offerId, Dictionary<string, object>? parts = null) => new { offerId, beneficiaryId = client.PersonId, parts };

    private static Dictionary<string, object> Named(params (string Offer, object Chosen)[] parts) => parts.ToDictionary(part => part.Offer, part => part.Chosen);

    private static JsonElement Part(Reply cart, int place) => cart.Json.GetProperty("lines")[0].GetProperty("parts")[place];

    private static string?[] Statuses(Reply request) => Statuses(request.Json);

    private static string?[] Statuses(JsonElement request) => request.GetProperty("lines")[0] is var line
        ? [line.GetProperty("status").GetString(), .. line.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("status").GetString())]
        : [];

    private static decimal Money(Reply of, string member) =>
        decimal.Parse(of.Json.GetProperty(member).GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<Reply> Put(Caller caller, string path, object body) => caller.Send(HttpMethod.Put, path, System.Net.Http.Json.JsonContent.Create(body));

    private Task<Reply> Add(ActiveClient client, object line) => api.As(client.Persona("requester")).Post($"{client.Path}/carts", new { lines = new[] { line } });

    private async Task Terminate(ActiveClient client, string request, JsonElement[] orders, string offer)
    {
        var id = orders.Single(order => order.GetProperty("offerId").GetString() == offer).GetProperty("id").GetString();
        var requester = api.As(client.Persona("requester"));
        var order = (await requester.Get($"{request}/provisioning/{id}")).Is(200);
        (await requester.At(order.ETag).Post($"{request}/provisioning/{id}/terminate")).Is(200);
    }

    private async Task<JsonElement> Item(ActiveClient client, string offer, string query = "") =>
        (await api.As(client.Persona("requester")).Get($"{client.Path}/catalogue?limit=200{query}")).Is(200).Json.GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("offerId").GetString() == offer);

    private async Task<string> Offer(string name, string price, object[]? parts = null, object? ordering = null, object? form = null) =>
        (await PublishedOffer.Publish(api, (await _manager.Post("/v1/offers", await Terms(name, price, parts, ordering, form))).Is(201))).Id;

    private async Task Revise(string offer, string price, object form)
    {
        var now = (await _manager.Get($"/v1/offers/{offer}")).Is(200);
        var revised = (await _manager.At(now.ETag).Post($"/v1/offers/{offer}/revise", await Terms("À motif", price, form: form))).Is(200);
        await PublishedOffer.Publish(api, revised);
    }

    private async Task<object> Terms(string name, string price, object[]? parts = null, object? ordering = null, object? form = null, object[]? plan = null) => new
    {
        name,
        description = "Tarif fictif",
        category = "postes",
        pricePlanId = await PublishedOffer.NewPricePlan(api, price),
        plan = plan ?? (parts is null ? [PublishedOffer.Step("preparer", "simulated")] : []),
        parts = parts ?? [],
        ordering,
        form,
    };
}
