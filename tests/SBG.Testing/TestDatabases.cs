using SBG.Ops.Database;

namespace SBG.Testing;

/// <summary>One PostgreSQL server for a test process, found or started as the service's own; a database for each API.</summary>
internal static class TestDatabases
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(Start);

    public static async Task<(string Name, string ConnectionString)> New()
    {
        var server = await Server.Value;
        var name = "test_" + Guid.NewGuid().ToString("N")[..12];
        return (name, await server.Database(name, CancellationToken.None) + ";Maximum Pool Size=60;Include Error Detail=true");
    }

    public static async Task Drop(string name) => await (await Server.Value).Drop(name, CancellationToken.None);

    private static async Task<PostgresServer> Start()
    {
        var server = await PostgresFinder.ForTests(Console.WriteLine, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }
}
