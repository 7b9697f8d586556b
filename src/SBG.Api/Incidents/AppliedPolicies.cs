using Marten;
using SBG.Domain.Clients;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels;

namespace SBG.Api.Incidents;

/// <summary>Which policy version applies to an incident.</summary>
internal static class AppliedPolicies
{
    /// <summary>To one that is reported now: the version in force of the policy agreed with the client.</summary>
    /// <param name="session">In the client's tenant.</param>
    /// <param name="client">The client.</param>
    /// <param name="at">When it is reported.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<AppliedPolicy> ForNew(IDocumentSession session, Client client, DateTimeOffset at, CancellationToken stop)
    {
        if (client.ServiceLevelPolicyId is not { } id || await session.ForTenant(Tenant.Provider).LoadAsync<ServiceLevelPolicy>(id, stop) is not { } policy)
        {
            return AppliedPolicy.None;
        }

        return policy.InForce(at) is { } version
            ? new(policy.Id, version.Number, PolicyBasis.ClientAgreement, version.Terms.Matrix)
            : AppliedPolicy.None with { Basis = PolicyBasis.NoVersionInForce };
    }

    /// <summary>To one that bears its version already.</summary>
    /// <param name="session">In the client's tenant.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<AppliedPolicy> Of(IDocumentSession session, Incident incident, CancellationToken stop)
    {
        if (incident.ServiceLevelPolicyId is not { } id
            || await session.ForTenant(Tenant.Provider).LoadAsync<ServiceLevelPolicy>(id, stop) is not { } policy
            || policy.Version(incident.PolicyVersion ?? 0) is not { } version)
        {
            return AppliedPolicy.None with { Basis = incident.PolicyBasis };
        }

        return new(policy.Id, version.Number, incident.PolicyBasis, version.Terms.Matrix);
    }
}
