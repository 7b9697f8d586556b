using Npgsql;
using SBG.Domain.Audit;
using SBG.Projections.Audit;

namespace SBG.Api.Audit;

/// <summary>
/// What an auditor takes away to verify elsewhere, part by part: each event beside the leaf that was logged for it. For one client, the
/// stretches between its own events are a few hashes, from which nobody learns what others did.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="log">The log.</param>
internal sealed class Bundle(NpgsqlDataSource database, LogReader log)
{
    /// <summary>Leaves of one part: a power of two, so that hashes of others never reach over a part's end.</summary>
    public const int PartSize = 8_192;

    /// <summary>How many parts a log has.</summary>
    /// <param name="size">Its leaves.</param>
    public static long Parts(long size) => (size + PartSize - 1) / PartSize;

    /// <summary>The lines of a part.</summary>
    /// <param name="range">Its leaves.</param>
    /// <param name="tenant">Whose events; null: everyone's.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IReadOnlyList<string>> Lines(MerkleRange range, string? tenant, CancellationToken stop)
    {
        var leaves = await log.Leaves(range, stop);
        var after = range.Start == 0 ? 0 : (await log.Leaves(new(range.Start - 1, range.Start), stop))[0].Position;
        var events = await Events(after, leaves[^1].Position, tenant, stop);
        var (lines, foreign) = (new List<string>(), range.Start);
        var next = 0;
        for (var at = 0; at < leaves.Count; at++)
        {
            var (position, hash) = leaves[at];
            for (; next < events.Count && events[next].Position < position; next++)
            {
                lines.Add($"X\t{events[next].Line}"); // stands where nothing was logged
            }

            if (next < events.Count && events[next].Position == position)
            {
                lines.AddRange(Others(leaves, range.Start, new(foreign, range.Start + at)));
                lines.Add($"E\t{Convert.ToHexStringLower(hash)}\t{events[next++].Line}");
                foreign = range.Start + at + 1;
            }
            else if (tenant is null)
            {
                lines.Add($"M\t{Convert.ToHexStringLower(hash)}\t{position}"); // was logged and is gone
                foreign = range.Start + at + 1;
            }
        }

        lines.AddRange(Others(leaves, range.Start, new(foreign, range.Start + leaves.Count)));
        return lines;
    }

    private static IEnumerable<string> Others(IReadOnlyList<(long Position, byte[] Hash)> leaves, long start, MerkleRange range) =>
        from node in range.Nodes()
        let first = (int)((node.Index << node.Height) - start)
        let edge = Enumerable.Range(first, 1 << node.Height).Aggregate(new MerkleFrontier(0, []), (edge, at) =>
        {
            edge.Add(leaves[at].Hash);
            return edge;
        })
        select $"H\t{1 << node.Height}\t{Convert.ToHexStringLower(edge.Root)}";

    private async Task<List<(long Position, string Line)>> Events(long after, long until, string? tenant, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        using var lines = await connection.BeginTextExportAsync(CanonicalEvents.Copy(after, until, int.MaxValue, tenant), stop);
        var events = new List<(long, string)>();
        while (await lines.ReadLineAsync(stop) is { } line)
        {
            events.Add((CanonicalEvents.PositionOf(line), line));
        }

        return events;
    }
}
