using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels.Calendars;

/// <summary>Draft the next version of a calendar, or write its draft anew.</summary>
/// <param name="Terms">When the service would be open.</param>
/// <param name="ValidFrom">First instant (UTC) that it is about; null: all time. A correction is about the time of what it corrects.</param>
/// <param name="Corrects">The version that was wrong; null: none was.</param>
public sealed record DraftCalendarVersion(CalendarTerms Terms, DateTimeOffset? ValidFrom = null, int? Corrects = null)
{
    /// <summary>Decides: the same as the draft again, or as the last version when there is no draft, records nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="calendar">The calendar.</param>
    public static Decision<BusinessCalendar> Decide(DraftCalendarVersion command, BusinessCalendar calendar)
    {
        if (CalendarRules.Fault(command.Terms) is { } fault)
        {
            return fault;
        }

        if (command.Corrects is { } wrong && calendar.Version(wrong) is null)
        {
            return CalendarRules.UnknownCorrected.With("version", wrong);
        }

        var drafted = new CalendarDrafted(command.Terms, command.Corrects is { } corrected ? calendar.Version(corrected)!.ValidFrom : command.ValidFrom, command.Corrects);
        return Same(drafted, calendar) ? Decision.Nothing : drafted;
    }

    private static bool Same(CalendarDrafted drafted, BusinessCalendar calendar)
    {
        var (validFrom, corrects, terms) = calendar is { Draft: { } draft }
            ? (draft.ValidFrom, draft.Corrects, draft.Terms)
            : (calendar.Versions[^1].ValidFrom, calendar.Versions[^1].Corrects, calendar.Versions[^1].Terms);
        return (validFrom, corrects) == (drafted.ValidFrom, drafted.Corrects) && CalendarRules.Same(terms, drafted.Terms);
    }
}
