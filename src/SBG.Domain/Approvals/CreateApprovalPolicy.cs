using SBG.Domain.Kernel;

namespace SBG.Domain.Approvals;

/// <summary>Create an approval policy with its first version.</summary>
/// <param name="PolicyId">A new id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Owner">The client that keeps it, or the provider.</param>
/// <param name="Terms">What it says.</param>
public sealed record CreateApprovalPolicy(Guid PolicyId, string Name, string Owner, ApprovalTerms Terms)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="policy">What is there under that id; null before.</param>
    public static Decision<ApprovalPolicy> Decide(CreateApprovalPolicy command, ApprovalPolicy? policy)
    {
        if (policy is not null)
        {
            return Decision.Nothing;
        }

        return ApprovalTermsRules.Fault(command.Terms, command.Owner) is { } fault
            ? fault
            : Decision.Record<ApprovalPolicy>(
                new ApprovalPolicyCreated(command.PolicyId, command.Name, command.Owner), new ApprovalPolicyVersionPublished(1, command.Terms));
    }
}
