using System.Numerics;

namespace SBG.Domain.Audit;

/// <summary>A perfect subtree: the 2^<paramref name="Height"/> leaves from <paramref name="Index"/> · 2^<paramref name="Height"/> on.</summary>
/// <param name="Height">0 for a leaf.</param>
/// <param name="Index">Its place among those of its height, from 0.</param>
public readonly record struct MerkleNode(int Height, long Index);

/// <summary>Leaves in a row that a tree has one hash for.</summary>
/// <param name="Start">The first leaf.</param>
/// <param name="End">Behind the last leaf.</param>
public readonly record struct MerkleRange(long Start, long End)
{
    /// <summary>The perfect subtrees that it consists of, from the left, each smaller than the one before.</summary>
    public IEnumerable<MerkleNode> Nodes()
    {
        for (var start = Start; start < End;)
        {
            var height = Math.Min(BitOperations.Log2((ulong)(End - start)), start == 0 ? 62 : BitOperations.TrailingZeroCount(start));
            yield return new(height, start >> height);
            start += 1L << height;
        }
    }
}

/// <summary>What a proof consists of: ranges of leaves, the hash of each being one of its elements (RFC 9162, sections 2.1.3 and 2.1.4).</summary>
public static class MerkleProof
{
    /// <summary>That a leaf is in a tree: the ranges beside its way to the root, from the leaf up.</summary>
    /// <param name="index">The leaf, from 0.</param>
    /// <param name="size">The tree's leaves.</param>
    public static IReadOnlyList<MerkleRange> Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<MerkleRange>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + LargestPowerBelow(end - start);
            if (index < middle)
            {
                path.Add(new(middle, end));
                end = middle;
            }
            else
            {
                path.Add(new(start, middle));
                start = middle;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>That a tree begins with another: the ranges from which both roots can be computed.</summary>
    /// <param name="earlier">The leaves of the earlier tree, at least 1.</param>
    /// <param name="later">The leaves of the later tree.</param>
    public static IReadOnlyList<MerkleRange> Consistency(long earlier, long later)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(earlier, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlier, later);
        var path = new List<MerkleRange>();
        var (start, end, whole) = (0L, later, true);
        while (earlier < end)
        {
            var middle = start + LargestPowerBelow(end - start);
            if (earlier <= middle)
            {
                path.Add(new(middle, end));
                end = middle;
            }
            else
            {
                path.Add(new(start, middle));
                (start, whole) = (middle, false);
            }
        }

        if (!whole)
        {
            path.Add(new(start, end));
        }

        path.Reverse();
        return path;
    }

    private static long LargestPowerBelow(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
