using SBG.Domain.Kernel;

namespace SBG.Domain.Approvals;

/// <summary>Take a delegation back.</summary>
public sealed record RevokeDelegation
{
    /// <summary>Someone else gave it.</summary>
    public static readonly Refusal NotGiver = new("approvals/not-delegator");

    /// <summary>What stands in the way.</summary>
    /// <param name="delegation">The delegation.</param>
    /// <param name="actor">Who takes it back: who gave it, or a manager of the client.</param>
    public static Refusal? Hindrance(ApprovalDelegation delegation, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(delegation);
        ArgumentNullException.ThrowIfNull(actor);
        return delegation.From == actor.Subject || actor.Has(Role.ClientManager) ? null : NotGiver;
    }

    /// <summary>Decides; once is enough, and what is over needs no taking back.</summary>
    /// <param name="delegation">The delegation.</param>
    /// <param name="actor">Who takes it back.</param>
    /// <param name="now">UTC.</param>
    public static Decision<ApprovalDelegation> Decide(ApprovalDelegation delegation, Actor actor, DateTimeOffset now)
    {
        if (Hindrance(delegation, actor) is { } refusal)
        {
            return refusal;
        }

        return delegation.RevokedAt is not null || delegation.EndsAt <= now ? Decision.Nothing : new ApprovalDelegationRevoked(actor.Subject);
    }
}
