using SBG.Domain.Kernel;

namespace SBG.Domain.Approvals;

/// <summary>Let a policy apply to no new request; those that wait under it go on.</summary>
public sealed record RetireApprovalPolicy
{
    /// <summary>Decides; once is enough.</summary>
    /// <param name="policy">The policy.</param>
    public static Decision<ApprovalPolicy> Decide(ApprovalPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Retired ? Decision.Nothing : new ApprovalPolicyRetired();
    }
}
