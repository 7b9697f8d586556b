using Marten;
using Npgsql;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Projections.ClientFile;
using SBG.Projections.Kernel;
using File = SBG.Projections.ClientFile.ClientFile;

namespace SBG.Api.ClientFile;

/// <summary>
/// The client's file: one document by its key, sent as it is stored. As of an instant it is folded anew from the events recorded until then,
/// by the same code.
/// </summary>
public static class ClientFileEndpoint
{
    internal static readonly string[] Readers =
        [Role.ClientManager, Role.Agent, Role.ServiceManager, Role.Finance, Role.Auditor, Role.Admin];

    private static readonly string Select =
        $"select data, position from {StoreConfiguration.Schema}.{ClientFileStore.Table} where tenant_id = $1 and id = $1";

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/clients/{clientId}/file", Get).Reads<File>(
            "GetClientFile", "Everything about a client at a glance; asOf gives it as it was recorded up to an instant.", Readers);

    private static async Task<IResult> Get(
        string clientId, DateTimeOffset? asOf, HttpContext context, NpgsqlDataSource database, IDocumentStore store, CancellationToken stop)
    {
        if (asOf is null && await Stored(context, clientId, database, stop) is { } answer)
        {
            return answer;
        }

        // Before the daemon wrote it for the first time, or as of an instant.
        var file = await Folded(store, clientId, asOf, stop);
        return file.EventCount == 0 ? Problem.Of("resource/not-found") : Answer.Ok(file, Tag(file.Position));
    }

    private static async Task<IResult?> Stored(HttpContext context, string clientId, NpgsqlDataSource database, CancellationToken stop)
    {
        await using var command = database.CreateCommand(Select);
        command.Parameters.Add(new() { Value = clientId });
        await using var reader = await command.ExecuteReaderAsync(stop);
        if (!await reader.ReadAsync(stop))
        {
            return null;
        }

        var tag = Tag(reader.GetInt64(1));
        return context.IfNoneMatch(tag)
            ? new Answer(StatusCodes.Status304NotModified, null, Answer.Tag(tag))
            : new Answer(StatusCodes.Status200OK, reader.GetFieldValue<byte[]>(0), Answer.Tag(tag));
    }

    private static async Task<File> Folded(IDocumentStore store, string clientId, DateTimeOffset? asOf, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        var until = asOf ?? DateTimeOffset.MaxValue;
        var events = session.Events.QueryAllRawEvents().Where(e => e.Timestamp <= until).OrderBy(e => e.Sequence).ToAsyncEnumerable(stop);
        var fold = new ClientFileFold(File.Empty(clientId), new Dictionary<Guid, FileEntry>());
        await foreach (var e in events)
        {
            fold.Apply(e);
        }

        return fold.File;
    }

    // Another fold of the same events is another document.
    private static long Tag(long position) => (position * 100) + ClientFileStore.Version;
}
