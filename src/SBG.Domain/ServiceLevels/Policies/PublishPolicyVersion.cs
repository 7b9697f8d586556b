using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;

namespace SBG.Domain.ServiceLevels.Policies;

/// <summary>
/// Publish the next version of a policy. Incidents that are already reported keep the version that they bear, whatever the new one's validity.
/// </summary>
/// <param name="ValidFrom">First instant (UTC) at which an incident can be reported under it.</param>
/// <param name="Terms">What is promised.</param>
/// <param name="Corrects">The version that was wrong; null: none was. A correction takes its validity.</param>
public sealed record PublishPolicyVersion(DateTimeOffset ValidFrom, PolicyTerms Terms, int? Corrects = null)
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

        if (command.Corrects is { } wrong && policy.Version(wrong) is null)
        {
            return CalendarRules.UnknownCorrected.With("version", wrong);
        }

        var validFrom = command.Corrects is { } corrected ? policy.Version(corrected)!.ValidFrom : command.ValidFrom;
        return policy.Versions is [.., var last] && (last.ValidFrom, last.Corrects) == (validFrom, command.Corrects) && PolicyRules.Same(last.Terms, command.Terms)
            ? Decision.Nothing
            : new PolicyVersionPublished(policy.Versions.Length + 1, validFrom, command.Terms, command.Corrects);
    }
}
