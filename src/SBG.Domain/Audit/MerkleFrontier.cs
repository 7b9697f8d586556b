namespace SBG.Domain.Audit;

/// <summary>The right edge of a growing tree: all that is needed to add leaves and to know the root.</summary>
public sealed class MerkleFrontier
{
    private readonly List<byte[]> _subtrees;

    /// <summary>The edge of a tree that exists.</summary>
    /// <param name="size">Its leaves.</param>
    /// <param name="subtrees">The hashes of the perfect subtrees that it consists of, the larger ones first.</param>
    public MerkleFrontier(long size, IEnumerable<byte[]> subtrees) => (Size, _subtrees) = (size, [.. subtrees]);

    /// <summary>How many leaves there are.</summary>
    public long Size { get; private set; }

    /// <summary>The root of the tree as it is.</summary>
    public byte[] Root => MerkleTree.Join(_subtrees);

    /// <summary>Adds a leaf.</summary>
    /// <param name="leaf">Its hash.</param>
    /// <returns>The perfect subtrees that it completes, the smallest first, the leaf itself left out.</returns>
    public IEnumerable<(MerkleNode Node, byte[] Hash)> Add(byte[] leaf)
    {
        var completed = new List<(MerkleNode, byte[])>();
        var (hash, height) = (leaf, 0);
        for (var index = Size; index % 2 == 1; index /= 2)
        {
            hash = MerkleTree.Node(_subtrees[^1], hash);
            _subtrees.RemoveAt(_subtrees.Count - 1);
            completed.Add((new(++height, index / 2), hash));
        }

        _subtrees.Add(hash);
        Size++;
        return completed;
    }
}
