using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels;

/// <summary>Publish the next version of a calendar; policy versions that name an earlier one keep it.</summary>
/// <param name="Terms">When the service is open.</param>
public sealed record PublishCalendarVersion(CalendarTerms Terms)
{
    /// <summary>Decides: the same terms as the last version again record nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="calendar">The calendar.</param>
    public static Decision<BusinessCalendar> Decide(PublishCalendarVersion command, BusinessCalendar calendar)
    {
        if (CalendarRules.Fault(command.Terms) is { } fault)
        {
            return fault;
        }

        return calendar.Versions is [.., var last] && CalendarRules.Same(last.Terms, command.Terms)
            ? Decision.Nothing
            : new CalendarVersionPublished(calendar.Versions.Length + 1, command.Terms);
    }
}
