using System.Text;
using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Edge;

public sealed class BadInputTests(Testing.Api api)
{
    [Theory]
    [InlineData("""{"regime":"taxable","regime":"exempt"}""", 400, "request/malformed-json")]
    [InlineData("""{"regime":"taxable" """, 400, "request/malformed-json")]
    [InlineData("[]", 422, "request/validation")]
    [InlineData("""{"regime":"taxable","autre":1}""", 422, "request/validation")]
    [InlineData("""{"regime":99}""", 422, "request/validation")]
    [InlineData("""{"regime":"inconnu"}""", 422, "request/validation")]
    [InlineData("""{}""", 422, "request/validation")]
    [InlineData("""{"regime":null}""", 422, "request/validation")]
    public async Task A_body_that_is_not_what_it_should_be_is_told_so(string body, int status, string code)
    {
        var (client, admin) = (await ActiveClient.Of(api), api.As("admin.mcn"));
        var before = (await admin.Get(client.Path)).Is(200);
        (await admin.At(before.ETag).PostJson($"{client.Path}/set-tax-regime", body)).IsProblem(status, code);
        (await admin.Get(client.Path)).ETag.Should().Be(before.ETag);
    }

    [Fact]
    public async Task All_errors_of_a_body_are_told_at_once_with_their_pointers()
    {
        var reply = await api.As("admin.mcn").PostJson("/v1/clients", """{"id":"X","name":"","neq":"1","category":"education","extra":true,"language":"\u0000"}""");
        reply.IsProblem(422, "request/validation");
        reply.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString())
            .Should().BeEquivalentTo("/id", "/name", "/neq", "/extra", "/language");
        reply.Json.GetProperty("detail").GetString().Should().StartWith("Des champs");
        (await api.As("admin.mcn").With("Accept-Language", "en").PostJson("/v1/clients", "{}"))["title"].Should().NotBe(reply["title"]);
    }

    [Theory]
    [InlineData("?limit=-5", "request/bad-query")]
    [InlineData("?limit=0", "request/bad-query")]
    [InlineData("?limit=201", "request/bad-query")]
    [InlineData("?limit=1&limit=2", "request/repeated-query")]
    [InlineData("?tri=nom", "request/unknown-query")]
    [InlineData("?cursor=%00", "request/bad-query")]
    [InlineData("?cursor=abc", "request/bad-cursor")]
    [InlineData("?cursor=%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9", "request/bad-cursor")]
    [InlineData("?status=3", "request/bad-query")]
    public async Task A_query_that_is_not_understood_is_refused(string query, string code) =>
        (await api.As("admin.mcn").Get("/v1/clients" + query)).IsProblem(400, code);

    [Fact]
    public async Task Bytes_that_are_not_text_and_bodies_that_are_too_large_are_refused()
    {
        var admin = api.As("admin.mcn");
        (await admin.PostRaw("/v1/clients", [0x7B, 0x22, 0xC3, 0x28, 0x22, 0x3A, 0x31, 0x7D])).IsProblem(400, "request/malformed-json");
        (await admin.PostRaw("/v1/clients", Encoding.UTF8.GetBytes("{\"name\":\"" + new string('x', 2_000_000) + "\"}"))).IsProblem(413, "request/too-large");
        (await admin.PostRaw("/v1/clients", "{}"u8.ToArray(), "text/plain")).IsProblem(415, "request/media-type");
        (await admin.With("Accept", "text/xml").Get("/v1/clients")).IsProblem(406, "request/not-acceptable");
    }

    [Theory]
    [InlineData("/v1/clients", """{"id":"essai-forme\n","name":"Essai","neq":"1112345678","category":"education"}""", "/id")]
    [InlineData("/v1/clients", """{"id":"essai-forme","name":"Essai","neq":"111234567٣","category":"education"}""", "/neq")]
    [InlineData("/v1/price-plans", """{"name":"Essai","validFrom":"2026-01-01","monthlyPerSeat":{"amount":"1٣","currency":"CAD"}}""", "/monthlyPerSeat")]
    [InlineData("/v1/price-plans", """{"name":"Essai","validFrom":"2026-01-01","monthlyPerSeat":{"amount":"13\n","currency":"CAD"}}""", "/monthlyPerSeat")]
    public async Task A_form_is_of_the_whole_text_and_of_plain_digits(string path, string body, string pointer)
    {
        var refused = (await api.As("admin.finance.mcn").PostJson(path, body)).IsProblem(422, "request/validation");
        refused.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).Should().Equal(pointer);
    }

    [Fact]
    public async Task Days_that_do_not_exist_are_refused()
    {
        var price = """{"name":"Tarif fictif","validFrom":"2027-02-29","monthlyPerSeat":{"amount":"1.00","currency":"CAD"}}""";
        var reply = (await api.As("finance.mcn").PostJson("/v1/price-plans", price)).IsProblem(422, "request/validation");
        reply.Text.Should().Contain("/validFrom");
        (await api.As("admin.mcn").Get("/v1/clients/quelconque?asOf=2027-02-29T00:00:00Z")).IsProblem(400, "request/bad-query");
        (await api.As("admin.mcn").Get("/v1/clients/quelconque?asOf=2026-11-23T10:00:00")).IsProblem(400, "request/bad-query");
    }

    [Fact]
    public async Task Paths_and_methods_are_exact()
    {
        var admin = api.As("admin.mcn");
        (await admin.Get("/v1/clients/")).IsProblem(404, "resource/not-found");
        (await admin.Get("/V1/clients")).IsProblem(404, "resource/not-found");
        (await admin.Get("/v1/rien")).IsProblem(404, "resource/not-found");
        var wrongMethod = await admin.Send(HttpMethod.Patch, "/v1/clients", null);
        wrongMethod.IsProblem(405, "request/method-not-allowed");
        wrongMethod.Headers["Allow"].Should().Contain("GET").And.Contain("POST");
        var head = await admin.Send(HttpMethod.Head, "/v1/clients", null);
        (head.Status, head.Text).Should().Be((200, string.Empty));
    }

    [Fact]
    public async Task Versions_are_demanded_and_compared()
    {
        var (client, admin) = (await ActiveClient.Of(api), api.As("admin.mcn"));
        (await admin.Post($"{client.Path}/activate")).IsProblem(428, "request/precondition-required");
        (await admin.At("\"1\"").Post($"{client.Path}/activate")).IsProblem(412, "request/precondition-failed-at");
        var now = (await admin.Get(client.Path)).Is(200);
        (await admin.With("If-None-Match", now.ETag).Get(client.Path)).Is(304).Text.Should().BeEmpty();
        (await admin.Get($"{client.Path}?version=1")).Is(200)["status"].Should().Be("prospect");
        (await admin.Get($"{client.Path}?version=99")).IsProblem(404, "resource/not-found");
        (await admin.Get($"{client.Path}?asOf=2001-01-01T00:00:00Z")).IsProblem(404, "resource/not-found");
        (await admin.Get($"{client.Path}?asOf=2100-01-01T00:00:00Z")).Is(200).ETag.Should().Be(now.ETag);
    }

    [Fact]
    public async Task Every_answer_bears_the_conventions_headers()
    {
        var reply = await api.As("admin.mcn").Get("/v1/clients?limit=1");
        reply.Headers.Should().ContainKeys("X-Request-Id", "X-Content-Type-Options", "Content-Language", "Vary", "Cache-Control").And.NotContainKey("Server");
    }

    [Fact]
    public async Task Pages_lose_and_double_nothing_while_others_are_added()
    {
        var (client, manager) = (await ActiveClient.Of(api), api.As("admin.mcn"));
        for (var i = 0; i < 5; i++)
        {
            await Add(i);
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await manager.Get($"{client.Path}/people?limit=2" + (cursor is null ? string.Empty : "&cursor=" + cursor))).Is(200);
            seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("unit").GetString()!));
            cursor = page.Json.GetProperty("nextCursor").GetString();
            await Add(99);
        }
        while (cursor is not null);

        seen.Should().Equal("4", "3", "2", "1", "0", "TI");

        async Task Add(int unit) => (await manager.Post($"{client.Path}/people", new { name = "Essai", email = "essai@essai.example", unit = $"{unit}" })).Is(201);
    }
}
