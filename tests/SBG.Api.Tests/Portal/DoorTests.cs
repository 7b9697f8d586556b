using System.Net;
using System.Security.Cryptography;
using FluentAssertions;
using SBG.Api.Portal.SignIn;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Portal;

public sealed class DoorTests(Testing.Api api)
{
    [Fact]
    public async Task Nobody_sees_a_page_without_signing_in_and_nobody_sees_another_clients()
    {
        var (own, other) = (await ActiveClient.Of(api), await ActiveClient.Of(api));
        using var stranger = new Visitor(api);
        await stranger.Open("/portail/panier");
        stranger.Path.Should().Be("/connect/authorize");

        using var ana = await Visitor.Of(api, own.Persona("ana@requester"));
        await ana.Open($"/portail/organismes/{other.Id}/demandes");
        (ana.Answer.StatusCode, ana.Page.QuerySelector("h1")!.TextContent).Should().Be((HttpStatusCode.NotFound, "Introuvable"));
        await ana.Open("/portail/dossier");
        ana.Answer.StatusCode.Should().Be(HttpStatusCode.Forbidden, "the API decides, not the menu");
        await ana.Open("/portail/n-existe-pas");
        (ana.Answer.StatusCode, ana.Answer.Content.Headers.ContentType!.MediaType).Should().Be((HttpStatusCode.NotFound, "text/html"));
    }

    [Fact]
    public async Task Pages_and_cookies_are_hardened()
    {
        var client = await ActiveClient.Of(api);
        using var ana = await Visitor.Of(api, client.Persona("ana@requester"));
        var headers = ana.Answer.Headers;
        headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'").And.NotContain("unsafe");
        headers.GetValues("X-Content-Type-Options").Single().Should().Be("nosniff");
        headers.CacheControl!.NoStore.Should().BeTrue();
        ana.Page.QuerySelectorAll("script, [style], [onclick]").Should().BeEmpty();
        ana.Cookies.GetAllCookies().Should().NotBeEmpty().And.OnlyContain(cookie => cookie.HttpOnly);

        await ana.Open($"/portail/organismes/{client.Id}/incidents/nouveau");
        await ana.Send("report", ("title", "Sans jeton"), ("__RequestVerificationToken", "autre"));
        ana.Answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, "a form of another site is not taken");
    }

    [Theory]
    [InlineData("/portail/panier", "/portail/panier")]
    [InlineData("https://ailleurs.example/", "/portail")]
    [InlineData("//ailleurs.example/", "/portail")]
    [InlineData("/portail//ailleurs.example", "/portail")]
    [InlineData("/portail/\\ailleurs.example", "/portail")]
    [InlineData("/portailautre", "/portail")]
    [InlineData(null, "/portail")]
    public void Who_signs_in_goes_nowhere_else(string? told, string taken) => LocalPath.Of(told).Should().Be(taken);

    [Fact]
    public async Task Who_signs_out_is_out()
    {
        var client = await ActiveClient.Of(api);
        using var ana = await Visitor.Of(api, client.Persona("ana@requester"));
        var token = ana.Page.QuerySelector("form.who input")!.GetAttribute("value")!;
        await ana.Show(new(HttpMethod.Post, "/portail/deconnexion") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) });
        ana.Path.Should().Be("/portail/au-revoir");
        await ana.Open("/portail");
        ana.Path.Should().Be("/connect/authorize");
    }

    [Fact]
    public void What_is_protected_opens_for_its_purpose_on_every_node_as_long_as_its_key_is_on_the_ring()
    {
        var (first, second) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        var sealedBytes = new KeyRingProtection(new("a", Keys(("a", first)))).CreateProtector("x").CreateProtector("y").Protect([1, 2, 3]);

        var after = new KeyRingProtection(new("b", Keys(("a", first), ("b", second))));
        after.CreateProtector("x").CreateProtector("y").Unprotect(sealedBytes).Should().Equal(1, 2, 3);
        foreach (var refused in new Action[]
        {
            () => after.CreateProtector("x").CreateProtector("z").Unprotect(sealedBytes),
            () => after.CreateProtector("x/y").Unprotect(sealedBytes),
            () => after.CreateProtector("x").CreateProtector("y").Unprotect([.. sealedBytes[..^1], (byte)(sealedBytes[^1] ^ 1)]),
            () => after.CreateProtector("x").CreateProtector("y").Unprotect([]),
            () => new KeyRingProtection(new("b", Keys(("b", second)))).CreateProtector("x").CreateProtector("y").Unprotect(sealedBytes),
        })
        {
            refused.Should().Throw<CryptographicException>();
        }
    }

    private static Dictionary<string, byte[]> Keys(params (string Id, byte[] Key)[] keys) => keys.ToDictionary(key => key.Id, key => key.Key);
}
