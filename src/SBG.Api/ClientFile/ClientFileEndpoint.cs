using System.Text.Json;
using Npgsql;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Projections.ClientFile;
using SBG.Projections.Kernel;
using File = SBG.Projections.ClientFile.ClientFile;

namespace SBG.Api.ClientFile;

/// <summary>
/// The client's file: one document by its key, sent as it is stored, and in it the month so far. As of an instant, or at a position of the log, it
/// is folded anew from the events recorded until then, by the same code.
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
            "GetClientFile", "Everything about a client at a glance; asOf gives it as it was recorded up to an instant, version at a position of the log.", Readers);

    private static async Task<IResult> Get(
        string clientId,
        DateTimeOffset? asOf,
        long? version,
        HttpContext context,
        NpgsqlDataSource database,
        PastFiles past,
        CurrentMonths months,
        TimeProvider clock,
        CancellationToken stop)
    {
        if (asOf is not null && version is not null)
        {
            return Problem.Of("request/as-of-or-version");
        }

        if (asOf is null && version is null && await Stored(context, clientId, database, months, CurrentMonths.Minute(clock.GetUtcNow()), stop) is { } answer)
        {
            return answer;
        }

        // Of the past, or before the daemon wrote it for the first time.
        var (file, month, at) = await past.Read(clientId, asOf, version, clock.GetUtcNow(), stop);
        if (file.EventCount == 0 || (version ?? file.Position) != file.Position)
        {
            return Problem.Of("resource/not-found");
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(file, StoreJson.Options);
        var whole = month is null ? json : With(json, JsonSerializer.SerializeToUtf8Bytes(month, ApiJson.Options));
        return new Answer(StatusCodes.Status200OK, whole, Answer.Tag(Told(file.Position, CurrentMonths.Minute(at))));
    }

    private static async Task<IResult?> Stored(
        HttpContext context, string clientId, NpgsqlDataSource database, CurrentMonths months, DateTimeOffset minute, CancellationToken stop)
    {
        if (await Read(clientId, database, stop) is not (var file, var position))
        {
            return null;
        }

        var tag = Told(position, minute);
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

    // Another fold of the same events is another document, and so is another minute of the month.
    private static long Told(long position, DateTimeOffset minute) =>
        (((position * 100) + ClientFileStore.Version) * MinutesTold) + (minute.Ticks / TimeSpan.TicksPerMinute % MinutesTold);
}
