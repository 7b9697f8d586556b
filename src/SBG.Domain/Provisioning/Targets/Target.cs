using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning.Targets;

/// <summary>How an outside system is spoken to; also the name of the connector that does.</summary>
public enum TargetProtocol
{
    /// <summary>Signed webhooks and callbacks (Standard Webhooks).</summary>
    Webhook,

    /// <summary>A service broker (Open Service Broker API 2.17).</summary>
    Osb,

    /// <summary>A directory of users and groups (SCIM 2.0, RFC 7643 and 7644).</summary>
    Scim,
}

/// <summary>How the service makes itself known to a target.</summary>
public enum CredentialForm
{
    /// <summary>A name and a password (RFC 7617).</summary>
    Basic,

    /// <summary>A token (RFC 6750).</summary>
    Bearer,

    /// <summary>Secrets with which messages are signed, in both directions.</summary>
    Signing,
}

/// <summary>What is told of a target; nothing secret, nothing personal.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="BaseUrl">Where it is; paths are added to it.</param>
/// <param name="TimeOut">How long a call may take.</param>
/// <param name="Settings">What its connector is told, see <see cref="TargetRules"/>.</param>
public sealed record TargetTerms(string Name, string BaseUrl, TimeSpan TimeOut, ImmutableSortedDictionary<string, string> Settings)
{
    /// <summary>Compares what is said, settings included.</summary>
    /// <param name="other">Other terms.</param>
    public bool Equals(TargetTerms? other) =>
        other is not null && (Name, BaseUrl, TimeOut) == (other.Name, other.BaseUrl, other.TimeOut) && Settings.SequenceEqual(other.Settings);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, BaseUrl, TimeOut, Settings.Count);
}

/// <summary>Credentials as they are stored: ciphertext. Of another shape than <see cref="Sealed{T}"/>, so that no history ever reveals them.</summary>
/// <param name="Form">What is in it.</param>
/// <param name="Holder">Whose data key.</param>
/// <param name="Box">The ciphertext.</param>
public sealed record SealedCredentials(CredentialForm Form, string Holder, string Box);

/// <summary>A registered outside system by which steps are carried out.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Kind">How it is spoken to.</param>
/// <param name="Terms">What is told of it.</param>
/// <param name="Credentials">How the service makes itself known to it.</param>
/// <param name="IsEnabled">Whether it is called.</param>
/// <param name="RegisteredAt">When it became known (UTC).</param>
public sealed record Target(Guid Id, TargetProtocol Kind, TargetTerms Terms, SealedCredentials Credentials, bool IsEnabled, DateTimeOffset RegisteredAt) : IState<Target>
{
    /// <summary>Of a broker: its service plans that became offers.</summary>
    public ImmutableArray<BrokeredPlan> Plans { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What it was found to hold of which no order knows: accounts, by the ids under which the service makes them.</summary>
    public ImmutableArray<Guid> Orphans { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The connector that speaks to it.</summary>
    /// <param name="kind">How it is spoken to.</param>
    public static string ConnectorOf(TargetProtocol kind) => kind switch { TargetProtocol.Webhook => "webhook", TargetProtocol.Osb => "osb", _ => "scim" };

    /// <inheritdoc/>
    public static Target? Evolve(Target? state, EventOf<Target> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, TargetRegistered e) => new(e.TargetId, e.Kind, e.Terms, e.Credentials, true, at),
        ({ }, TargetRevised e) => state with { Terms = e.Terms },
        ({ }, TargetCredentialsReplaced e) => state with { Credentials = e.Credentials },
        ({ }, TargetCatalogueImported e) => state with { Plans = e.Plans },
        ({ }, TargetOrphansFound e) => state with { Orphans = e.People },
        ({ }, TargetDisabled) => state with { IsEnabled = false },
        ({ }, TargetEnabled) => state with { IsEnabled = true },
        _ => state,
    };
}
