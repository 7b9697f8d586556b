using System.Net;
using FluentAssertions;
using Npgsql;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Hosting;

/// <summary>A service whose line to the database can be frozen.</summary>
public sealed class ApiBehindRelay : Testing.Api
{
    /// <summary>The line.</summary>
    public Relay Line { get; private set; } = null!;

    /// <inheritdoc/>
    protected override string Reach(string connectionString)
    {
        var direct = new NpgsqlConnectionStringBuilder(connectionString);
        Line = new(direct.Host!, direct.Port);
        return new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = Line.Port }.ConnectionString;
    }
}

public sealed class FrozenDatabaseTests(ApiBehindRelay api) : IClassFixture<ApiBehindRelay>
{
    [Fact]
    public async Task Nobody_waits_for_a_database_that_is_frozen()
    {
        var stop = TestContext.Current.CancellationToken;
        var client = await ActiveClient.Of(api);
        var admin = api.As("admin.mcn");
        var person = new { name = "Essai", email = "essai@essai.example", unit = "TI" };
        await Until(HttpStatusCode.OK);
        var before = await People();
        async Task<int> People() => (await admin.Get($"{client.Path}/people")).Json.GetProperty("items").GetArrayLength();

        api.Line.Freeze();
        var waiting = Enumerable.Range(0, 20).Select(_ => admin.Get(client.Path)).ToList();
        var writing = admin.With("Idempotency-Key", "frozen").Post($"{client.Path}/people", person);
        foreach (var answer in await Task.WhenAll([.. waiting, writing]))
        {
            answer.IsProblem(503, "server/unavailable");
            answer.Headers["Retry-After"].Should().Be("1");
        }

        await Until(HttpStatusCode.ServiceUnavailable);
        (await admin.Get(client.Path)).IsProblem(503, "server/unavailable");
        (await api.Http.GetAsync(new Uri("/health/live", UriKind.Relative), stop)).StatusCode.Should().Be(HttpStatusCode.OK);

        api.Line.Thaw();
        await Until(HttpStatusCode.OK);
        (await admin.Get(client.Path)).Is(200);

        // What was left to itself ended once, whatever the caller was told.
        Reply repeated;
        do
        {
            repeated = await admin.With("Idempotency-Key", "frozen").Post($"{client.Path}/people", person);
        }
        while (repeated.Status == 409);

        repeated.Is(201);
        (await People()).Should().Be(before + 1);
    }

    private async Task Until(HttpStatusCode wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((await api.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), patience.Token)).StatusCode != wanted)
        {
            await tick.WaitForNextTickAsync(patience.Token);
        }
    }
}
