using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SBG.Api.Identity;

/// <summary>Remembers tokens that were found valid, until they expire: a signature is checked once, not once a request.</summary>
/// <param name="clock">The clock.</param>
internal sealed class CachedTokens(TimeProvider clock) : JsonWebTokenHandler, IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5); // a revoked signing key is noticed within this

    private readonly MemoryCache _valid = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (_valid.TryGetValue(token, out (TokenValidationResult Result, DateTimeOffset Until) known) && clock.GetUtcNow() < known.Until)
        {
            return known.Result;
        }

        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
        {
            var until = Earlier(result.SecurityToken.ValidTo, clock.GetUtcNow() + Longest);
            _valid.Set(token, (result, until), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Longest });
        }

        return result;
    }

    public void Dispose() => _valid.Dispose();

    private static DateTimeOffset Earlier(DateTime expires, DateTimeOffset other) => expires < other.UtcDateTime ? new(expires, TimeSpan.Zero) : other;
}
