using Marten;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning.Targets;

namespace SBG.Api.Provisioning.Targets;

/// <summary>Credentials in clear: in memory only, while a call is made.</summary>
/// <param name="Username">A name.</param>
/// <param name="Password">Its password.</param>
/// <param name="Token">A token.</param>
/// <param name="SigningSecrets">Secrets that sign.</param>
public sealed record TargetSecrets(string? Username, string? Password, string? Token, string[]? SigningSecrets)
{
    /// <summary>Tells nothing: what is written in a log by mistake is of no use.</summary>
    public override string ToString() => nameof(TargetSecrets);
}

/// <summary>A target with its credentials in clear.</summary>
/// <param name="Target">The target.</param>
/// <param name="Secrets">Its credentials.</param>
public sealed record OpenTarget(Target Target, TargetSecrets Secrets);

/// <summary>Finds targets, and seals and reveals their credentials.</summary>
/// <param name="store">The store.</param>
/// <param name="vault">Seals.</param>
public sealed class TargetDirectory(IDocumentStore store, Vault vault)
{
    /// <summary>Credentials as they are stored.</summary>
    /// <param name="targetId">The target: its own data key seals them.</param>
    /// <param name="form">Their form.</param>
    /// <param name="body">In clear.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<SealedCredentials> Seal(Guid targetId, CredentialForm form, CredentialsBody body, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(body);
        var box = await vault.Seal($"target:{targetId:N}", new TargetSecrets(body.Username, body.Password, body.Token, body.SigningSecrets?.ToArray()), stop);
        return new(form, box.Subject, box.Ciphertext);
    }

    /// <summary>A target with its credentials.</summary>
    /// <param name="targetId">The target.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null: there is none, or its credentials were destroyed.</returns>
    public async Task<OpenTarget?> Open(Guid targetId, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        return await session.LoadAsync<Target>(targetId, stop) is { } target
            && await vault.Use(new Sealed<TargetSecrets>(target.Credentials.Holder, target.Credentials.Box), stop) is { } secrets
            ? new(target, secrets)
            : null;
    }
}
