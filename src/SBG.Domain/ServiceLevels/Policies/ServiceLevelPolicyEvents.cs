using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels.Policies;

/// <summary>A service-level policy came into being; its first version follows in the same decision.</summary>
/// <param name="PolicyId">The stream.</param>
/// <param name="Name">What people call it.</param>
[StoredAs("service_level_policy_created")]
public sealed record PolicyCreated(Guid PolicyId, string Name) : EventOf<ServiceLevelPolicy>;

/// <summary>A version of the policy was published; it is never edited.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="ValidFrom">First instant (UTC) at which an incident can be reported under it.</param>
/// <param name="Terms">What is promised.</param>
/// <param name="Corrects">The version in whose place it counts where history is read as corrected; null: it corrects none.</param>
[StoredAs("service_level_policy_version_published")]
public sealed record PolicyVersionPublished(int Number, DateTimeOffset ValidFrom, PolicyTerms Terms, int? Corrects = null) : EventOf<ServiceLevelPolicy>;
