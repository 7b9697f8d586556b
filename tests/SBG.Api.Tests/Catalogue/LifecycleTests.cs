using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using SBG.Api.Catalogue.Lifecycle;
using SBG.Testing;
using SBG.Testing.Worlds;
using Wolverine;
using Xunit;

namespace SBG.Api.Tests.Catalogue;

/// <summary>The service's clock can be shifted; messages are delivered by the system's.</summary>
public sealed class LifecycleTests(LifecycleTests.Shifted api) : IClassFixture<LifecycleTests.Shifted>
{
    private readonly Caller _anne = api.As("service-manager.mcn");
    private readonly Caller _ben = api.As("florence@service-manager.mcn");

    [Fact]
    public async Task A_version_takes_two_people()
    {
        var draft = await Draft();
        (await _anne.At(draft.ETag).Post($"{draft.Location}/publish")).IsProblem(409, "catalogue/not-reviewed");
        var proposed = (await _anne.At(draft.ETag).Post($"{draft.Location}/propose")).Is(200);
        (proposed["status"], Actions(proposed)).Should().Be(("review", "revise, retire"));
        (await _anne.At(proposed.ETag).Post($"{draft.Location}/approve")).IsProblem(409, "catalogue/own-proposal");
        Actions((await _ben.Get(draft.Location)).Is(200)).Should().Be("revise, approve, sendBack, retire");

        var back = (await _ben.At(proposed.ETag).Post($"{draft.Location}/send-back", new { reason = "Le prix manque de clarté" })).Is(200);
        back.Json.GetProperty("review").GetProperty("reason").GetString().Should().Be("Le prix manque de clarté");
        (await _anne.At(back.ETag).Post($"{draft.Location}/publish")).IsProblem(409, "catalogue/not-reviewed");
        var approved = await PublishedOffer.Approve(api, back);
        Actions(approved).Should().Be("revise, pilot, publish, retire");
        var revised = (await _anne.At(approved.ETag).Post($"{draft.Location}/revise", await Terms("Autre"))).Is(200);
        (await _anne.At(revised.ETag).Post($"{draft.Location}/publish")).IsProblem(409, "catalogue/not-reviewed");

        var published = await PublishedOffer.Publish(api, revised);
        var version = published.Json.GetProperty("versions")[0];
        (version.GetProperty("stage").GetString(), version.GetProperty("review").GetProperty("proposedBy").GetString(), version.GetProperty("review").GetProperty("reviewedBy").GetString())
            .Should().Be(("published", "service-manager.mcn", "florence@service-manager.mcn"));
        (await _anne.At(published.ETag).Post($"{draft.Location}/publish")).IsProblem(409, "catalogue/nothing-new");
    }

    [Fact]
    public async Task A_pilot_is_seen_and_ordered_by_those_it_names_and_becomes_the_version_that_all_order()
    {
        var (trying, other) = (await ActiveClient.Of(api), await ActiveClient.Of(api));
        var approved = await PublishedOffer.Approve(api, await Draft());
        var path = $"/v1/offers/{approved.Id}";
        (await _anne.At(approved.ETag).Post($"{path}/pilot", new { clients = new[] { "nul-organisme" } })).IsProblem(422, "catalogue/unknown-client");
        var pilot = (await _anne.At(approved.ETag).Post($"{path}/pilot", new { clients = new[] { trying.Id } })).Is(200);
        pilot["status"].Should().Be("pilot");
        (await Seen(trying, approved.Id)).Should().Be((1, true));
        (await Seen(other, approved.Id)).Should().BeNull();
        (await api.As(other.Persona("requester")).Get($"{path}/versions/1")).IsProblem(404, "resource/not-found");
        (await api.As(trying.Persona("requester")).Get($"{path}/versions/1")).Is(200);
        (await Order(other, approved.Id)).IsProblem(422, "requests/unknown-offer");
        var cart = (await Order(trying, approved.Id)).Is(201);

        var ended = (await _anne.At(pilot.ETag).Post($"{path}/end-pilot")).Is(200);
        (await Submit(trying, cart)).IsProblem(409, "requests/lines-refused").Text.Should().Contain("requests/version-withdrawn");
        (await Order(trying, approved.Id)).IsProblem(422, "requests/unknown-offer");
        var again = (await _anne.At(ended.ETag).Post($"{path}/pilot", new { clients = new[] { trying.Id } })).Is(200);
        (await Seen(trying, approved.Id)).Should().Be((2, true));
        (await _anne.At(again.ETag).Post($"{path}/publish")).Is(200);
        (await Seen(other, approved.Id)).Should().Be((2, true), "what was tried is what is published");
        (await Order(other, approved.Id)).Is(201);
    }

