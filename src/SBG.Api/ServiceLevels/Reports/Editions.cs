using System.Collections.Immutable;
using System.Data;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Marten;
using NodaTime;
using Npgsql;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Reports;
using SBG.Projections.Kernel;
using SBG.Projections.ServiceLevels;
using Period = SBG.Domain.Kernel.Period;

namespace SBG.Api.ServiceLevels.Reports;

/// <summary>Makes editions from the timelines as they are, and works old ones out again from the events as they were.</summary>
/// <param name="database">The database.</param>
/// <param name="store">The store.</param>
/// <param name="yardsticks">What incidents are measured by.</param>
public sealed class Editions(NpgsqlDataSource database, IDocumentStore store, Yardsticks yardsticks)
{
    // A transaction that is under way holds numbers near the end; what is missing further back was rolled back for good.
    private const string Places = $"""
        select place from generate_series((select coalesce(max(seq_id), 0) - 100000 from {StoreConfiguration.Schema}.mt_events), (select max(seq_id) from {StoreConfiguration.Schema}.mt_events)) place
        where place > 0 and not exists (select from {StoreConfiguration.Schema}.mt_events e where e.seq_id = place) order by 1
        """;

    /// <summary>Makes the next edition.</summary>
    /// <param name="reportId">The report.</param>
    /// <param name="scope">What it is about.</param>
    /// <param name="last">The edition before; null: this is the first.</param>
    /// <param name="readAt">When the clocks are read (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public async Task<(EditionBasis Basis, byte[] Bytes, string Hash)> Make(Guid reportId, ReportScope scope, ReportEdition? last, DateTimeOffset readAt, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(scope);

        // One snapshot: the log and the timelines, which are written with their events, tell of the same moment.
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var position = await Scalar(connection, $"select coalesce(max(seq_id), 0) from {StoreConfiguration.Schema}.mt_events", stop);
        var missing = await Numbers(connection, Places, stop);
        var rows = new List<TimelineRow>();
        await foreach (var row in TimelineRows.Read(connection, Periods(scope), stop))
        {
            rows.Add(row);
        }

        var versions = await yardsticks.Used(rows.Select(row => (row.PolicyId, row.PolicyVersion)).Distinct(), scope.AsCorrected, stop);
        var basis = new EditionBasis(position, missing, readAt, versions);
        var bytes = await Write(reportId, (last?.Number ?? 0) + 1, scope, basis, last, rows, stop);
        return (basis, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>Works an edition out again, from the events that it rests on and nothing else.</summary>
    /// <param name="report">The report.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The hash of the bytes, which is the edition's.</returns>
    public async Task<string> WorkOut(ComplianceReport report, ReportEdition edition, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(edition);
        var rows = new List<TimelineRow>();
        await foreach (var row in Fold(report.Scope, edition.Basis, stop))
        {
            rows.Add(row);
        }

        rows.Sort((one, other) => string.CompareOrdinal(one.ClientId, other.ClientId) is not 0 and var order ? order : one.IncidentId.CompareTo(other.IncidentId));
        return Convert.ToHexStringLower(SHA256.HashData(
            await Write(report.Id, edition.Number, report.Scope, edition.Basis, report.Edition(edition.Number - 1), rows, stop)));
    }

    /// <summary>The kept bytes of an edition; null when there are none.</summary>
    /// <param name="hash">Their hash.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<byte[]?> Read(string hash, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        if (await session.LoadAsync<ReportBytes>(hash, stop) is not { } kept)
        {
            return null;
        }

        await using var zipped = new GZipStream(new MemoryStream(kept.Zipped), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await zipped.CopyToAsync(bytes, stop);
        return bytes.ToArray();
    }

    /// <summary>The bytes of an edition as they are kept.</summary>
    /// <param name="hash">Their hash.</param>
    /// <param name="bytes">The bytes.</param>
    internal static ReportBytes Kept(string hash, byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(bytes);
        }

        return new(hash, zipped.ToArray());
    }

    private async Task<byte[]> Write(
        Guid reportId, int number, ReportScope scope, EditionBasis basis, ReportEdition? last, List<TimelineRow> rows, CancellationToken stop)
    {
        (EditionContent, Func<TimelineRow, Yardstick>)? before = last is not null && await Read(last.Hash, stop) is { } bytes
            ? (JsonSerializer.Deserialize<EditionContent>(bytes, StoreJson.Options)!, await Measures(last.Basis.Versions, stop))
            : null;
        var writer = new EditionWriter(reportId, number, scope, basis, await Measures(basis.Versions, stop), before);
        foreach (var row in rows)
        {
            writer.Add(row);
        }

        return writer.Bytes();
    }

    private async Task<Func<TimelineRow, Yardstick>> Measures(ImmutableArray<UsedVersions> versions, CancellationToken stop)
    {
        var known = new Dictionary<(Guid?, int?), Yardstick>();
        foreach (var used in versions)
        {
            known[(used.PolicyId, used.PolicyVersion)] = await yardsticks.Of(used, stop);
        }

        return row => known.GetValueOrDefault((row.PolicyId, row.PolicyVersion), Yardstick.None);
    }

    private async IAsyncEnumerable<TimelineRow> Fold(ReportScope scope, EditionBasis basis, [EnumeratorCancellation] CancellationToken stop)
    {
        var missing = basis.Missing.ToHashSet();
        var periods = Periods(scope);
        foreach (var client in scope.Clients)
        {
            var timelines = new Dictionary<Guid, IncidentTimeline>();
            await using var session = store.QuerySession(client.ClientId);
            await foreach (var e in session.Events.QueryAllRawEvents().Where(e => e.Sequence <= basis.Position).OrderBy(e => e.Sequence).ToAsyncEnumerable(stop))
            {
                if (e.Data is EventOf<Incident> happened && !missing.Contains(e.Sequence)
                    && IncidentTimeline.Fold(timelines.GetValueOrDefault(e.StreamId), happened, e.Id, e.OccurredAt(), e.Timestamp.ToUniversalTime()) is { } timeline)
                {
                    timelines[e.StreamId] = timeline;
                }
            }

            foreach (var timeline in timelines.Values)
            {
                var course = IncidentCourse.Of(timeline);
                if (periods[client.ClientId].Contains(DateTimeOffset.FromUnixTimeSeconds(course.Start)))
                {
                    yield return new(client.ClientId, timeline.Id, timeline.PolicyId, timeline.PolicyVersion, course);
                }
            }
        }
    }

    private static Dictionary<string, Period> Periods(ReportScope scope) => scope.Clients.ToDictionary(
        client => client.ClientId,
        client => DateTimeZoneProviders.Tzdb[client.TimeZone] is var zone ? new Period(LocalDay.Start(scope.From, zone), LocalDay.Start(scope.To, zone)) : default);

    private static async Task<long> Scalar(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    private static async Task<ImmutableArray<long>> Numbers(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var numbers = ImmutableArray.CreateBuilder<long>();
        while (await rows.ReadAsync(stop))
        {
            numbers.Add(rows.GetInt64(0));
        }

        return numbers.ToImmutable();
    }
}
