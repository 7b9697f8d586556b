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
/// The client's file: one document by its key, sent as it is stored, and in it the month so far. As of an instant it is folded anew from the
/// events recorded until then, by the same code, without the month.
/// </summary>
public static class ClientFileEndpoint
{
    internal static readonly string[] Readers =
        [Role.ClientManager, Role.Agent, Role.ServiceManager, Role.Finance, Role.Auditor, Role.Admin];

    /// <summary>A week of minutes tells one month's count from the next.</summary>
    private const long MinutesTold = 10_080;

    private static readonly string Select =
        $"select data, position from {StoreConfiguration.Schema}.{ClientFileStore.Table} where tenant_id = $1 and id = $1";

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/clients/{clientId}/file", Get).Reads<File>(
            "GetClientFile", "Everything about a client at a glance; asOf gives it as it was recorded up to an instant.", Readers);

    private static async Task<IResult> Get(
        string clientId, DateTimeOffset? asOf, HttpContext context, NpgsqlDataSource database, IDocumentStore store, CurrentMonths months, TimeProvider clock, CancellationToken stop)
    {
        if (asOf is null && await Stored(context, clientId, database, months, CurrentMonths.Minute(clock.GetUtcNow()), stop) is { } answer)
        {
            return answer;
        }

        // Before the daemon wrote it for the first time, or as of an instant.
        var file = await Folded(store, clientId, asOf, stop);
        return file.EventCount == 0 ? Problem.Of("resource/not-found") : Answer.Ok(file, Tag(file.Position));
    }

    private static async Task<IResult?> Stored(
        HttpContext context, string clientId, NpgsqlDataSource database, CurrentMonths months, DateTimeOffset minute, CancellationToken stop)
    {
        if (await Read(clientId, database, stop) is not (var file, var position))
        {
            return null;
        }

        var tag = (Tag(position) * MinutesTold) + (minute.Ticks / TimeSpan.TicksPerMinute % MinutesTold);
        return context.IfNoneMatch(tag)
            ? new Answer(StatusCodes.Status304NotModified, null, Answer.Tag(tag))
            : new Answer(StatusCodes.Status200OK, With(file, await months.Json(clientId, position, minute, stop)), Answer.Tag(tag));
    }

    private static async Task<(byte[] File, long Position)?> Read(string clientId, NpgsqlDataSource database, CancellationToken stop)
    {
        await using var command = database.CreateCommand(Select);
        command.Parameters.Add(new() { Value = clientId });
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? (reader.GetFieldValue<byte[]>(0), reader.GetInt64(1)) : null;
    }

    /// <summary>The document with one more member, without parsing it.</summary>
    private static byte[] With(byte[] file, byte[] month)
    {
        var member = ",\"currentMonth\":"u8;
        var end = file.AsSpan().LastIndexOf((byte)'}');
        var whole = new byte[end + member.Length + month.Length + 1];
        file.AsSpan(0, end).CopyTo(whole);
        member.CopyTo(whole.AsSpan(end));
        month.CopyTo(whole.AsSpan(end + member.Length));
        whole[^1] = (byte)'}';
        return whole;
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
