using SBG.Api.Kernel;
using SBG.Domain.Approvals;
using SBG.Domain.Kernel;

namespace SBG.Api.Approvals;

/// <summary>An approval policy, as the API shows it.</summary>
/// <param name="Id">The policy.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Owner">The client that keeps it, or <c>mcn</c>.</param>
/// <param name="Retired">Whether it applies to no new request.</param>
/// <param name="Versions">In order of publication, never edited; the last applies to new requests.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record ApprovalPolicyView(
    Guid Id, string Name, string Owner, bool Retired, IReadOnlyList<ApprovalPolicyVersion> Versions, IReadOnlyList<string> Actions)
{
    internal static ApprovalPolicyView Of(ApprovalPolicy policy, Actor actor)
    {
        var keeper = policy.Owner == Tenant.Provider ? Role.ServiceManager : Role.ClientManager;
        var actions = new Actions(actor).May("publishVersion", PublishApprovalPolicyVersion.Hindrance(policy), keeper).May("retire", keeper);
        return new(policy.Id, policy.Name, policy.Owner, policy.Retired, policy.Versions, actions.Listed);
    }
}
