namespace SBG.Api.Approvals;

/// <summary>The context's endpoints.</summary>
public static class ApprovalsApi
{
    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapApprovals(this IEndpointRouteBuilder api)
    {
        ApprovalPolicyEndpoints.Map(api);
        DelegationEndpoints.Map(api);
    }
}
