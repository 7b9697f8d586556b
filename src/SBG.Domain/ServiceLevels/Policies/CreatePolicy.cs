using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels.Policies;

/// <summary>Create a service-level policy with its first version.</summary>
/// <param name="PolicyId">A new id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="ValidFrom">First instant (UTC) at which an incident can be reported under the first version.</param>
/// <param name="Terms">What is promised.</param>
public sealed record CreatePolicy(Guid PolicyId, string Name, DateTimeOffset ValidFrom, PolicyTerms Terms)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="policy">What is there under that id; null before.</param>
    /// <param name="calendarVersionExists">Whether the calendar version that the terms name is published.</param>
    public static Decision<ServiceLevelPolicy> Decide(CreatePolicy command, ServiceLevelPolicy? policy, bool calendarVersionExists)
    {
        if (policy is not null)
        {
            return Decision.Nothing;
        }

        return PolicyRules.Fault(command.Terms, calendarVersionExists) is { } fault
            ? fault
            : Decision.Record<ServiceLevelPolicy>(
                new PolicyCreated(command.PolicyId, command.Name), new PolicyVersionPublished(1, command.ValidFrom, command.Terms));
    }
}
