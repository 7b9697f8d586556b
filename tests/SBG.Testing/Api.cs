using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SBG.Api.Hosting;
using SBG.Ops;
using Xunit;

namespace SBG.Testing;

/// <summary>The real service on a loopback port, with a PostgreSQL database of its own.</summary>
public class Api : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Task<string>> _tokens = new();
    private readonly string _secrets;
    private readonly Api _first;
    private WebApplication? _app;
    private string? _database;

    /// <summary>The first node of a service.</summary>
    public Api() => (_first, _secrets) = (this, Path.Combine(Path.GetTempPath(), "sbg-test-" + Guid.NewGuid().ToString("N"), "secrets.json"));

    private Api(Api first) => (_first, _secrets, ConnectionString) = (first, first._secrets, first.ConnectionString);

    /// <summary>A client without a token.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>The service's own services.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>Its database.</summary>
    public string ConnectionString { get; private set; } = null!;

    /// <summary>The clock that the service goes by; null: the system's.</summary>
    protected virtual TimeProvider? Clock => null;

    /// <summary>The environment that it runs in.</summary>
    protected virtual string Environment => "Development";

    /// <summary>The file of its generated secrets; nodes that share a database share it.</summary>
    protected virtual string Secrets => _secrets;

    /// <summary>Its settings and services, when they are other than usual.</summary>
    /// <param name="builder">The application's builder.</param>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    /// <summary>How the service reaches its database.</summary>
    /// <param name="connectionString">The way that leads there directly.</param>
    protected virtual string Reach(string connectionString) => connectionString;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        (_database, var connectionString) = await TestDatabases.New();
        ConnectionString = Reach(connectionString);
        await Start();
    }

    /// <summary>Starts another node of the same service: it shares the database and the secrets, and serves on a port of its own. Whoever asks for it disposes it.</summary>
    public async Task<Api> AnotherNode()
    {
        var node = new Api(_first);
        await node.Start();
        return node;
    }

    /// <summary>Stops the service and starts it again on the same database.</summary>
    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    /// <summary>Starts another node in a process of its own, to be killed: on the same database, taking the same tokens.</summary>
    public Task<OtherNode> AnotherProcess() => OtherNode.Start(new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = Environment,
        ["ConnectionStrings__Sbg"] = ConnectionString,
        ["Identity__Issuer"] = Http.BaseAddress!.ToString(),
        ["Development__SecretsFile"] = Secrets,
    });

    /// <summary>Ends everything that runs by itself; services and database stay.</summary>
    public Task StopServing() => _app!.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (_first == this)
        {
            await TestDatabases.Drop(_database!);
        }

        if (_first == this && Secrets == _secrets)
        {
            Directory.Delete(Path.GetDirectoryName(_secrets)!, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Calls as a persona.</summary>
    /// <param name="persona"><c>[person@]role[.role].organisation</c>.</param>
    public Caller As(string persona) => new(this, persona);

    /// <summary>A token of a persona.</summary>
    /// <param name="persona">The persona.</param>
    public virtual Task<string> Token(string persona) => _tokens.GetOrAdd(persona, async name =>
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = name, ["client_secret"] = "demo" });
        using var answer = await Http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return told.TryGetProperty("access_token", out var token) ? token.GetString()! : throw new InvalidOperationException($"No token for {name}: {told}");
    });

    /// <summary>A token that nobody should get in with, or a good one to compare.</summary>
    /// <param name="persona">Whom it names.</param>
    /// <param name="flaw">What is wrong with it.</param>
    public string Forge(string persona, TokenFlaw flaw) => ForgedToken.Of(persona, flaw, Http.BaseAddress!, DevelopmentSecrets.LoadOrCreate(Secrets));

    private async Task Start()
    {
        var url = $"http://127.0.0.1:{Ports.Free()}/";
        _app = SbgHost.Build([$"--environment={_first.Environment}", $"--urls={url}"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:Sbg"] = ConnectionString,
                ["Identity:Issuer"] = url,
                ["Development:SecretsFile"] = Secrets,
            });
            builder.Logging.ClearProviders();
            if (_first.Clock is { } clock)
            {
                builder.Services.AddSingleton(clock);
            }

            _first.Configure(builder);
        });
        await _app.StartAsync();
        _tokens.Clear();
        Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 200 }) { BaseAddress = new(url) };
    }

    private async Task Stop()
    {
        Http.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }
}
