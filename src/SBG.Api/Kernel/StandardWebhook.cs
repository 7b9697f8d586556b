using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SBG.Api.Kernel;

/// <summary>
/// Signatures of messages between systems, by Standard Webhooks 1.0 (standardwebhooks.com): HMAC-SHA-256 over <c>id.timestamp.body</c>, base64, marked
/// <c>v1</c>. While a secret is replaced, two are good: a message bears a signature of each, and one that fits is enough.
/// </summary>
public static class StandardWebhook
{
    /// <summary>Header: the message's id, the same however often it is sent.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>Header: when it was sent, seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>Header: the signatures, separated by spaces.</summary>
    public const string SignatureHeader = "webhook-signature";

    /// <summary>What a secret begins with; 24 to 64 bytes in base64 follow.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>A message whose time is further away is refused, however well it is signed.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Whether a text is a secret.</summary>
    /// <param name="secret">The text.</param>
    public static bool IsSecret(string secret) => KeyOf(secret) is { Length: >= 24 and <= 64 };

    /// <summary>The signatures of a message.</summary>
    /// <param name="secrets">Secrets; at least one.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="body">Its body.</param>
    public static string Sign(IEnumerable<string> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var signed = Signed(id, at.ToUnixTimeSeconds(), body);
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret)!, signed))));
    }

    /// <summary>Whether a message was signed with one of the secrets, not long ago.</summary>
    /// <param name="secrets">Secrets.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="body">Its body.</param>
    /// <param name="now">The present.</param>
    public static bool IsSigned(IEnumerable<string> secrets, IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(headers);
        if (headers[IdHeader] is not [{ Length: > 0 and <= 200 } id] || headers[SignatureHeader] is not [{ } signatures]
            || headers[TimestampHeader] is not [{ } told] || !long.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(seconds - now.ToUnixTimeSeconds()) > Tolerance.TotalSeconds)
        {
            return false;
        }

        var signed = Signed(id, seconds, body);
        var fits = false;
        foreach (var secret in secrets)
        {
            var expected = HMACSHA256.HashData(KeyOf(secret)!, signed);
            foreach (var signature in signatures.Split(' ').Where(signature => signature.StartsWith("v1,", StringComparison.Ordinal)))
            {
                var given = new byte[64];
                fits |= Convert.TryFromBase64String(signature[3..], given, out var length) && CryptographicOperations.FixedTimeEquals(expected, given.AsSpan(0, length));
            }
        }

        return fits;
    }

    private static byte[]? KeyOf(string secret)
    {
        var key = new byte[100];
        return secret.StartsWith(SecretPrefix, StringComparison.Ordinal) && secret.Length <= 120 && Convert.TryFromBase64String(secret[SecretPrefix.Length..], key, out var length)
            ? key[..length]
            : null;
    }

    private static byte[] Signed(string id, long seconds, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}."));
        return [.. head, .. body];
    }
}
