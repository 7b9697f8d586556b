using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>Agree on a service-level policy with the client.</summary>
/// <param name="PolicyId">A policy with at least one published version.</param>
public sealed record AgreeServiceLevel(Guid PolicyId)
{
    /// <summary>No published policy has that id.</summary>
    public static readonly Refusal UnknownPolicy = new("clients/unknown-service-level-policy");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="client">The client.</param>
    /// <param name="policyExists">Whether the policy is published.</param>
    public static Decision<Client> Decide(AgreeServiceLevel command, Client client, bool policyExists)
    {
        if (!policyExists)
        {
            return UnknownPolicy;
        }

        return client.ServiceLevelPolicyId == command.PolicyId ? Decision.Nothing : new ServiceLevelAgreed(command.PolicyId);
    }
}
