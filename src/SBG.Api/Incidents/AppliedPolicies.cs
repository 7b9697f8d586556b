using Marten;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Api.Incidents;

/// <summary>Which policy version applies to an incident that bears it already.</summary>
internal static class AppliedPolicies
{
    /// <summary>The version that the incident bears.</summary>
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
