using System.Security.Cryptography;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Privacy;

public sealed class KeyRotationTests : IAsyncLifetime
{
    private const string Name = "Zénobie Essai";
    private readonly Ringed _api = new();

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_key_that_wraps_nothing_any_more_can_go()
    {
        var client = await ActiveClient.Of(_api);
        (await NameOf(client)).Should().Be(Name);

        await RestartWith("new", "old", "new");
        (await NameOf(client)).Should().Be(Name);
        var vault = _api.Services.GetRequiredService<Vault>();
        (await vault.Rewrap(TestContext.Current.CancellationToken)).Should().BePositive();
        (await vault.Rewrap(TestContext.Current.CancellationToken)).Should().Be(0);

        await RestartWith("new", "new");
        (await NameOf(client)).Should().Be(Name);
    }

    [Fact]
    public async Task A_key_that_goes_too_early_reads_as_destroyed_until_it_is_back()
    {
        var client = await ActiveClient.Of(_api);
        await RestartWith("new", "new");
        (await NameOf(client)).Should().BeNull();
        await RestartWith("new", "old", "new");
        (await NameOf(client)).Should().Be(Name);
    }

    [Fact]
    public async Task A_destroyed_data_key_reveals_nothing_and_seals_nothing_any_more()
    {
        var (client, stop) = (await ActiveClient.Of(_api), TestContext.Current.CancellationToken);
        var vault = _api.Services.GetRequiredService<Vault>();
        (await NameOf(client)).Should().Be(Name);
        await vault.Destroy(client.PersonId, stop);
        (await NameOf(client)).Should().BeNull();
        await vault.Invoking(sealing => sealing.Seal(client.PersonId, "encore", stop).AsTask()).Should().ThrowAsync<ProblemException>();

        await RestartWith("new", "old", "new");
        await _api.Services.GetRequiredService<Vault>().Rewrap(stop);
        (await NameOf(client)).Should().BeNull();
    }

    private async Task<string?> NameOf(ActiveClient client) =>
        (await _api.As("admin.mcn").Get($"{client.Path}/people/{client.PersonId}")).Is(200).Json.TryGetProperty("name", out var name) ? name.GetString() : null;

    private Task RestartWith(string current, params string[] keys)
    {
        (_api.Current, _api.Ring) = (current, keys);
        return _api.Restart();
    }

    private sealed class Ringed : Testing.Api
    {
        private readonly Dictionary<string, string> _keys = new() { ["old"] = NewKey(), ["new"] = NewKey() };

        public string Current { get; set; } = "old";

        public string[] Ring { get; set; } = ["old"];

        protected override void Configure(WebApplicationBuilder builder)
        {
            builder.Configuration["Sealing:CurrentKey"] = Current;
            foreach (var key in Ring)
            {
                builder.Configuration["Sealing:Keys:" + key] = _keys[key];
            }
        }

        private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    }
}
