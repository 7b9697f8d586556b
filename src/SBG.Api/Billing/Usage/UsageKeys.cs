using Marten;
using Npgsql;
using NpgsqlTypes;
using SBG.Domain.Billing.Usage;
using SBG.Projections.Billing;

namespace SBG.Api.Billing.Usage;

/// <summary>Which reports are kept, for ever: one row for each, in the transaction that keeps it.</summary>
internal static class UsageKeys
{
    private const string Lock = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

    /// <summary>Waits for the calls that write about the same client, until they are committed or given up; others wait for this one in turn.</summary>
    /// <param name="session">The session, whose transaction is begun here.</param>
    /// <param name="clientId">The client.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task TakeTurn(IDocumentSession session, string clientId, CancellationToken stop)
    {
        await session.BeginTransactionAsync(stop);
        await using var turn = new NpgsqlCommand(Lock, session.Connection) { Parameters = { Text("usage:" + clientId) } };
        await turn.ExecuteNonQueryAsync(stop);
    }

    /// <summary>
    /// Claims names. Calls about one client wait for one another, so that neither the names nor the logs of a client are ever contended;
    /// calls about other clients don't.
    /// </summary>
    /// <param name="session">The session, whose transaction is begun here.</param>
    /// <param name="clientId">The client.</param>
    /// <param name="reports">Reports with different names, and their payloads.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The payloads under which names were claimed before; of the others, all are claimed now.</returns>
    public static async Task<Dictionary<(string Source, string Id), Guid>> Claim(
        IDocumentSession session, string clientId, IReadOnlyCollection<(UsageReport Report, Guid Payload)> reports, CancellationToken stop)
    {
        await session.BeginTransactionAsync(stop);
        var connection = session.Connection!;
        var sources = reports.Select(told => told.Report.Source).ToArray();
        var ids = reports.Select(told => told.Report.Id).ToArray();
        var claimed = new HashSet<(string, string)>(reports.Count);
        await using (var claim = connection.CreateBatch())
        {
            claim.BatchCommands.Add(new NpgsqlBatchCommand(Lock) { Parameters = { Text("usage:" + clientId) } });
            claim.BatchCommands.Add(new NpgsqlBatchCommand(
                $"insert into {UsageTables.Keys} (client_id, source, id, payload) select $1, t.* from unnest($2, $3, $4) as t on conflict do nothing returning source, id")
            {
                Parameters =
                {
                    Text(clientId), Texts(sources), Texts(ids),
                    new() { Value = reports.Select(told => told.Payload).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                },
            });
            await using var rows = await claim.ExecuteReaderAsync(stop);
            await rows.NextResultAsync(stop);
            while (await rows.ReadAsync(stop))
            {
                claimed.Add((rows.GetString(0), rows.GetString(1)));
            }
        }

        var known = new Dictionary<(string, string), Guid>();
        if (claimed.Count < reports.Count)
        {
            await using var select = new NpgsqlCommand(
                $"select k.source, k.id, k.payload from {UsageTables.Keys} k join unnest($2, $3) as t(source, id) using (source, id) where k.client_id = $1", connection)
            {
                Parameters = { Text(clientId), Texts(sources), Texts(ids) },
            };
            await using var rows = await select.ExecuteReaderAsync(stop);
            while (await rows.ReadAsync(stop))
            {
                var name = (rows.GetString(0), rows.GetString(1));
                if (!claimed.Contains(name))
                {
                    known[name] = rows.GetGuid(2);
                }
            }
        }

        return known;
    }

    private static NpgsqlParameter Text(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Texts(string[] values) => new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
