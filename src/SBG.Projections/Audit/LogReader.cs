using Npgsql;
using SBG.Domain.Audit;

namespace SBG.Projections.Audit;

/// <summary>The place of an event in the log.</summary>
/// <param name="Index">Its leaf, from 0.</param>
/// <param name="Hash">The leaf's hash as it was logged.</param>
public sealed record LoggedLeaf(long Index, byte[] Hash);

/// <summary>Reads hashes of the tree: a few rows for any of them, however large the log is.</summary>
/// <param name="database">The database.</param>
public sealed class LogReader(NpgsqlDataSource database)
{
    /// <summary>Leaves below one stored node, as a power of two.</summary>
    public const int Step = 8;

    /// <summary>How many events are logged, and the position of the last one.</summary>
    /// <param name="stop">Cancels.</param>
    public async Task<(long Size, long LastPosition)> End(CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"select start_index + leaf_count, last_position from {AuditTables.Leaves} order by start_index desc limit 1");
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? (reader.GetInt64(0), reader.GetInt64(1)) : (0, 0);
    }

    /// <summary>The edge of the tree with its first leaves.</summary>
    /// <param name="size">How many of them.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<MerkleFrontier> Frontier(long size, CancellationToken stop) => new(size, await Subtrees(new(0, size), stop));

    /// <summary>The hash of leaves in a row: an element of a proof, or the root when it is of all.</summary>
    /// <param name="range">Which leaves; a range that the tree has a hash for.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<byte[]> Hash(MerkleRange range, CancellationToken stop) => MerkleTree.Join(await Subtrees(range, stop));

    /// <summary>The hashes of a proof's elements.</summary>
    /// <param name="ranges">The elements.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IReadOnlyList<byte[]>> Hashes(IEnumerable<MerkleRange> ranges, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var hashes = new List<byte[]>();
        foreach (var range in ranges)
        {
            hashes.Add(await Hash(range, stop));
        }

        return hashes;
    }

    /// <summary>Where an event is logged.</summary>
    /// <param name="position">The event's position in the store.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null when it is not logged: not yet, or there is no such event.</returns>
    public async Task<LoggedLeaf?> Find(long position, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"""
            select start_index + at - 1, substring(hashes from ((at - 1) * {MerkleTree.HashSize} + 1)::int for {MerkleTree.HashSize})
            from (select * from {AuditTables.Leaves} where last_position >= $1 order by last_position limit 1) as row, array_position(positions, $1) as at
            where at is not null
            """);
        command.Parameters.Add(new() { Value = position });
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>The logged leaves in a row, with the positions of their events.</summary>
    /// <param name="range">Which leaves.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IReadOnlyList<(long Position, byte[] Hash)>> Leaves(MerkleRange range, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"""
            select start_index, positions, hashes from {AuditTables.Leaves}
            where start_index < $2 and start_index >= coalesce((select max(start_index) from {AuditTables.Leaves} where start_index <= $1), 0) order by start_index
            """);
        command.Parameters.Add(new() { Value = range.Start });
        command.Parameters.Add(new() { Value = range.End });
        await using var reader = await command.ExecuteReaderAsync(stop);
        var leaves = new List<(long, byte[])>();
        while (await reader.ReadAsync(stop))
        {
            var (start, positions, hashes) = (reader.GetInt64(0), reader.GetFieldValue<long[]>(1), reader.GetFieldValue<byte[]>(2));
            for (var index = Math.Max(start, range.Start); index < Math.Min(start + positions.Length, range.End); index++)
            {
                var at = (int)(index - start);
                leaves.Add((positions[at], hashes[(at * MerkleTree.HashSize)..((at + 1) * MerkleTree.HashSize)]));
            }
        }

        return leaves;
    }

    private async Task<List<byte[]>> Subtrees(MerkleRange range, CancellationToken stop)
    {
        var hashes = new List<byte[]>();
        foreach (var node in range.Nodes())
        {
            hashes.Add(await Node(node, stop));
        }

        return hashes;
    }

    /// <summary>A perfect subtree, from the stored hashes nearest below it.</summary>
    private async Task<byte[]> Node(MerkleNode node, CancellationToken stop)
    {
        var (level, above) = Math.DivRem(node.Height, Step);
        var (first, count) = (node.Index << above, 1 << above);
        List<byte[]> row = level == 0
            ? [.. (await Leaves(new(first, first + count), stop)).Select(leaf => leaf.Hash)]
            : await Stored(level, first, count, stop);
        if (row.Count != count)
        {
            throw new InvalidOperationException($"The log lacks hashes of level {level} from {first} on.");
        }

        while (row.Count > 1)
        {
            row = [.. row.Chunk(2).Select(pair => MerkleTree.Node(pair[0], pair[1]))];
        }

        return row[0];
    }

    private async Task<List<byte[]>> Stored(int level, long first, int count, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"select hash from {AuditTables.Nodes} where level = $1 and index >= $2 and index < $3 order by index");
        command.Parameters.Add(new() { Value = (short)level });
        command.Parameters.Add(new() { Value = first });
        command.Parameters.Add(new() { Value = first + count });
        await using var reader = await command.ExecuteReaderAsync(stop);
        var hashes = new List<byte[]>();
        while (await reader.ReadAsync(stop))
        {
            hashes.Add(reader.GetFieldValue<byte[]>(0));
        }

        return hashes;
    }
}
