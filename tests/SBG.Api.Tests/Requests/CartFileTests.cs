using System.Text;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Requests;

public sealed class CartFileTests(Testing.Api api)
{
    [Fact]
    public async Task A_file_is_rehearsed_then_put_in_and_a_second_time_changes_nothing()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var cart = await Cart(client);
        var file = Bytes($"offer;beneficiary;quantity;option.taille\r\n{offer.Id};{client.PersonId};2;14\r\n{offer.Id};{client.PersonId};2;14\r\n\"{offer.Id}\";{client.PersonId};;\r\n");

        var rehearsed = (await Import(client, cart, file, "allOrNothing", dryRun: true)).Is(200);
        (rehearsed["dryRun"], rehearsed["added"], rehearsed.ETag).Should().Be(("True", "3", cart.ETag));
        var done = (await Import(client, cart, file, "allOrNothing")).Is(200);
        Outcomes(done).Should().Equal((2, "added"), (3, "added"), (4, "added"));
        done.Json.GetProperty("cart").GetProperty("lines").EnumerateArray().Select(line => (line.GetProperty("quantity").GetInt32(), line.GetProperty("options").ToString()))
            .Should().Equal((2, "{\"taille\":\"14\"}"), (2, "{\"taille\":\"14\"}"), (1, "{}"));

        var again = (await Import(client, done, file, "allOrNothing", cart: cart)).Is(200);
        (again["unchanged"], again.ETag).Should().Be(("3", done.ETag));
        var more = Bytes(Encoding.UTF8.GetString(file) + $"{offer.Id};{client.PersonId};7;16\r\n");
        Outcomes((await Import(client, done, more, "goodRows", cart: cart)).Is(200)).Should().Equal((2, "unchanged"), (3, "unchanged"), (4, "unchanged"), (5, "added"));
    }

    [Fact]
    public async Task Bad_rows_say_why_and_spoil_all_or_themselves_only()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var cart = await Cart(client);
        var file = Bytes(
            $"Offer,Beneficiary,Quantity,option.taille\n{offer.Id},{client.PersonId},1,14\n{offer.Id},{client.PersonId},0,14\n{offer.Id},{client.PersonId},1,99\n"
            + $"poste,{client.PersonId},1,\n{offer.Id},personne,1,\n{offer.Id},{client.PersonId},un,\n{offer.Id},{client.PersonId}\n{Guid.NewGuid()},{client.PersonId},1,\n");
        string?[] codes = ["requests/quantity-out-of-range", "catalogue/unknown-choice", "requests/row-bad-cell", "requests/row-bad-cell", "requests/row-bad-cell", "requests/row-malformed", "requests/unknown-offer"];

        var refused = (await Import(client, cart, file, "allOrNothing")).IsProblem(422, "requests/rows-refused");
        refused.Json.GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("pointer").GetString(), error.GetProperty("code").GetString()))
            .Should().Equal(codes.Select((code, i) => ((string?)$"/rows/{i + 3}", code)));
        Outcomes((await Import(client, cart, file, "allOrNothing", dryRun: true)).Is(200))[0].Should().Be((2, "leftOut"));
        (await api.As(client.Persona("requester")).Get(cart.Location)).Is(200).ETag.Should().Be(cart.ETag);

        var done = (await Import(client, cart, file, "goodRows")).Is(200);
        (done["added"], done["refused"]).Should().Be(("1", "7"));
        done.Json.GetProperty("rows").EnumerateArray().Skip(1).Select(row => row.GetProperty("code").GetString()).Should().Equal(codes);
    }

    [Fact]
    public async Task Files_of_older_programs_are_read_and_others_refused()
    {
        var manager = api.As("service-manager.mcn");
        var client = await ActiveClient.Of(api);
        var offer = (await manager.Post("/v1/offers", new
        {
            name = "Écran",
            description = "Tarif fictif",
            category = "postes",
            pricePlanId = await PublishedOffer.NewPricePlan(api, "5.00"),
            plan = new[] { PublishedOffer.Step("preparer", "simulated") },
            options = new[] { new { key = "qualite", label = "Qualité", choices = new[] { "élevée" }, required = true } },
        })).Is(201);
        await PublishedOffer.Publish(api, offer);
        var cart = await Cart(client);
        var text = $"offer;beneficiary;option.qualite\r\n{offer.Id};{client.PersonId};élevée\r\n";

        (await Import(client, cart, Encoding.Latin1.GetBytes(text), "allOrNothing", dryRun: true)).Is(200)["added"].Should().Be("1");
        (await Import(client, cart, [.. Encoding.UTF8.GetPreamble(), .. Bytes(text)], "allOrNothing", dryRun: true)).Is(200)["added"].Should().Be("1");
        (await Import(client, cart, Bytes("offer;quantity\n"), "goodRows")).IsProblem(422, "requests/file-lacks-columns");
        (await Import(client, cart, [], "goodRows")).IsProblem(422, "requests/file-lacks-columns");
        (await Import(client, cart, Bytes("offer,beneficiary\n" + string.Concat(Enumerable.Repeat("a,b\n", 1001))), "goodRows")).IsProblem(422, "requests/file-too-long");
        (await Import(client, cart, Bytes(text), "sometimes")).IsProblem(422, "request/validation");
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static (int, string?)[] Outcomes(Reply reply) =>
        [.. reply.Json.GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("row").GetInt32(), row.GetProperty("outcome").GetString()))];

    private async Task<Reply> Cart(ActiveClient client) => (await api.As(client.Persona("requester")).Post($"{client.Path}/carts", new { })).Is(201);

    private async Task<Reply> Import(ActiveClient client, Reply seen, byte[] file, string mode, bool dryRun = false, Reply? cart = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "lignes.csv" }, { new StringContent(mode), "mode" } };
        if (dryRun)
        {
            form.Add(new StringContent("true"), "dryRun");
        }

        return await api.As(client.Persona("requester")).At(seen.ETag).Send(HttpMethod.Post, $"{(cart ?? seen).Location}/lines/import", form);
    }
}
