using System.Text;
using Npgsql;
using SBG.Domain.Audit;

namespace SBG.Projections.Audit;

/// <summary>
/// Adds events to the log in the order of the store. The log itself tells how far it got, so that leaves and progress cannot differ: of two
/// writers the key of the leaves lets one through, and after a crash the next one goes on where the last transaction ended.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="reader">Reads the log.</param>
public sealed class LogWriter(NpgsqlDataSource database, LogReader reader)
{
    /// <summary>The most events of one transaction.</summary>
    public const int Slice = 1_000;

    private (MerkleFrontier Tree, long LastPosition)? _edge;

    /// <summary>Logs every event up to a position. No event may appear below it afterwards.</summary>
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
        var (positions, hashes, nodes) = (new List<long>(), new MemoryStream(), new List<(MerkleNode Node, byte[] Hash)>());
        using (var lines = await connection.BeginTextExportAsync(CanonicalEvents.Copy(last, until, Slice), stop))
        {
            while (await lines.ReadLineAsync(stop) is { } line)
            {
                var leaf = MerkleTree.Leaf(Encoding.UTF8.GetBytes(line));
                positions.Add(CanonicalEvents.PositionOf(line));
                hashes.Write(leaf);
                nodes.AddRange(tree.Add(leaf).Where(completed => completed.Node.Height % LogReader.Step == 0));
            }
        }

        if (positions.Count == 0)
        {
            return false;
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
