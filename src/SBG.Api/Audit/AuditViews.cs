namespace SBG.Api.Audit;

/// <summary>A signed statement of what the log held at a moment.</summary>
/// <param name="Number">1, 2, ...</param>
/// <param name="Size">How many events it covers.</param>
/// <param name="RootHash">The root of the Merkle tree over them, base64.</param>
/// <param name="IssuedAt">When (UTC).</param>
/// <param name="IsDaily">Whether it is the first of its day (UTC): keep these.</param>
/// <param name="Note">The signed note (C2SP tlog-checkpoint, Ed25519), to be kept as it is.</param>
public sealed record CheckpointView(long Number, long Size, string RootHash, DateTimeOffset IssuedAt, bool IsDaily, string Note)
{
    internal static CheckpointView Of(IssuedCheckpoint checkpoint) =>
        new(checkpoint.Number, checkpoint.Size, Convert.ToBase64String(checkpoint.Root), checkpoint.IssuedAt, checkpoint.IsDaily, checkpoint.Note);
}

/// <summary>The public keys of the log.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Keys">Every key that ever signed, the oldest first.</param>
public sealed record AuditKeysView(string Origin, IReadOnlyList<AuditKeyView> Keys);

/// <summary>A public key that checkpoints are verified with.</summary>
/// <param name="Key"><c>name+id+key</c>, as C2SP signed-note writes it.</param>
/// <param name="FirstUsedAt">When it first signed (UTC).</param>
/// <param name="SignsNow">Whether it signs new checkpoints.</param>
public sealed record AuditKeyView(string Key, DateTimeOffset FirstUsedAt, bool SignsNow);

/// <summary>Proof that an event is in the log that a checkpoint covers (RFC 9162, section 2.1.3).</summary>
/// <param name="Position">The event's position.</param>
/// <param name="LeafIndex">Its place among the leaves, from 0.</param>
/// <param name="LeafHash">The leaf's hash, base64.</param>
/// <param name="Hashes">The hashes beside its way to the root, from the leaf up, base64.</param>
/// <param name="Checkpoint">The checkpoint whose root they lead to.</param>
public sealed record InclusionProofView(long Position, long LeafIndex, string LeafHash, IReadOnlyList<string> Hashes, CheckpointView Checkpoint);

/// <summary>Proof that the log of a later checkpoint begins with the log of an earlier one (RFC 9162, section 2.1.4).</summary>
/// <param name="Earlier">The earlier checkpoint.</param>
/// <param name="Later">The later checkpoint.</param>
/// <param name="Hashes">From which both roots can be computed, base64.</param>
public sealed record ConsistencyProofView(CheckpointView Earlier, CheckpointView Later, IReadOnlyList<string> Hashes);
