using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Catalogue;

public sealed class EligibilityTests(Testing.Api api)
{
    [Fact]
    public async Task An_offer_for_others_is_listed_with_its_reasons_and_ordered_by_nobody_else()
    {
        var (client, named) = (await ActiveClient.Of(api), await ActiveClient.Of(api));
        var offer = await Offer("Pour d'autres", new { categories = new[] { "health" }, clients = new[] { named.Id }, until = "2020-01-01T00:00:00Z" });
        (await Reasons(client, offer)).Should().Equal("catalogue/not-orderable-any-more", "catalogue/client-not-eligible");
        (await Reasons(named, offer)).Should().Equal("catalogue/not-orderable-any-more");
        (await Add(client, offer)).IsProblem(409, "catalogue/not-orderable-any-more");
        var mine = await Offer("Pour nous", new { clients = new[] { named.Id } });
        (await Add(client, mine)).IsProblem(409, "catalogue/client-not-eligible")["detail"].Should().Be("L'offre n'est pas destinée à votre organisme.");
        (await Add(named, mine)).Is(201);
    }

    [Fact]
    public async Task What_depends_on_the_beneficiary_is_judged_for_a_person()
    {
        var client = await ActiveClient.Of(api);
        var offer = await Offer("Tableau", new { units = new[] { "TI" }, jobRoles = new[] { "enseignant" } });
        var teacher = (await api.As("admin.mcn").Post($"{client.Path}/people", new { name = "Essai", email = "essai@essai.example", unit = "TI", jobRole = "enseignant" })).Is(201);
        teacher["jobRole"].Should().Be("enseignant");
        (await Reasons(client, offer)).Should().BeEmpty("nobody is named");
        (await Reasons(client, offer, client.PersonId)).Should().Equal("catalogue/job-role-not-eligible");
        (await Reasons(client, offer, teacher.Id)).Should().BeEmpty();
        (await Add(client, offer)).IsProblem(409, "catalogue/job-role-not-eligible");
        (await api.As(client.Persona("requester")).Post($"{client.Path}/carts", new { lines = new[] { new { offerId = offer, beneficiaryId = teacher.Id } } })).Is(201);
        (await api.As(client.Persona("requester")).Get($"{client.Path}/catalogue?beneficiaryId={Guid.NewGuid()}")).IsProblem(404, "resource/not-found");
    }

