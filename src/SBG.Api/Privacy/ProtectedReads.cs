using Npgsql;
using NpgsqlTypes;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Projections.Privacy;

namespace SBG.Api.Privacy;

/// <summary>A read of protected fields.</summary>
/// <param name="Id">The read.</param>
/// <param name="ReadAt">When (UTC).</param>
/// <param name="ClientId">The client whose resource was read; absent: one of the provider.</param>
/// <param name="Reader">Who read: a subject.</param>
/// <param name="Organisation">Of which organisation.</param>
/// <param name="Roles">In which roles.</param>
/// <param name="Operation">What was asked: the operation's id.</param>
/// <param name="Path">Where.</param>
/// <param name="RequestId">The call.</param>
/// <param name="Subjects">Whose fields were shown: people and subjects.</param>
public sealed record ProtectedReadView(
    Guid Id, DateTimeOffset ReadAt, string? ClientId, string Reader, string Organisation, IReadOnlyList<string> Roles, string Operation, string Path, string RequestId, IReadOnlyList<string> Subjects);

/// <summary>
/// Records that protected fields are shown before they are: an answer whose record cannot be stored is not given. Nothing is recorded of one's own fields,
/// nor of what is used without being shown.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="clock">The clock.</param>
public sealed class ProtectedReads(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Records what an answer is about to show.</summary>
    /// <param name="context">The call.</param>
    /// <param name="subjects">Whose fields.</param>
    /// <param name="stop">Cancels.</param>
    internal async Task Record(HttpContext context, IReadOnlyCollection<string> subjects, CancellationToken stop)
    {
        var (actor, now) = (context.Actor(), clock.GetUtcNow());
        await using var command = database.CreateCommand(
            $"insert into {PrivacyStore.ProtectedReads} (id, read_at, tenant_id, reader, organisation, roles, operation, path, request_id, subjects) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
        foreach (var value in (object[])
            [
                Guid.CreateVersion7(now), now, context.GetRouteValue("clientId") as string ?? Tenant.Provider, actor.Subject, actor.Organisation, actor.Roles.Order(StringComparer.Ordinal).ToArray(),
                context.GetEndpoint()?.Metadata.GetMetadata<EndpointContract>()?.OperationId ?? string.Empty, context.Request.Path.Value!, context.CorrelationId(),
                subjects.Order(StringComparer.Ordinal).ToArray(),
            ])
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Lists reads, the newest first.</summary>
    /// <param name="tenant">Of which client; null: of all.</param>
    /// <param name="subject">Whose fields; null: anyone's.</param>
    /// <param name="reader">Who read; null: anyone.</param>
    /// <param name="before">Before this read; null: from the newest on.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="stop">Cancels.</param>
    internal async Task<IReadOnlyList<ProtectedReadView>> List(string? tenant, string? subject, string? reader, Guid? before, int most, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"""
            select id, read_at, tenant_id, reader, organisation, roles, operation, path, request_id, subjects from {PrivacyStore.ProtectedReads}
            where ($1::text is null or tenant_id = $1) and ($2::text is null or $2 = any(subjects)) and ($3::text is null or reader = $3) and ($4::uuid is null or id < $4)
            order by id desc limit $5
            """);
        foreach (var text in (string?[])[tenant, subject, reader])
        {
            command.Parameters.Add(new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        }

        command.Parameters.Add(new() { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = most });
        await using var rows = await command.ExecuteReaderAsync(stop);
        var found = new List<ProtectedReadView>();
        while (await rows.ReadAsync(stop))
        {
            var whose = rows.GetString(2);
            found.Add(new(
                rows.GetGuid(0), rows.GetFieldValue<DateTimeOffset>(1), whose == Tenant.Provider ? null : whose, rows.GetString(3), rows.GetString(4), rows.GetFieldValue<string[]>(5),
                rows.GetString(6), rows.GetString(7), rows.GetString(8), rows.GetFieldValue<string[]>(9)));
        }

        return found;
    }
}
