using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Rehearsals;

namespace SBG.Domain.ServiceLevels.Policies;

/// <summary>A service-level policy came into being; its first version follows in the same decision.</summary>
/// <param name="PolicyId">The stream.</param>
/// <param name="Name">What people call it.</param>
[StoredAs("service_level_policy_created")]
public sealed record PolicyCreated(Guid PolicyId, string Name) : EventOf<ServiceLevelPolicy>;

/// <summary>The next version was drafted, or its draft written anew: what was rehearsed before counts no more.</summary>
/// <param name="ValidFrom">First instant (UTC) at which an incident can be reported under it.</param>
/// <param name="Terms">What would be promised.</param>
/// <param name="Corrects">The version that was wrong; null: none was.</param>
[StoredAs("service_level_policy_drafted")]
public sealed record PolicyDrafted(DateTimeOffset ValidFrom, PolicyTerms Terms, int? Corrects = null) : EventOf<ServiceLevelPolicy>;

/// <summary>The draft was rehearsed on real history.</summary>
/// <param name="Rehearsal">What it would have given.</param>
[StoredAs("service_level_policy_draft_rehearsed")]
public sealed record PolicyDraftRehearsed(Rehearsal Rehearsal) : EventOf<ServiceLevelPolicy>;

/// <summary>A version of the policy was published; it is never edited. The rehearsal of its draft, told before, is kept with it.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="ValidFrom">First instant (UTC) at which an incident can be reported under it.</param>
/// <param name="Terms">What is promised.</param>
/// <param name="Corrects">The version in whose place it counts where history is read as corrected; null: it corrects none.</param>
[StoredAs("service_level_policy_version_published")]
public sealed record PolicyVersionPublished(int Number, DateTimeOffset ValidFrom, PolicyTerms Terms, int? Corrects = null) : EventOf<ServiceLevelPolicy>;
