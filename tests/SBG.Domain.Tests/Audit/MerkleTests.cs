using FluentAssertions;
using SBG.Domain.Audit;
using Xunit;

namespace SBG.Domain.Tests.Audit;

public sealed class MerkleTests
{
    // The leaves and roots of the reference implementation of RFC 6962, whose tree RFC 9162 keeps.
    private static readonly string[] Leaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_roots_are_those_of_the_reference(int size, string root)
    {
        var tree = new MerkleFrontier(0, []);
        foreach (var leaf in Leaves.Take(size))
        {
            tree.Add(MerkleTree.Leaf(Convert.FromHexString(leaf)));
        }

        Convert.ToHexStringLower(tree.Root).Should().Be(root);
    }

    [Fact]
    public void Every_leaf_of_every_small_tree_is_proven_to_be_in_it()
    {
        for (var size = 1; size <= 40; size++)
        {
            var leaves = Hashes(size);
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleProof.Inclusion(index, size).Select(range => Root(leaves, range)).ToArray();
                RootBy(proof, index, size, leaves[index]).Should().Equal(Root(leaves, new(0, size)), "of leaf {0} in {1}", index, size);
            }
        }
    }

    [Fact]
    public void Every_small_tree_is_proven_to_begin_with_every_smaller_one()
    {
        for (var later = 1; later <= 40; later++)
        {
            var leaves = Hashes(later);
            for (var earlier = 1; earlier <= later; earlier++)
            {
                var proof = MerkleProof.Consistency(earlier, later).Select(range => Root(leaves, range)).ToArray();
                var (first, second) = (Root(leaves, new(0, earlier)), Root(leaves, new(0, later)));
                IsConsistent(proof, earlier, later, first, second).Should().BeTrue("{0} begins with {1}", later, earlier);
                if (earlier < later)
                {
                    IsConsistent(proof, earlier, later, second, first).Should().BeFalse();
                }
            }
        }
    }

    [Fact]
    public void An_edge_goes_on_wherever_it_is_taken_up()
    {
        var leaves = Hashes(100);
        for (var size = 0; size < leaves.Length; size++)
        {
            var edge = new MerkleFrontier(size, new MerkleRange(0, size).Nodes().Select(node => Root(leaves, new(node.Index << node.Height, (node.Index + 1) << node.Height))));
            foreach (var leaf in leaves.Skip(size))
            {
                edge.Add(leaf);
            }

            edge.Root.Should().Equal(Root(leaves, new(0, leaves.Length)));
        }
    }

    private static byte[][] Hashes(int count) => [.. Enumerable.Range(0, count).Select(index => MerkleTree.Leaf(BitConverter.GetBytes(index)))];

    /// <summary>The definition of the tree's hash (RFC 9162, section 2.1.1), word for word.</summary>
    private static byte[] Root(byte[][] leaves, MerkleRange range)
    {
        var count = range.End - range.Start;
        if (count <= 1)
        {
            return count == 0 ? MerkleTree.EmptyRoot.ToArray() : leaves[range.Start];
        }

        var half = 1L;
        while (half * 2 < count)
        {
            half *= 2;
        }

        return MerkleTree.Node(Root(leaves, new(range.Start, range.Start + half)), Root(leaves, new(range.Start + half, range.End)));
    }

    /// <summary>RFC 9162, section 2.1.3.2.</summary>
    private static byte[] RootBy(byte[][] path, long index, long size, byte[] leaf)
    {
        var (fn, sn, r) = (index, size - 1, leaf);
        foreach (var p in path)
        {
            sn.Should().NotBe(0);
            if (fn % 2 == 1 || fn == sn)
            {
                r = MerkleTree.Node(p, r);
                while (fn % 2 == 0 && fn != 0)
                {
                    (fn, sn) = (fn >> 1, sn >> 1);
                }
            }
            else
            {
                r = MerkleTree.Node(r, p);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        sn.Should().Be(0);
        return r;
    }

    /// <summary>RFC 9162, section 2.1.4.2.</summary>
    private static bool IsConsistent(byte[][] proof, long first, long second, byte[] firstHash, byte[] secondHash)
    {
        if (first == second)
        {
            return proof.Length == 0 && firstHash.SequenceEqual(secondHash);
        }

        var path = long.IsPow2(first) ? [firstHash, .. proof] : proof;
        var (fn, sn) = (first - 1, second - 1);
        while (fn % 2 == 1)
        {
            (fn, sn) = (fn >> 1, sn >> 1);
        }

        var (fr, sr) = (path[0], path[0]);
        foreach (var c in path.Skip(1))
        {
            if (sn == 0)
            {
                return false;
            }

            if (fn % 2 == 1 || fn == sn)
            {
                (fr, sr) = (MerkleTree.Node(c, fr), MerkleTree.Node(c, sr));
                while (fn % 2 == 0 && fn != 0)
                {
                    (fn, sn) = (fn >> 1, sn >> 1);
                }
            }
            else
            {
                sr = MerkleTree.Node(sr, c);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && fr.SequenceEqual(firstHash) && sr.SequenceEqual(secondHash);
    }
}
