using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels;

/// <summary>
/// Publish the next version of a policy. Incidents that are already reported keep the version that they bear, whatever the new one's validity.
/// </summary>
/// <param name="ValidFrom">First instant (UTC) at which an incident can be reported under it.</param>
/// <param name="Terms">What is promised.</param>
public sealed record PublishPolicyVersion(DateTimeOffset ValidFrom, PolicyTerms Terms)
{
    /// <summary>Decides: the same terms from the same instant as the last version again record nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="calendarVersionExists">Whether the calendar version that the terms name is published.</param>
    public static Decision<ServiceLevelPolicy> Decide(PublishPolicyVersion command, ServiceLevelPolicy policy, bool calendarVersionExists)
    {
        if (PolicyRules.Fault(command.Terms, calendarVersionExists) is { } fault)
        {
            return fault;
        }

        return policy.Versions is [.., var last] && last.ValidFrom == command.ValidFrom && PolicyRules.Same(last.Terms, command.Terms)
            ? Decision.Nothing
            : new PolicyVersionPublished(policy.Versions.Length + 1, command.ValidFrom, command.Terms);
    }
}
