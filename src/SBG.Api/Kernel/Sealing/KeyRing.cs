using System.Security.Cryptography;

namespace SBG.Api.Kernel.Sealing;

/// <summary>
/// The key-encryption keys: they wrap the data keys and never touch data. New data keys are wrapped by the current one;
/// older ones stay until every data key was wrapped anew.
/// </summary>
public sealed class KeyRing
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly Dictionary<string, byte[]> _keys;

    /// <summary>Takes the keys.</summary>
    /// <param name="current">The id of the key that wraps from now on.</param>
    /// <param name="keys">All keys by id, 32 bytes each.</param>
    /// <exception cref="InvalidOperationException">A key is not 32 bytes, or the current one is missing.</exception>
    public KeyRing(string current, IReadOnlyDictionary<string, byte[]> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (!keys.ContainsKey(current) || keys.Values.Any(key => key.Length != 32))
        {
            throw new InvalidOperationException("Sealing:CurrentKey must name one of Sealing:Keys, each 32 bytes in base64.");
        }

        Current = current;
        _keys = new(keys, StringComparer.Ordinal);
    }

    /// <summary>The id of the key that wraps from now on.</summary>
    public string Current { get; }

    /// <summary>Wraps a data key with the current key.</summary>
    /// <param name="dataKey">32 bytes.</param>
    /// <param name="subject">Whose; bound into the wrapping, so that a row cannot be moved to another subject.</param>
    public byte[] Wrap(ReadOnlySpan<byte> dataKey, string subject) => Aead.Seal(_keys[Current], dataKey, subject);

    /// <summary>Unwraps a data key; null when its key-encryption key is not on the ring: then it reads as destroyed.</summary>
    /// <param name="wrapped">What <see cref="Wrap"/> gave.</param>
    /// <param name="wrappedBy">The id of the wrapping key.</param>
    /// <param name="subject">Whose.</param>
    public byte[]? Unwrap(byte[] wrapped, string wrappedBy, string subject) =>
        _keys.TryGetValue(wrappedBy, out var key) ? Aead.Open(key, wrapped, subject) : null;

    /// <summary>A key for another use than wrapping, the same on every node (HKDF with SHA-256, RFC 5869).</summary>
    /// <param name="id">The key-encryption key that it is derived from.</param>
    /// <param name="purpose">What it is for.</param>
    /// <returns>32 bytes; null: that key is not on the ring.</returns>
    public byte[]? Derive(string id, string purpose) =>
        _keys.TryGetValue(id, out var key) ? HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: System.Text.Encoding.UTF8.GetBytes(purpose)) : null;

    /// <summary>AES-256-GCM (NIST SP 800-38D): nonce, tag, ciphertext in one array; the subject is authenticated with it.</summary>
    internal static class Aead
    {
        public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plaintext, string subject)
        {
            var result = new byte[NonceSize + TagSize + plaintext.Length];
            var nonce = result.AsSpan(0, NonceSize);
            RandomNumberGenerator.Fill(nonce);
            using var aes = new AesGcm(key, TagSize);
            aes.Encrypt(nonce, plaintext, result.AsSpan(NonceSize + TagSize), result.AsSpan(NonceSize, TagSize), System.Text.Encoding.UTF8.GetBytes(subject));
            return result;
        }

        public static byte[]? Open(byte[] key, ReadOnlySpan<byte> sealedBytes, string subject)
        {
            if (sealedBytes.Length < NonceSize + TagSize)
            {
                return null;
            }

            var plaintext = new byte[sealedBytes.Length - NonceSize - TagSize];
            using var aes = new AesGcm(key, TagSize);
            try
            {
                aes.Decrypt(
                    sealedBytes[..NonceSize],
                    sealedBytes[(NonceSize + TagSize)..],
                    sealedBytes.Slice(NonceSize, TagSize),
                    plaintext,
                    System.Text.Encoding.UTF8.GetBytes(subject));
                return plaintext;
            }
            catch (AuthenticationTagMismatchException)
            {
                return null;
            }
        }
    }
}
