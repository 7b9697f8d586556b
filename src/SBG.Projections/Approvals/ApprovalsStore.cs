using Marten;
using SBG.Domain.Approvals;
using SBG.Projections.Kernel;

namespace SBG.Projections.Approvals;

/// <summary>How the store keeps approval policies and delegations.</summary>
public static class ApprovalsStore
{
    /// <summary>Registers the context's states.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureApprovals(this StoreOptions options)
    {
        options.AddState<ApprovalPolicy>();
        options.AddState<ApprovalDelegation>().Index(given => given.To);
    }
}
