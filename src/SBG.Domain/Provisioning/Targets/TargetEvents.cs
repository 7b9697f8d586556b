using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning.Targets;

/// <summary>An outside system became known.</summary>
/// <param name="TargetId">The stream.</param>
/// <param name="Kind">How it is spoken to; never changes.</param>
/// <param name="Terms">What is told of it.</param>
/// <param name="Credentials">How the service makes itself known to it; ciphertext.</param>
[StoredAs("target_registered")]
public sealed record TargetRegistered(Guid TargetId, TargetProtocol Kind, TargetTerms Terms, SealedCredentials Credentials) : EventOf<Target>;

/// <summary>What is told of it was written anew.</summary>
/// <param name="Terms">All of it.</param>
[StoredAs("target_revised")]
public sealed record TargetRevised(TargetTerms Terms) : EventOf<Target>;

/// <summary>The service makes itself known in another way from now on.</summary>
/// <param name="Credentials">Ciphertext.</param>
[StoredAs("target_credentials_replaced")]
public sealed record TargetCredentialsReplaced(SealedCredentials Credentials) : EventOf<Target>;

/// <summary>A broker's catalogue was taken over.</summary>
/// <param name="Plans">All its service plans, those included that it has no more.</param>
[StoredAs("target_catalogue_imported")]
public sealed record TargetCatalogueImported(ImmutableArray<BrokeredPlan> Plans) : EventOf<Target>;

/// <summary>It is not called any more.</summary>
[StoredAs("target_disabled")]
public sealed record TargetDisabled : EventOf<Target>;

/// <summary>It is called again.</summary>
[StoredAs("target_enabled")]
public sealed record TargetEnabled : EventOf<Target>;

/// <summary>The target was asked what it holds, and other accounts than before are there of which no order knows, or none any more.</summary>
/// <param name="TargetId">The stream.</param>
/// <param name="People">By whose ids they are known, in order; none: there are none any more.</param>
[StoredAs("target_orphans_found")]
public sealed record TargetOrphansFound(Guid TargetId, ImmutableArray<Guid> People) : EventOf<Target>;