    [Fact]
    public async Task An_offer_that_takes_another_is_ordered_with_it_or_after_it_and_each_reason_is_told_by_line()
    {
        var client = await ActiveClient.Of(api);
        var station = await Offer("Poste", null);
        var screen = await Offer("Écran", new { requires = new[] { station } });
        var tablet = await Offer("Tablette", new { excludes = new[] { station } });
        (await Add(client, screen)).IsProblem(409, "catalogue/offer-required")["detail"].Should().Contain("« Poste »");
        (await Add(client, tablet, station)).IsProblem(409, "catalogue/offer-excluded");
        (await Reasons(client, screen, client.PersonId)).Should().Equal("catalogue/offer-required");

        var requester = api.As(client.Persona("requester"));
        var cart = (await Add(client, screen, station)).Is(201);
        var lines = cart.Json.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("lineId").GetString()).ToArray();
        var without = (await requester.At(cart.ETag).Send(HttpMethod.Delete, $"{cart.Location}/lines/{lines[1]}", null)).Is(200);
        var refused = (await requester.At(without.ETag).Post($"{cart.Location}/submit")).IsProblem(409, "requests/lines-refused");
        refused.Json.GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("pointer").GetString(), error.GetProperty("code").GetString()))
            .Should().Equal(("/lines/0", "catalogue/offer-required"));

        // Once the station is asked for, and once it is there, the screen can be ordered and the tablet cannot.
        var ordered = (await Add(client, station)).Is(201);
        var request = (await requester.At(ordered.ETag).Post($"{ordered.Location}/submit")).Is(201);
        (await Reasons(client, screen, client.PersonId)).Should().BeEmpty();
        (await Add(client, tablet)).IsProblem(409, "catalogue/offer-excluded");
        (await api.As(client.Persona("approver")).At(request.ETag).Post($"{request.Location}/approve", new { contentHash = request["contentHash"] })).Is(200);
        await requester.Until(request.Location, told => told.GetProperty("status").GetString() == "completed");
        (await requester.At(without.ETag).Post($"{cart.Location}/submit")).Is(201);
        (await Reasons(client, tablet, client.PersonId)).Should().Equal("catalogue/offer-excluded");
    }

    [Fact]
    public async Task An_exclusion_that_only_the_held_offer_says_holds_too()
    {
        var client = await ActiveClient.Of(api);
        var tablet = await Offer("Tablette", null);
        var station = await Offer("Poste jaloux", new { excludes = new[] { tablet } });
        (await Add(client, tablet, station)).IsProblem(409, "catalogue/offer-excluded");
        var requester = api.As(client.Persona("requester"));
        var before = (await Add(client, tablet)).Is(201);
        var cart = (await Add(client, station)).Is(201);
        (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).Is(201);
        (await Add(client, tablet)).IsProblem(409, "catalogue/offer-excluded")["detail"].Should().Contain("« Poste jaloux »");
        (await Reasons(client, tablet, client.PersonId)).Should().Equal("catalogue/offer-excluded");
        (await requester.At(before.ETag).Post($"{before.Location}/submit")).IsProblem(409, "requests/lines-refused").Json.GetProperty("errors")[0].GetProperty("code").GetString()
            .Should().Be("catalogue/offer-excluded");
    }

    [Fact]
    public async Task A_seat_that_was_given_back_is_held_no_more()
    {
        var client = await ActiveClient.Of(api);
        var pool = await StockedPool.Of(api, 2);
        var licence = (await pool.Offer(api, PublishedOffer.Step("siege", "licence"))).Id;
        var addition = await Offer("Complément", new { requires = new[] { licence } });
        await api.As("agent.mcn").Until((await ApprovedRequest.Of(api, client, new PublishedOffer(licence, pool.PricePlanId))).Path, told => told.GetProperty("status").GetString() == "completed");
        (await Reasons(client, addition, client.PersonId)).Should().BeEmpty();
        var manager = api.As("service-manager.mcn");
        var held = (await manager.Get($"{client.Path}/licences")).Is(200).Json.GetProperty("items")[0].GetProperty("id").GetString();
        var seat = (await manager.Get($"{client.Path}/licences/{held}")).Is(200);
        (await manager.At(seat.ETag).Post($"{client.Path}/licences/{held}/release")).Is(200);
        (await Reasons(client, addition, client.PersonId)).Should().Equal("catalogue/offer-required");
    }

    [Fact]
    public async Task Terms_of_ordering_name_offers_that_exist()
    {
        var draft = await api.As("service-manager.mcn").Post("/v1/offers", await Terms("Essai", new { requires = new[] { Guid.NewGuid() } }));
        draft.IsProblem(422, "catalogue/unknown-offer");
    }

    private async Task<object> Terms(string name, object? ordering) => new
    {
        name,
        description = "Tarif fictif",
        category = "postes",
        pricePlanId = await PublishedOffer.NewPricePlan(api, "12.50"),
        plan = new[] { PublishedOffer.Step("preparer", "simulated") },
        ordering,
    };

    private async Task<string> Offer(string name, object? ordering) =>
        (await PublishedOffer.Publish(api, (await api.As("service-manager.mcn").Post("/v1/offers", await Terms(name, ordering))).Is(201))).Id;

    private Task<Reply> Add(ActiveClient client, params string[] offers) =>
        api.As(client.Persona("requester")).Post($"{client.Path}/carts", new { lines = offers.Select(offerId => new { offerId, beneficiaryId = client.PersonId }) });

    private async Task<IEnumerable<string?>> Reasons(ActiveClient client, string offerId, string? beneficiary = null)
    {
        var page = (await api.As(client.Persona("requester")).Get($"{client.Path}/catalogue?limit=200" + (beneficiary is null ? string.Empty : "&beneficiaryId=" + beneficiary))).Is(200);
        var item = page.Json.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("offerId").GetString() == offerId);
        var reasons = item.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()).ToArray();
        item.GetProperty("orderable").GetBoolean().Should().Be(reasons.Length == 0);
        return reasons;
    }
}
