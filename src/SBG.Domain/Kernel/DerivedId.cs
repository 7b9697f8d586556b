using System.Security.Cryptography;
using System.Text;

namespace SBG.Domain.Kernel;

/// <summary>Ids that follow from facts, so that the same fact told twice meets itself: a UUIDv8 (RFC 9562, section 5.8) of a SHA-256.</summary>
public static class DerivedId
{
    /// <summary>The id of what the parts name, the same on every machine and for ever.</summary>
    /// <param name="kind">What is named, e.g. <c>provisioning-order</c>; part of what is hashed.</param>
    /// <param name="parts">What distinguishes it within its kind, in a fixed order.</param>
    public static Guid Of(string kind, params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder(kind);
        foreach (var part in parts)
        {
            // The length keeps ("ab", "c") and ("a", "bc") apart.
            text.Append('\n').Append(part.Length).Append(':').Append(part);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
