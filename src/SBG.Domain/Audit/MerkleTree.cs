using System.Security.Cryptography;

namespace SBG.Domain.Audit;

/// <summary>The hashes of a Merkle tree, as RFC 9162, section 2.1.1, has them: SHA-256, leaves and nodes told apart by their first byte.</summary>
public static class MerkleTree
{
    /// <summary>The bytes of a hash.</summary>
    public const int HashSize = SHA256.HashSizeInBytes;

    /// <summary>The root of a tree without leaves.</summary>
    public static ReadOnlyMemory<byte> EmptyRoot { get; } = SHA256.HashData([]);

    /// <summary>The hash of a leaf.</summary>
    /// <param name="content">What the leaf stands for.</param>
    public static byte[] Leaf(ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    /// <summary>The hash of a node.</summary>
    /// <param name="left">Of the leaves before.</param>
    /// <param name="right">Of the leaves after.</param>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> content = stackalloc byte[1 + (2 * HashSize)];
        content[0] = 1;
        left.CopyTo(content[1..]);
        right.CopyTo(content[(1 + HashSize)..]);
        return SHA256.HashData(content);
    }

    /// <summary>The hash of neighbouring perfect subtrees, the larger ones first: the last two are joined until one is left.</summary>
    /// <param name="subtrees">Their hashes, from the left; none: the empty tree.</param>
    public static byte[] Join(IReadOnlyList<byte[]> subtrees)
    {
        ArgumentNullException.ThrowIfNull(subtrees);
        if (subtrees.Count == 0)
        {
            return EmptyRoot.ToArray();
        }

        var joined = subtrees[^1];
        for (var index = subtrees.Count - 2; index >= 0; index--)
        {
            joined = Node(subtrees[index], joined);
        }

        return joined;
    }
}
