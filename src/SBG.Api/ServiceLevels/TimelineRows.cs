using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Projections.ServiceLevels;

namespace SBG.Api.ServiceLevels;

/// <summary>What of an incident a report over many needs.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="PolicyId">The policy that it bears; null: none.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="Course">Its course.</param>
public readonly record struct TimelineRow(string ClientId, Guid IncidentId, Guid? PolicyId, int? PolicyVersion, IncidentCourse Course);

/// <summary>Reads courses, not timelines: a hundred thousand at a time, by an index on when the incidents were reported.</summary>
internal static class TimelineRows
{
    private const string Select = $"""
        select tenant_id, id, (data ->> 'policyId')::uuid, (data ->> 'policyVersion')::int, data ->> 'course'
        from {ServiceLevelsStore.Timelines}
        where {ServiceLevelsStore.ReportedAt} >= $1 and {ServiceLevelsStore.ReportedAt} < $2 and tenant_id = any($3)
        order by tenant_id collate "C", id
        """;

    private const string SelectSome = $"""
        select tenant_id, id, (data ->> 'policyId')::uuid, (data ->> 'policyVersion')::int, data ->> 'course' from {ServiceLevelsStore.Timelines} where id = any($1)
        """;

    /// <summary>Those of the incidents named that go on.</summary>
    public static async IAsyncEnumerable<TimelineRow> GoingOn(NpgsqlConnection connection, Guid[] incidents, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(SelectSome, connection);
        command.Parameters.Add(new() { Value = incidents });
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            if (Row(rows, CourseCode.Read(rows.GetString(4))) is { Course.End: CourseEnd.None } row)
            {
                yield return row;
            }
        }
    }

    /// <summary>The incidents of clients that were reported in the period of each, by client and id.</summary>
    public static async IAsyncEnumerable<TimelineRow> Read(
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
        var (clientId, period) = (string.Empty, default(Period));
        while (await rows.ReadAsync(stop))
        {
            var tenant = rows.GetString(0);
            if (tenant != clientId)
            {
                (clientId, period) = (tenant, clients[tenant]);
            }

            var course = CourseCode.Read(rows.GetString(4));

            // Clients have months of their own: the index knows only the widest.
            if (period.Contains(DateTimeOffset.FromUnixTimeSeconds(course.Start)))
            {
                yield return Row(rows, course);
            }
        }
    }

    private static TimelineRow Row(NpgsqlDataReader rows, IncidentCourse course) =>
        new(rows.GetString(0), rows.GetGuid(1), rows.IsDBNull(2) ? null : rows.GetGuid(2), rows.IsDBNull(3) ? null : rows.GetInt32(3), course);
}
