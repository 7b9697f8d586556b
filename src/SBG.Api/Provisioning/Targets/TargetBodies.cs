using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Domain.Provisioning.Targets;

namespace SBG.Api.Provisioning.Targets;

/// <summary>What is told of a target; nothing secret.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="BaseUrl">Where it is, https; paths are added to it.</param>
/// <param name="TimeOut">How long a call may take (ISO 8601); absent: 30 seconds.</param>
/// <param name="Settings">What its connector is told.</param>
public sealed record TargetTermsBody(
    [StringLength(120, MinimumLength = 1)] string Name,
    [StringLength(500, MinimumLength = 1)] string BaseUrl,
    TimeSpan? TimeOut = null,
    [MaxLength(20)] IReadOnlyDictionary<string, string>? Settings = null)
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    internal TargetTerms Terms => new(
        Name, BaseUrl, TimeOut ?? Usual, (Settings ?? ImmutableSortedDictionary<string, string>.Empty).ToImmutableSortedDictionary(StringComparer.Ordinal));
}

/// <summary>An outside system.</summary>
/// <param name="Kind">How it is spoken to.</param>
/// <param name="Terms">What is told of it.</param>
/// <param name="Credentials">How the service makes itself known to it.</param>
public sealed record RegisterTargetBody(TargetProtocol Kind, TargetTermsBody Terms, CredentialsBody Credentials);

/// <summary>How the service makes itself known to a target: a name and a password, or a token, or signing secrets. Stored sealed, never answered.</summary>
/// <param name="Username">The name.</param>
/// <param name="Password">The password.</param>
/// <param name="Token">The token.</param>
/// <param name="SigningSecrets"><c>whsec_</c> and 24 to 64 bytes in base64; two while one is replaced by the other.</param>
public sealed record CredentialsBody(
    [StringLength(200, MinimumLength = 1)] string? Username = null,
    [StringLength(500, MinimumLength = 1)] string? Password = null,
    [StringLength(4000, MinimumLength = 1)] string? Token = null,
    [MinLength(1), MaxLength(2)] IReadOnlyList<string>? SigningSecrets = null)
{
    /// <summary>Their form; null: they are not of one form, or no secrets.</summary>
    internal CredentialForm? Form => this switch
    {
        { Username: { } name, Password: not null, Token: null, SigningSecrets: null } when !name.Contains(':', StringComparison.Ordinal) => CredentialForm.Basic,
        { Username: null, Password: null, Token: { } token, SigningSecrets: null } when token.All(letter => letter is > ' ' and < '\u007f') => CredentialForm.Bearer,
        { Username: null, Password: null, Token: null, SigningSecrets: { } secrets } when secrets.All(StandardWebhook.IsSecret) => CredentialForm.Signing,
        _ => null,
    };
}
