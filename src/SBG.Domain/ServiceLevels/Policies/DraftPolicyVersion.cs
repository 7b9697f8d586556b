using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;

namespace SBG.Domain.ServiceLevels.Policies;

/// <summary>Draft the next version of a policy, or write its draft anew.</summary>
/// <param name="ValidFrom">First instant (UTC) at which an incident can be reported under it.</param>
/// <param name="Terms">What would be promised.</param>
/// <param name="Corrects">The version that was wrong; null: none was. A correction takes its validity.</param>
public sealed record DraftPolicyVersion(DateTimeOffset ValidFrom, PolicyTerms Terms, int? Corrects = null)
{
    /// <summary>Decides: the same as the draft again, or as the last version when there is no draft, records nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="calendarVersionExists">Whether the calendar version that the terms name is published.</param>
    public static Decision<ServiceLevelPolicy> Decide(DraftPolicyVersion command, ServiceLevelPolicy policy, bool calendarVersionExists)
    {
        if (PolicyRules.Fault(command.Terms, calendarVersionExists) is { } fault)
        {
            return fault;
        }

        if (command.Corrects is { } wrong && policy.Version(wrong) is null)
        {
            return CalendarRules.UnknownCorrected.With("version", wrong);
        }

        var drafted = new PolicyDrafted(command.Corrects is { } corrected ? policy.Version(corrected)!.ValidFrom : command.ValidFrom, command.Terms, command.Corrects);
        return Same(drafted, policy) ? Decision.Nothing : drafted;
    }

    private static bool Same(PolicyDrafted drafted, ServiceLevelPolicy policy)
    {
        var (validFrom, corrects, terms) = policy is { Draft: { } draft }
            ? (draft.ValidFrom, draft.Corrects, draft.Terms)
            : (policy.Versions[^1].ValidFrom, policy.Versions[^1].Corrects, policy.Versions[^1].Terms);
        return (validFrom, corrects) == (drafted.ValidFrom, drafted.Corrects) && PolicyRules.Same(terms, drafted.Terms);
    }
}
