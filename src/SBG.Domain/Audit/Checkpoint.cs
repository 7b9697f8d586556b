using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SBG.Domain.Audit;

/// <summary>What is signed: how many events the log held at a moment, and the root of the tree over them.</summary>
/// <param name="Origin">The log's name, the same for ever.</param>
/// <param name="Size">How many events.</param>
/// <param name="Root">The root of the tree over them.</param>
/// <param name="IssuedAt">When (UTC).</param>
public sealed record Checkpoint(string Origin, long Size, ReadOnlyMemory<byte> Root, DateTimeOffset IssuedAt)
{
    /// <summary>The text that is signed, as C2SP tlog-checkpoint has it: origin, size, root in base64, and one line of extension that tells when.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.Span)}\nissued {IssuedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\n");

    /// <summary>The text with its signatures: a signed note (C2SP signed-note).</summary>
    /// <param name="signatures">Who signed, and the Ed25519 signature of <see cref="Text"/>.</param>
    public string Note(IEnumerable<(VerifierKey Key, byte[] Signature)> signatures)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        var note = new StringBuilder(Text).Append('\n');
        foreach (var (key, signature) in signatures)
        {
            note.Append("— ").Append(key.Name).Append(' ').Append(Convert.ToBase64String([.. key.Id, .. signature])).Append('\n');
        }

        return note.ToString();
    }
}

/// <summary>A public key that checkpoints are verified with, as C2SP signed-note writes it.</summary>
/// <param name="Name">Whose: the log's origin.</param>
/// <param name="PublicKey">32 bytes, Ed25519 (RFC 8032).</param>
public sealed record VerifierKey(string Name, ReadOnlyMemory<byte> PublicKey)
{
    private const byte Ed25519 = 1;

    /// <summary>Four bytes that tell keys of one name apart.</summary>
    public ReadOnlySpan<byte> Id => SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Ed25519, .. PublicKey.Span]).AsSpan(0, 4);

    /// <summary><c>name+id+key</c>: what an auditor keeps.</summary>
    public override string ToString() => $"{Name}+{Convert.ToHexStringLower(Id)}+{Convert.ToBase64String([Ed25519, .. PublicKey.Span])}";
}
