using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Fulfilment;
using SBG.Projections.Kernel;

namespace SBG.Api.ServiceLevels.Reports;

/// <summary>What of a request a report needs.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Timeline">Its timeline.</param>
/// <param name="Promises">By which versions its lines are measured; empty: not found yet, so nothing is promised.</param>
public sealed record RequestRow(string ClientId, RequestTimeline Timeline, ImmutableArray<LinePromise> Promises);

/// <summary>Reads requests for a report, on the connection whose snapshot the report is made in.</summary>
internal static class RequestRows
{
    private const string Select = $"""
        select t.tenant_id, t.data, p.data
        from {StoreConfiguration.Schema}.mt_doc_requesttimeline t
        left join {StoreConfiguration.Schema}.mt_doc_fulfilmentpromise p on p.tenant_id = t.tenant_id and (p.data ->> 'requestId')::uuid = t.id
        where {StoreConfiguration.Schema}.mt_immutable_timestamptz(t.data ->> 'submittedAt') >= $1 and {StoreConfiguration.Schema}.mt_immutable_timestamptz(t.data ->> 'submittedAt') < $2
          and t.tenant_id = any($3)
        order by t.tenant_id collate "C", t.id
        """;

    /// <summary>The requests of clients that were submitted in the period of each, by client and id.</summary>
    public static async IAsyncEnumerable<RequestRow> Read(
        NpgsqlConnection connection, IReadOnlyDictionary<string, Period> clients, [EnumeratorCancellation] CancellationToken stop)
    {
        if (clients.Count == 0)
        {
            yield break;
        }

        await using var command = new NpgsqlCommand(Select, connection);
        command.Parameters.Add(new() { Value = clients.Values.Min(period => period.From), NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = clients.Values.Max(period => period.Until), NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = clients.Keys.ToArray() });
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            var timeline = JsonSerializer.Deserialize<RequestTimeline>(rows.GetString(1), StoreJson.Options)!;
            if (clients[rows.GetString(0)].Contains(timeline.SubmittedAt))
            {
                var promise = rows.IsDBNull(2) ? null : JsonSerializer.Deserialize<FulfilmentPromise>(rows.GetString(2), StoreJson.Options);
                yield return new(rows.GetString(0), timeline, promise?.Lines ?? []);
            }
        }
    }
}