    [Fact]
    public async Task A_publication_is_awaited_over_a_restart_holds_by_its_instant_and_is_told_once()
    {
        var client = await ActiveClient.Of(api);
        var approved = await PublishedOffer.Approve(api, await Draft());
        var path = $"/v1/offers/{approved.Id}";
        var at = DateTimeOffset.UtcNow.AddMinutes(30);
        (await _anne.At(approved.ETag).Post($"{path}/publish", new { at = DateTimeOffset.UtcNow.AddHours(-1) })).IsProblem(422, "catalogue/instant-out-of-range");
        var awaited = (await _anne.At(approved.ETag).Post($"{path}/publish", new { at })).Is(200);
        (awaited["status"], Actions(awaited)).Should().Be(("draft", "revise, withdrawPublication, retire"));
        (await Seen(client, approved.Id)).Should().BeNull();
        (await Order(client, approved.Id)).IsProblem(422, "requests/unknown-offer");
        await Deliver(new TellPublication(Guid.Parse(approved.Id), 1)); // too early
        (await _anne.Get(path)).ETag.Should().Be(awaited.ETag);

        api.Hands.Ahead = TimeSpan.FromMinutes(45); // nobody told yet: the message waits for the system's clock
        try
        {
            (await Seen(client, approved.Id)).Should().Be((1, true));
            (await Order(client, approved.Id)).Is(201).Json.GetProperty("lines")[0].GetProperty("offerVersion").GetInt32().Should().Be(1);
            (await _anne.At(awaited.ETag).Post($"{path}/withdraw-publication")).IsProblem(409, "catalogue/no-publication-awaited");
            await api.Restart();
            var message = new TellPublication(Guid.Parse(approved.Id), 1);
            await Deliver(message, message);
            var told = (await _anne.Get(path)).Is(200);
            told["status"].Should().Be("published");
            told.Json.GetProperty("versions")[0].GetProperty("publishedAt").GetDateTimeOffset().Should().BeCloseTo(at, TimeSpan.FromMilliseconds(1), "late or not, it happened then");
            told.ETag.Should().Be($"\"{int.Parse(awaited.ETag.Trim('"'), System.Globalization.CultureInfo.InvariantCulture) + 1}\"", "a duplicate tells nothing");
        }
        finally
        {
            api.Hands.Ahead = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task What_is_due_comes_by_itself_and_what_was_called_off_does_not()
    {
        var off = await PublishedOffer.Approve(api, await Draft());
        var on = await PublishedOffer.Approve(api, await Draft());
        var at = DateTimeOffset.UtcNow.AddSeconds(4);
        var awaited = (await _anne.At(off.ETag).Post($"/v1/offers/{off.Id}/publish", new { at })).Is(200);
        var withdrawn = (await _anne.At(awaited.ETag).Post($"/v1/offers/{off.Id}/withdraw-publication")).Is(200);
        (await _anne.At(on.ETag).Post($"/v1/offers/{on.Id}/publish", new { at })).Is(200);
        await api.Restart();
        var published = await _anne.Until($"/v1/offers/{on.Id}", told => told.GetProperty("status").GetString() == "published");
        (await _anne.Get($"/v1/offers/{off.Id}")).ETag.Should().Be(withdrawn.ETag);

        var retired = (await _anne.At(published.ETag).Post($"/v1/offers/{on.Id}/retire", new { at = DateTimeOffset.UtcNow.AddHours(1) })).Is(200);
        var stays = (await _anne.At(retired.ETag).Post($"/v1/offers/{on.Id}/withdraw-retirement")).Is(200);
        (await _anne.At(stays.ETag).Post($"/v1/offers/{on.Id}/retire", new { at = DateTimeOffset.UtcNow.AddSeconds(2) })).Is(200);
        await _anne.Until($"/v1/offers/{on.Id}", told => told.GetProperty("status").GetString() == "retired");
        (await Order(await ActiveClient.Of(api), on.Id)).IsProblem(409, "requests/offer-retired");
    }

    private static string Actions(Reply offer) => string.Join(", ", offer.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString()));

    private static async Task<object> TermsOf(Testing.Api api, string name) => new
    {
        name,
        description = "Tarif fictif",
        category = "postes",
        pricePlanId = await PublishedOffer.NewPricePlan(api, "12.50"),
        plan = new[] { PublishedOffer.Step("preparer", "simulated") },
    };

    private Task<object> Terms(string name) => TermsOf(api, name);

    private async Task<Reply> Draft() => (await _anne.Post("/v1/offers", await Terms("Poste de travail"))).Is(201);

    private async Task<(int Version, bool Orderable)?> Seen(ActiveClient client, string offerId)
    {
        var items = (await api.As(client.Persona("requester")).Get($"{client.Path}/catalogue?limit=200")).Is(200).Json.GetProperty("items").EnumerateArray();
        return items.Where(item => item.GetProperty("offerId").GetString() == offerId).Select(item => ((int, bool)?)(item.GetProperty("version").GetInt32(), item.GetProperty("orderable").GetBoolean()))
            .SingleOrDefault();
    }

    private Task<Reply> Order(ActiveClient client, string offerId) =>
        api.As(client.Persona("requester")).Post($"{client.Path}/carts", new { lines = new[] { new { offerId, beneficiaryId = client.PersonId } } });

    private Task<Reply> Submit(ActiveClient client, Reply cart) => api.As(client.Persona("requester")).At(cart.ETag).Post($"{cart.Location}/submit");

    private async Task Deliver(params object[] messages)
    {
        await using var scope = api.Services.CreateAsyncScope();
        foreach (var message in messages)
        {
            await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync("mcn", message, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A service whose clock can be shifted.</summary>
    public sealed class Shifted : Testing.Api
    {
        public ShiftedClock Hands { get; } = new();

        protected override TimeProvider Clock => Hands;

        public override Task<string> Token(string persona) => Task.FromResult(Forge(persona, TokenFlaw.None));
    }
}
