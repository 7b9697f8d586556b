using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Rehearsals;

namespace SBG.Domain.ServiceLevels.Policies;

/// <summary>Keep what the draft of a policy would have given on real history.</summary>
/// <param name="Rehearsal">What it would have given.</param>
public sealed record RehearsePolicyDraft(Rehearsal Rehearsal)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What was worked out.</param>
    /// <param name="policy">The policy.</param>
    public static Decision<ServiceLevelPolicy> Decide(RehearsePolicyDraft command, ServiceLevelPolicy policy) =>
        DraftRules.ToRehearse(policy.Draft is not null) is { } hindrance ? hindrance : new PolicyDraftRehearsed(command.Rehearsal);
}
