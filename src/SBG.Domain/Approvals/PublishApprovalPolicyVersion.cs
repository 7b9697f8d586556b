using SBG.Domain.Kernel;

namespace SBG.Domain.Approvals;

/// <summary>Publish the next version of a policy: it applies to requests that begin to wait from now on.</summary>
/// <param name="Terms">What it says.</param>
public sealed record PublishApprovalPolicyVersion(ApprovalTerms Terms)
{
    /// <summary>The policy was retired.</summary>
    public static readonly Refusal IsRetired = new("approvals/policy-retired");

    /// <summary>What stands in the way, whatever the terms are.</summary>
    /// <param name="policy">The policy.</param>
    public static Refusal? Hindrance(ApprovalPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Retired ? IsRetired.With("policy", policy.Name) : null;
    }

    /// <summary>Decides; the terms of the last version again record nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="policy">The policy.</param>
    public static Decision<ApprovalPolicy> Decide(PublishApprovalPolicyVersion command, ApprovalPolicy policy)
    {
        if (Hindrance(policy) is { } refusal)
        {
            return refusal;
        }

        if (ApprovalTermsRules.Fault(command.Terms, policy.Owner) is { } fault)
        {
            return fault;
        }

        return policy.Versions[^1].Terms == command.Terms
            ? Decision.Nothing
            : new ApprovalPolicyVersionPublished(policy.Versions.Length + 1, command.Terms);
    }
}
