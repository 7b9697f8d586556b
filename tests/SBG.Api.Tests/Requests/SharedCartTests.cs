using System.Net.Http.Json;
using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Requests;

public sealed class SharedCartTests(Testing.Api api, ITestOutputHelper output)
{
    private const int AtOnce = 4;

    [Fact]
    public async Task Two_people_edit_one_cart_of_300_lines_at_once_and_every_line_is_accounted_for()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var (ana, bo) = (api.As(client.Persona("ana@requester")), api.As(client.Persona("bo@requester")));
        var cart = (await ana.Post($"{client.Path}/carts", new { lines = Enumerable.Range(1, 300).Select(quantity => Line(client, offer, quantity)) })).Is(201);
        (await ana.At(cart.ETag).Post($"{cart.Location}/share", new { subjects = new[] { client.Persona("bo@requester") }, right = "change" })).Is(200);
        var lines = Lines(cart).Select(line => line.GetProperty("lineId").GetString()!).ToArray();

        // Both work from the cart as it was first seen; Ana changes the first hundred, Bo takes out the second, both put fifty in.
        var anas = lines[..100].Select(line => Change(ana, cart, client, line, 1000)).Concat(Added(ana, cart, client, offer, 700));
        var bos = lines[100..200].Select(line => Remove(bo, cart, line)).Concat(Added(bo, cart, client, offer, 800));
        await Task.WhenAll(InTurns(anas), InTurns(bos));

        var after = (await bo.Get(cart.Location)).Is(200);
        var quantities = Lines(after).ToDictionary(line => line.GetProperty("lineId").GetString()!, line => line.GetProperty("quantity").GetInt32());
        quantities.Should().HaveCount(300);
        lines[..100].Should().OnlyContain(line => quantities[line] == 1000);
        lines[100..200].Should().OnlyContain(line => !quantities.ContainsKey(line));
        lines[200..].Select(line => quantities[line]).Should().Equal(Enumerable.Range(201, 100));
        quantities.Where(line => !lines.Contains(line.Key)).Select(line => line.Value).Order()
            .Should().Equal(Enumerable.Range(700, 50).Concat(Enumerable.Range(800, 50)));

