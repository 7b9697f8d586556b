using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Rehearsals;

namespace SBG.Domain.ServiceLevels.Policies;

/// <summary>
/// Publish the draft of a policy as its next version. Incidents that are already reported keep the version that they bear, whatever the new one's validity.
/// </summary>
public sealed record PublishPolicyVersion
{
    /// <summary>What stands in the way, whoever asks.</summary>
    /// <param name="policy">The policy.</param>
    public static Refusal? Hindrance(ServiceLevelPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return DraftRules.ToPublish(policy.Draft is not null, policy.Draft?.Rehearsal);
    }

    /// <summary>Decides.</summary>
    /// <param name="policy">The policy.</param>
    public static Decision<ServiceLevelPolicy> Decide(ServiceLevelPolicy policy) => Hindrance(policy) is { } hindrance
        ? hindrance
        : new PolicyVersionPublished(policy.Versions.Length + 1, policy.Draft!.ValidFrom, policy.Draft.Terms, policy.Draft.Corrects);
}
