using System.Collections.Frozen;
using System.Reflection;
using Npgsql;
using SBG.Api.Kernel;
using SBG.Api.Kernel.History;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Audit;

/// <summary>Replays any stream of any tenant, event by event, for auditors.</summary>
public static class StreamReplayEndpoint
{
    private delegate Task<IResult> Replay(Histories histories, string tenant, Guid id, Paging paging, CancellationToken stop);

    private static readonly FrozenDictionary<string, Replay> Kinds = States();

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/audit/streams/{streamId:guid}", Get).Lists<HistoryEntry>(
            "ReplayStream", "Every event of any stream, from the first on, and what each changed.", Role.Auditor);

    private static async Task<IResult> Get(Guid streamId, [AsParameters] Paging paging, NpgsqlDataSource database, Histories histories, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select tenant_id, type from {StoreConfiguration.Schema}.mt_streams where id = $1 limit 1");
        command.Parameters.Add(new() { Value = streamId });
        await using var reader = await command.ExecuteReaderAsync(stop);
        if (!await reader.ReadAsync(stop) || !Kinds.TryGetValue(reader.GetString(1).Replace("_", string.Empty, StringComparison.Ordinal), out var replay))
        {
            return Problem.Of("resource/not-found");
        }

        var tenant = reader.GetString(0);
        await reader.CloseAsync();
        return await replay(histories, tenant, streamId, paging, stop);
    }

    /// <summary>By the name of the state: the store writes <c>service_request</c> for <c>ServiceRequest</c>.</summary>
    private static FrozenDictionary<string, Replay> States()
    {
        var method = typeof(StreamReplayEndpoint).GetMethod(nameof(Of), BindingFlags.NonPublic | BindingFlags.Static)!;
        return typeof(Actor).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.GetInterfaces().Any(known => known.IsGenericType && known.GetGenericTypeDefinition() == typeof(IState<>)))
            .ToFrozenDictionary(type => type.Name, type => method.MakeGenericMethod(type).CreateDelegate<Replay>(), StringComparer.OrdinalIgnoreCase);
    }

    private static Task<IResult> Of<TState>(Histories histories, string tenant, Guid id, Paging paging, CancellationToken stop)
        where TState : class, IState<TState> =>
        histories.Page<TState>(tenant, id, paging, stop);
}
