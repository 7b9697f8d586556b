using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using SBG.Api.Hosting;
using SBG.Domain.Audit;

namespace SBG.Api.Audit;

/// <summary>
/// The keys that sign checkpoints (Ed25519, RFC 8032). All of them sign: while a key is replaced, the old and the new one do, so that who
/// trusts the old one sees the new one vouched for.
/// </summary>
public sealed class CheckpointKeys
{
    private readonly (VerifierKey Public, Ed25519PrivateKeyParameters Private)[] _keys;

    /// <summary>Takes the keys.</summary>
    /// <param name="origin">The log's name.</param>
    /// <param name="seeds">The private keys, 32 bytes each.</param>
    /// <exception cref="InvalidOperationException">There is none, or one is not 32 bytes.</exception>
    public CheckpointKeys(string origin, IReadOnlyList<byte[]> seeds)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        if (seeds.Count == 0 || seeds.Any(seed => seed.Length != Ed25519PrivateKeyParameters.KeySize))
        {
            throw new InvalidOperationException("Audit:SigningKeys must give at least one key, each 32 bytes in base64.");
        }

        Origin = origin;
        _keys = [.. seeds.Select(seed => new Ed25519PrivateKeyParameters(seed, 0)).Select(key => (new VerifierKey(origin, key.GeneratePublicKey().GetEncoded()), key))];
    }

    /// <summary>The log's name.</summary>
    public string Origin { get; }

    /// <summary>The public keys, for auditors.</summary>
    public IEnumerable<VerifierKey> Public => _keys.Select(key => key.Public);

    /// <summary>Reads <c>Audit:Origin</c> and <c>Audit:SigningKeys:{n}</c>, or derives a key from the generated secrets in Development.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="environment">The environment.</param>
    public static CheckpointKeys Read(IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var seeds = configuration.GetSection("Audit:SigningKeys").GetChildren().Select(key => Convert.FromBase64String(key.Value ?? string.Empty)).ToArray();
        if (seeds.Length == 0 && environment.IsDevelopment())
        {
            var secret = Convert.FromBase64String(DevelopmentSecrets.LoadOrCreate(configuration.SecretsFile()).KeyEncryptionKey);
            seeds = [HMACSHA256.HashData(secret, "audit checkpoints"u8)];
        }

        return new(configuration["Audit:Origin"] ?? "sbg.example/journal", seeds);
    }

    /// <summary>
    /// Signs a document, with the first key. What begins as a document does is no checkpoint, so that neither signature passes for the other.
    /// </summary>
    /// <param name="document">Its bytes.</param>
    /// <returns>The public key and the Ed25519 signature, 64 bytes.</returns>
    /// <exception cref="ArgumentException">The bytes begin as a checkpoint does.</exception>
    public (VerifierKey Key, byte[] Signature) SignDocument(ReadOnlySpan<byte> document)
    {
        if (document.StartsWith(Encoding.UTF8.GetBytes(Origin)))
        {
            throw new ArgumentException("A document does not begin with the log's name.", nameof(document));
        }

        return (_keys[0].Public, Sign(_keys[0].Private, document.ToArray()));
    }

    /// <summary>Signs a checkpoint with every key.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <returns>The signed note.</returns>
    public string Sign(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var text = Encoding.UTF8.GetBytes(checkpoint.Text);
        return checkpoint.Note(_keys.Select(key => (key.Public, Sign(key.Private, text))));
    }

    private static byte[] Sign(Ed25519PrivateKeyParameters key, byte[] text)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, key);
        signer.BlockUpdate(text, 0, text.Length);
        return signer.GenerateSignature();
    }
}
