using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using SBG.Api.Kernel.Sealing;

namespace SBG.Api.Portal.SignIn;

/// <summary>
/// Protects cookies and forms by keys that are derived from the key-encryption keys, one for each purpose (HKDF, RFC 5869): every node has them, before
/// and after a restart, and there is nothing to store.
/// </summary>
/// <param name="ring">The key-encryption keys.</param>
public sealed class KeyRingProtection(KeyRing ring) : IDataProtectionProvider
{
    /// <inheritdoc/>
    public IDataProtector CreateProtector(string purpose) => new Protector(ring, purpose);

    private sealed class Protector(KeyRing ring, string purposes) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new Protector(ring, $"{purposes.Length}:{purposes}/{purpose}");

        public byte[] Protect(byte[] plaintext)
        {
            var id = Encoding.UTF8.GetBytes(ring.Current);
            return [(byte)id.Length, .. id, .. KeyRing.Aead.Seal(ring.Derive(ring.Current, purposes)!, plaintext, purposes)];
        }

        public byte[] Unprotect(byte[] protectedData)
        {
            ReadOnlySpan<byte> bytes = protectedData;
            var end = bytes.Length == 0 ? 1 : bytes[0] + 1;
            var plaintext = bytes.Length > end && ring.Derive(Encoding.UTF8.GetString(bytes[1..end]), purposes) is { } key
                ? KeyRing.Aead.Open(key, bytes[end..], purposes)
                : null;
            return plaintext ?? throw new CryptographicException("Not protected by a key of this ring.");
        }
    }
}
