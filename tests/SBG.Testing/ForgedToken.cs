using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SBG.Api.Hosting;

namespace SBG.Testing;

/// <summary>What is wrong with a token.</summary>
public enum TokenFlaw
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It expired an hour ago.</summary>
    Expired,

    /// <summary>It is meant for another service.</summary>
    OtherAudience,

    /// <summary>Another authority made it.</summary>
    OtherIssuer,

    /// <summary>Another key signed it.</summary>
    ForeignKey,

    /// <summary>Nobody signed it: <c>alg: none</c>.</summary>
    Unsigned,
}

/// <summary>Makes tokens by hand.</summary>
internal static class ForgedToken
{
    public static string Of(string persona, TokenFlaw flaw, Uri issuer, DevelopmentSecrets secrets)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (flaw != TokenFlaw.ForeignKey)
        {
            ecdsa.ImportPkcs8PrivateKey(Convert.FromBase64String(secrets.SigningKey), out _);
        }

        var now = DateTime.UtcNow;
        var key = new ECDsaSecurityKey(ecdsa) { KeyId = Convert.ToHexStringLower(SHA256.HashData(ecdsa.ExportSubjectPublicKeyInfo())[..8]), CryptoProviderFactory = new() { CacheSignatureProviders = false } };
        var parts = persona.Split('@')[^1].Split('.');
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = flaw == TokenFlaw.OtherIssuer ? "https://ailleurs.example/" : issuer.ToString(),
            Audience = flaw == TokenFlaw.OtherAudience ? "autre" : "sbg",
            IssuedAt = now.AddHours(-2),
            Expires = flaw == TokenFlaw.Expired ? now.AddHours(-1) : now.AddHours(1),
            Claims = new Dictionary<string, object> { ["sub"] = persona, ["name"] = persona, ["org"] = parts[^1], ["roles"] = parts[..^1] },
            TokenType = "at+jwt",
            SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
        });
        if (flaw != TokenFlaw.Unsigned)
        {
            return token;
        }

        var header = Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"at+jwt"}"""));
        return $"{header}.{token.Split('.')[1]}.";
    }
}
