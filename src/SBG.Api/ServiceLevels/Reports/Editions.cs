using System.Collections.Immutable;
using System.Data;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Marten;
using NodaTime;
using Npgsql;
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

    private const int Stride = 5_000;

    /// <summary>Makes the next edition.</summary>
    /// <param name="reportId">The report.</param>
    /// <param name="scope">What it is about.</param>
    /// <param name="last">The edition before; null: this is the first.</param>
    /// <param name="readAt">When the clocks are read (UTC).</param>
    /// <param name="progress">Told how many of how many rows are done.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<MadeEdition> Make(
        Guid reportId, ReportScope scope, ReportEdition? last, DateTimeOffset readAt, Func<int, int, Task> progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(progress);

        // One snapshot: the log and the timelines, which are written with their events, tell of the same moment.
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var position = await Scalar(connection, $"select coalesce(max(seq_id), 0) from {StoreConfiguration.Schema}.mt_events", stop);
        var missing = await Numbers(connection, Places, stop);
        var rows = new ReportRows(
            await TimelineRows.Read(connection, Periods(scope), stop).ToListAsync(stop), await RequestRows.Read(connection, Periods(scope), stop).ToListAsync(stop));
        var versions = await yardsticks.Used(rows.Borne().Distinct(), scope.AsCorrected, stop);
        var basis = new EditionBasis(position, missing, readAt, versions);
        var before = await Before(last, stop);
        var bytes = await Write(
            reportId, (last?.Number ?? 0) + 1, before?.Content.Format ?? EditionContent.Current, scope, basis, before, rows, progress, await Measures(basis.Versions, stop));
        return new(basis, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), rows.Count);
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
        if (await Content(edition, stop) is not { } kept)
        {
            return string.Empty;
        }

        var rows = await Fold(report.Scope, edition.Basis, stop);
        return Convert.ToHexStringLower(SHA256.HashData(await Write(
            report.Id, edition.Number, kept.Format, report.Scope, edition.Basis, await Before(report.Edition(edition.Number - 1), stop), rows, (_, _) => Task.CompletedTask,
            await Measures(edition.Basis.Versions, stop))));
    }

    /// <summary>What an edition says; null when its bytes are not there.</summary>
    /// <param name="edition">The edition.</param>
    /// <param name="stop">Cancels.</param>
    internal async Task<EditionContent?> Content(ReportEdition edition, CancellationToken stop) =>
        await Read(edition.Hash, stop) is { } bytes ? JsonSerializer.Deserialize<EditionContent>(bytes, StoreJson.Options) : null;

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

    private static async Task<byte[]> Write(
        Guid reportId,
        int number,
        int format,
        ReportScope scope,
        EditionBasis basis,
        (EditionContent, Measure)? before,
        ReportRows rows,
        Func<int, int, Task> progress,
        Measure now)
    {
        var (writer, done) = (new EditionWriter(reportId, number, format, scope, basis, now, before), 0);
        foreach (var row in rows.Incidents)
        {
            writer.Add(row);
            await Count();
        }

        foreach (var row in rows.Requests)
        {
            writer.Add(row);
            await Count();
        }

        return writer.Bytes();

        Task Count() => ++done % Stride == 0 ? progress(done, rows.Count) : Task.CompletedTask;
    }

    private async Task<(EditionContent Content, Measure Then)?> Before(ReportEdition? last, CancellationToken stop) =>
        last is not null && await Content(last, stop) is { } content ? (content, await Measures(last.Basis.Versions, stop)) : null;

    private async Task<Measure> Measures(ImmutableArray<UsedVersions> versions, CancellationToken stop)
    {
        var known = new Dictionary<(Guid?, int?), Yardstick>();
        foreach (var used in versions)
        {
            known[(used.PolicyId, used.PolicyVersion)] = await yardsticks.Of(used, stop);
        }

        return (policyId, version) => known.GetValueOrDefault((policyId, version), Yardstick.None);
    }

    // From the events alone, as they were up to the basis.
    private async Task<ReportRows> Fold(ReportScope scope, EditionBasis basis, CancellationToken stop)
    {
        var missing = basis.Missing.ToHashSet();
        var (periods, incidents, requests) = (Periods(scope), new List<TimelineRow>(), new List<RequestRow>());
        foreach (var client in scope.Clients)
        {
            var fold = new ReportFold(client.ClientId, periods[client.ClientId]);
            await using var session = store.QuerySession(client.ClientId);
            await foreach (var e in session.Events.QueryAllRawEvents().Where(e => e.Sequence <= basis.Position).OrderBy(e => e.Sequence).ToAsyncEnumerable(stop))
            {
                if (!missing.Contains(e.Sequence))
                {
                    fold.Hear(e);
                }
            }

            incidents.AddRange(fold.Incidents());
            requests.AddRange(fold.Requests());
        }

        incidents.Sort((one, other) => Order(one.ClientId, one.IncidentId, other.ClientId, other.IncidentId));
        requests.Sort((one, other) => Order(one.ClientId, one.Timeline.Id, other.ClientId, other.Timeline.Id));
        return new(incidents, requests);

        static int Order(string client, Guid id, string otherClient, Guid otherId) => string.CompareOrdinal(client, otherClient) is not 0 and var order ? order : id.CompareTo(otherId);
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

/// <summary>An edition that was made.</summary>
/// <param name="Basis">On what it rests.</param>
/// <param name="Bytes">What it says.</param>
/// <param name="Hash">SHA-256 of the bytes, hexadecimal.</param>
/// <param name="Rows">How many incidents and requests it is made of.</param>
public sealed record MadeEdition(EditionBasis Basis, byte[] Bytes, string Hash, int Rows);