        var events = await History(ana, cart);
        var told = events.CountBy(e => (Type: e.GetProperty("type").GetString()!, By: e.GetProperty("actor").GetString()!.Split('@')[0])).OrderBy(e => e.Key).ToArray();
        output.WriteLine(string.Join('\n', told.Select(e => $"{e.Key.Type} by {e.Key.By}: {e.Value}")));
        told.Should().Equal(
            new(("cart_line_changed", "ana"), 100), new(("cart_line_removed", "bo"), 100), new(("cart_lines_added", "ana"), 51),
            new(("cart_lines_added", "bo"), 50), new(("cart_opened", "ana"), 1), new(("cart_shared", "ana"), 1));
        after.ETag.Should().Be($"\"{events.Count}\"");
        events.Where(e => e.GetProperty("type").GetString() == "cart_line_removed").Select(e => e.GetProperty("data").GetProperty("lineId").GetString())
            .Should().BeEquivalentTo(lines[100..200]);
    }

    [Fact]
    public async Task One_line_is_never_overwritten_unseen()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var (ana, bo) = (api.As(client.Persona("ana@requester")), api.As(client.Persona("bo@requester")));
        var cart = (await ana.Post($"{client.Path}/carts", new { lines = new[] { Line(client, offer, 1), Line(client, offer, 2) } })).Is(201);
        (await ana.At(cart.ETag).Post($"{cart.Location}/share", new { right = "change" })).Is(200);
        var lines = Lines(cart).Select(line => line.GetProperty("lineId").GetString()!).ToArray();

        var changed = await Change(bo, cart, client, lines[0], 7);
        (await ana.At(cart.ETag).Send(HttpMethod.Put, $"{cart.Location}/lines/{lines[0]}", Body(client, 9))).IsProblem(412, "request/precondition-failed-at");
        (await ana.At(cart.ETag).Send(HttpMethod.Delete, $"{cart.Location}/lines/{lines[0]}", null)).IsProblem(412, "request/precondition-failed-at");
        (await ana.At("\"99\"").Send(HttpMethod.Delete, $"{cart.Location}/lines/{lines[1]}", null)).IsProblem(412, "request/precondition-failed-at");
        var version = Lines(changed.Is(200)).Single(line => line.GetProperty("lineId").GetString() == lines[0]).GetProperty("version").GetInt32();
        (await ana.At($"\"{version}\"").Send(HttpMethod.Put, $"{cart.Location}/lines/{lines[0]}", Body(client, 9))).Is(200);
        (await ana.At(changed.ETag).Post($"{cart.Location}/submit")).IsProblem(412, "request/precondition-failed-at");
    }

    [Fact]
    public async Task Colleagues_do_what_a_cart_is_shared_for_and_no_more()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var (ana, bo) = (api.As(client.Persona("ana@requester")), api.As(client.Persona("bo@requester")));
        var cart = (await ana.Post($"{client.Path}/carts", new { lines = new[] { Line(client, offer, 1) } })).Is(201);
        (await bo.At(cart.ETag).Post($"{cart.Location}/share", new { right = "read" })).IsProblem(404, "resource/not-found");
        (await ana.At(cart.ETag).Post($"{cart.Location}/share", new { right = "read", subjects = Enumerable.Range(0, 101).Select(i => $"s{i}") })).IsProblem(422, "request/validation");
        var hundred = (await ana.At(cart.ETag).Post($"{cart.Location}/share", new { right = "read", subjects = Enumerable.Range(0, 100).Select(i => $"s{i}") })).Is(200);
        (await ana.At(hundred.ETag).Post($"{cart.Location}/share", new { right = "read", subjects = new[] { "s101" } })).IsProblem(422, "requests/too-many-shares");

        var shared = (await ana.At(cart.ETag).Post($"{cart.Location}/share", new { right = "read" })).Is(200);
        Actions(shared).Should().Equal("addLines", "share", "unshare", "submit");
        Actions((await bo.Get(cart.Location)).Is(200)).Should().BeEmpty();
        (await bo.Get($"{client.Path}/carts")).Is(200).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()).Should().Equal(cart.Id);
        (await bo.At(shared.ETag).Post($"{cart.Location}/lines", new { lines = new[] { Line(client, offer, 1) } })).IsProblem(403, "requests/cart-read-only");

        var open = (await ana.At(shared.ETag).Post($"{cart.Location}/share", new { right = "change" })).Is(200);
        Actions((await bo.Get(cart.Location)).Is(200)).Should().Equal("addLines");
        (await bo.At(open.ETag).Post($"{cart.Location}/submit")).IsProblem(403, "requests/not-cart-owner");
        var other = await ActiveClient.Of(api);
        (await api.As(other.Persona("requester")).Get(cart.Location)).IsProblem(404, "resource/not-found");

        var closed = (await ana.At(open.ETag).Post($"{cart.Location}/unshare", new { })).Is(200);
        (await bo.Get(cart.Location)).IsProblem(404, "resource/not-found");
        (await ana.At(closed.ETag).Post($"{cart.Location}/unshare", new { })).Is(200).ETag.Should().Be(closed.ETag);
    }

    private static IEnumerable<Task<Reply>> Added(Caller caller, Reply cart, ActiveClient client, PublishedOffer offer, int from) =>
        Enumerable.Range(from, 50).Select(quantity => caller.At(cart.ETag).Post($"{cart.Location}/lines", new { lines = new[] { Line(client, offer, quantity) } }));

    private static Task<Reply> Change(Caller caller, Reply cart, ActiveClient client, string line, int quantity) =>
        caller.At(cart.ETag).Send(HttpMethod.Put, $"{cart.Location}/lines/{line}", Body(client, quantity));

    private static Task<Reply> Remove(Caller caller, Reply cart, string line) => caller.At(cart.ETag).Send(HttpMethod.Delete, $"{cart.Location}/lines/{line}", null);

    private static async Task InTurns(IEnumerable<Task<Reply>> calls)
    {
        foreach (var some in calls.Chunk(AtOnce))
        {
            foreach (var reply in await Task.WhenAll(some))
            {
                reply.Is(200);
            }
        }
    }

    private static async Task<List<JsonElement>> History(Caller caller, Reply cart)
    {
        var events = new List<JsonElement>();
        for (string? cursor = "0"; cursor is not null;)
        {
            var page = (await caller.Get($"{cart.Location}/history?limit=200&cursor={cursor}")).Is(200).Json;
            events.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        return events;
    }

    private static JsonContent Body(ActiveClient client, int quantity) => JsonContent.Create(new { beneficiaryId = client.PersonId, quantity });

    private static object Line(ActiveClient client, PublishedOffer offer, int quantity) => new { offerId = offer.Id, beneficiaryId = client.PersonId, quantity };

    private static JsonElement.ArrayEnumerator Lines(Reply cart) => cart.Json.GetProperty("lines").EnumerateArray();

    private static IEnumerable<string?> Actions(Reply reply) => reply.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString());
}
