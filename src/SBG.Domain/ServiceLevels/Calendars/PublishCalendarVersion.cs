using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels.Calendars;

/// <summary>Publish the next version of a calendar; policy versions that name an earlier one keep it.</summary>
/// <param name="Terms">When the service is open.</param>
/// <param name="ValidFrom">First instant (UTC) that it is about; null: all time. A correction is about the time of what it corrects.</param>
/// <param name="Corrects">The version that was wrong; null: none was.</param>
public sealed record PublishCalendarVersion(CalendarTerms Terms, DateTimeOffset? ValidFrom = null, int? Corrects = null)
{
    /// <summary>Decides: the same as the last version again records nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="calendar">The calendar.</param>
    public static Decision<BusinessCalendar> Decide(PublishCalendarVersion command, BusinessCalendar calendar)
    {
        if (CalendarRules.Fault(command.Terms) is { } fault)
        {
            return fault;
        }

        if (command.Corrects is { } wrong && calendar.Version(wrong) is null)
        {
            return CalendarRules.UnknownCorrected.With("version", wrong);
        }

        var validFrom = command.Corrects is { } corrected ? calendar.Version(corrected)!.ValidFrom : command.ValidFrom;
        return calendar.Versions is [.., var last]
            && (last.ValidFrom, last.Corrects) == (validFrom, command.Corrects) && CalendarRules.Same(last.Terms, command.Terms)
            ? Decision.Nothing
            : new CalendarVersionPublished(calendar.Versions.Length + 1, command.Terms, validFrom, command.Corrects);
    }
}
