using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SBG.Api.Requests;
using SBG.Testing;
using SBG.Testing.Worlds;
using Wolverine;
using Xunit;

namespace SBG.Api.Tests.Requests;

public sealed class CartExpiryTests(ApiOfThePast api) : IClassFixture<ApiOfThePast>
{
    [Fact]
    public async Task A_cart_is_announced_then_ended_and_a_change_begins_anew()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var requester = api.As(client.Persona("requester"));
        var line = new { offerId = offer.Id, beneficiaryId = client.PersonId };
        var cart = (await requester.Post($"{client.Path}/carts", new { lines = new[] { line } })).Is(201);

        (await LookAfter(26)).ETag.Should().Be(cart.ETag, "it is too early");
        var announced = await LookAfter(27.1);
        announced.Json.GetProperty("expiresAt").GetDateTimeOffset().Should().BeCloseTo(DateTimeOffset.UtcNow.AddDays(-70), TimeSpan.FromDays(0.2));
        (await LookAfter(29)).ETag.Should().Be(announced.ETag, "it was told already");

        var changed = (await requester.At(announced.ETag).Post($"{cart.Location}/lines", new { lines = new[] { line } })).Is(200);
        changed.Json.TryGetProperty("expiresAt", out var none).Should().Be(none.ValueKind == System.Text.Json.JsonValueKind.Null);
        (await LookAfter(31)).ETag.Should().Be(changed.ETag);
        (await LookAfter(56.2))["status"].Should().Be("open");
        var expired = await LookAfter(59.4);
        expired["status"].Should().Be("expired");
        (await LookAfter(70)).ETag.Should().Be(expired.ETag, "it is over once");
        (await requester.At(expired.ETag).Post($"{cart.Location}/submit")).IsProblem(409, "requests/cart-expired");
        (await requester.Get($"{cart.Location}/history")).Is(200).Json.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("type").GetString())
            .Should().Equal("cart_opened", "cart_lines_added", "cart_expiry_announced", "cart_lines_added", "cart_expiry_announced", "cart_expired");

        async Task<Reply> LookAfter(double days)
        {
            api.Day = days;
            await using var scope = api.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(client.Id, new LookAtCart(Guid.Parse(cart.Id)), TestContext.Current.CancellationToken);
            return (await requester.Get(cart.Location)).Is(200);
        }
    }
}

public sealed class ShortLivedCartTests(ApiOfShortLivedCarts api) : IClassFixture<ApiOfShortLivedCarts>
{
    [Fact]
    public async Task Carts_end_by_themselves()
    {
        var client = await ActiveClient.Of(api);
        var requester = api.As(client.Persona("requester"));
        var cart = (await requester.Post($"{client.Path}/carts", new { })).Is(201);
        (await requester.Until(cart.Location, now => now.GetProperty("status").GetString() == "expired")).ETag.Should().Be("\"3\"");
    }
}

/// <summary>A service that begins a hundred days ago.</summary>
public sealed class ApiOfThePast : Testing.Api
{
    private readonly ShiftedClock _clock = new() { Ahead = TimeSpan.FromDays(-100) };

    /// <summary>The days since the beginning; so few that tokens of today are never too old.</summary>
    public double Day
    {
        set => _clock.Ahead = TimeSpan.FromDays(value - 100);
    }

    /// <inheritdoc/>
    protected override TimeProvider Clock => _clock;

    /// <inheritdoc/>
    public override Task<string> Token(string persona) => Task.FromResult(Forge(persona, TokenFlaw.None));
}

/// <summary>A service whose carts last a moment.</summary>
public sealed class ApiOfShortLivedCarts : Testing.Api
{
    /// <inheritdoc/>
    protected override void Configure(WebApplicationBuilder builder) =>
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Carts:Lifetime"] = "00:00:02", ["Carts:Notice"] = "00:00:01" });
}
