using System.Text;
using Npgsql;
using SBG.Domain.Audit;
using SBG.Projections.Kernel;

namespace SBG.Projections.Audit;

/// <summary>
/// Adds events to the log in the order of the store. The log itself tells how far it got, so that leaves and progress cannot differ: of two
/// writers the key of the leaves lets one through, and after a crash the next one goes on where the last transaction ended. Where a position is missing, it
/// waits until nobody can fill it any more: no event ever appears below one that is logged.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="reader">Reads the log.</param>
public sealed class LogWriter(NpgsqlDataSource database, LogReader reader)
{
    /// <summary>The most events of one transaction.</summary>
    public const int Slice = 1_000;

    // Between taking a position and writing its event, a transaction shows nothing: it gets this long.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private (MerkleFrontier Tree, long LastPosition)? _edge;
    private long _settled;

    /// <summary>Logs every event up to a position.</summary>
    /// <param name="until">The position.</param>
    /// <param name="stop">Cancels.</param>
    public async Task CatchUp(long until, CancellationToken stop)
    {
        try
        {
            while (await Add(until, stop))
            {
            }
        }
        catch
        {
            _edge = null; // another writer was first, or the database went away: read anew where the log ends
            throw;
        }
    }

    private async Task<bool> Add(long until, CancellationToken stop)
    {
        var (tree, last) = _edge ??= await Edge(stop);
        var start = tree.Size;
        await using var connection = await database.OpenConnectionAsync(stop);
        var lines = await Lines(connection, last, until, stop);
        if (lines.Count == 0)
        {
            return false;
        }

        var end = CanonicalEvents.PositionOf(lines[^1]);
        if (end - last != lines.Count && end > _settled)
        {
            _settled = await Settle(connection, stop);
            return true; // read again: what was missing may be there now
        }

        var (positions, hashes, nodes) = (new List<long>(), new MemoryStream(), new List<(MerkleNode Node, byte[] Hash)>());
        foreach (var line in lines)
        {
            var leaf = MerkleTree.Leaf(Encoding.UTF8.GetBytes(line));
            positions.Add(CanonicalEvents.PositionOf(line));
            hashes.Write(leaf);
            nodes.AddRange(tree.Add(leaf).Where(completed => completed.Node.Height % LogReader.Step == 0));
        }

        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Leaves(start, positions, hashes.ToArray()) } };
        if (nodes.Count > 0)
        {
            batch.BatchCommands.Add(Nodes(nodes));
        }

        await batch.ExecuteNonQueryAsync(stop); // one transaction
        _edge = (tree, positions[^1]);
        return positions.Count == Slice;
    }

    private static async Task<List<string>> Lines(NpgsqlConnection connection, long after, long until, CancellationToken stop)
    {
        using var export = await connection.BeginTextExportAsync(CanonicalEvents.Copy(after, until, Slice), stop);
        var lines = new List<string>();
        while (await export.ReadLineAsync(stop) is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>
    /// Waits until every transaction has ended that can hold a position which was passed: those that had begun to write when the position was seen to be
    /// missing. The views' daemon does not: it passes over what is missing for too long.
    /// </summary>
    /// <returns>Up to this position nothing can appear any more: all that were given out before the wait, so that one wait serves many.</returns>
    private static async Task<long> Settle(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var given = new NpgsqlCommand($"select last_value from {StoreConfiguration.Schema}.mt_events_sequence", connection);
        var last = (long)(await given.ExecuteScalarAsync(stop))!;
        await Task.Delay(Grace, stop);
        await using var next = new NpgsqlCommand("select pg_snapshot_xmax(pg_current_snapshot())::text", connection);
        var horizon = await next.ExecuteScalarAsync(stop);
        await using var over = new NpgsqlCommand("select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8", connection) { Parameters = { new() { Value = horizon } } };
        while (await over.ExecuteScalarAsync(stop) is not true)
        {
            await Task.Delay(Pause, stop);
        }

        return last;
    }

    private async Task<(MerkleFrontier Tree, long LastPosition)> Edge(CancellationToken stop)
    {
        var (size, last) = await reader.End(stop);
        return (await reader.Frontier(size, stop), last);
    }

    private static NpgsqlBatchCommand Leaves(long start, List<long> positions, byte[] hashes) => new(
        $"insert into {AuditTables.Leaves} (start_index, leaf_count, last_position, positions, hashes) values ($1, $2, $3, $4, $5)")
    {
        Parameters =
        {
            new() { Value = start },
            new() { Value = positions.Count },
            new() { Value = positions[^1] },
            new() { Value = positions.ToArray() },
            new() { Value = hashes },
        },
    };

    private static NpgsqlBatchCommand Nodes(List<(MerkleNode Node, byte[] Hash)> nodes) => new(
        $"insert into {AuditTables.Nodes} (level, index, hash) select * from unnest($1, $2, $3)")
    {
        Parameters =
        {
            new() { Value = nodes.ConvertAll(completed => (short)(completed.Node.Height / LogReader.Step)).ToArray() },
            new() { Value = nodes.ConvertAll(completed => completed.Node.Index).ToArray() },
            new() { Value = nodes.ConvertAll(completed => completed.Hash).ToArray() },
        },
    };
}
