using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SBG.Api.Kernel;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Edge;

public sealed class KeptAnswersTests : IAsyncLifetime
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private readonly Behind _api = new();

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task An_answer_is_kept_for_a_day_and_no_longer()
    {
        var (client, key) = (await ActiveClient.Of(_api), Guid.NewGuid().ToString());
        var first = await Register(client, key);
        _api.Shifted.Ahead += Day - TimeSpan.FromMinutes(5);
        (await Register(client, key)).Id.Should().Be(first.Id);
        _api.Shifted.Ahead += TimeSpan.FromMinutes(6);
        (await Register(client, key)).Id.Should().NotBe(first.Id);
    }

    [Fact]
    public async Task Old_answers_are_removed_by_one_node_at_a_time()
    {
        var (stop, idempotency) = (TestContext.Current.CancellationToken, _api.Services.GetRequiredService<Idempotency>());
        await Register(await ActiveClient.Of(_api), "ancienne");
        (await idempotency.PurgeInTurn(stop)).Should().Be(0, "its day is not over");
        _api.Shifted.Ahead += Day + TimeSpan.FromMinutes(1);
        await using var other = new NpgsqlConnection(_api.ConnectionString);
        await other.OpenAsync(stop);
        await Ask(other, "select pg_advisory_lock($1)", Idempotency.PurgeLock);
        (await idempotency.PurgeInTurn(stop)).Should().Be(0, "another node is at it");
        await Ask(other, "select pg_advisory_unlock($1)", Idempotency.PurgeLock);
        (await idempotency.PurgeInTurn(stop)).Should().Be(1);
    }

    [Fact]
    public async Task A_node_removes_old_answers_when_it_starts()
    {
        await Register(await ActiveClient.Of(_api), "ancienne");
        _api.Shifted.Ahead += Day + TimeSpan.FromMinutes(1);
        await _api.Restart();
        await using var database = new NpgsqlConnection(_api.ConnectionString);
        await database.OpenAsync(TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await Ask(database, "select count(*) from sbg.idempotency_keys where key = $1", "ancienne") is not 0L)
        {
            await tick.WaitForNextTickAsync(patience.Token);
        }
    }

    private static async Task<object?> Ask(NpgsqlConnection connection, string sql, object parameter)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = parameter } } };
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Reply> Register(ActiveClient client, string key) =>
        (await _api.As("admin.mcn").With("Idempotency-Key", key).Post($"{client.Path}/people", new { name = "Essai", email = "essai@essai.example", unit = "TI" })).Is(201);

    /// <summary>Its clock starts more than a day behind, so that a token of now lives all along.</summary>
    private sealed class Behind : Testing.Api
    {
        public ShiftedClock Shifted { get; } = new() { Ahead = TimeSpan.FromHours(-26) };

        protected override TimeProvider Clock => Shifted;

        public override Task<string> Token(string persona) => Task.FromResult(Forge(persona, TokenFlaw.None));
    }
}
