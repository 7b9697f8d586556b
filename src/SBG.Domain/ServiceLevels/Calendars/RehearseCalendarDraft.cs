using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Rehearsals;

namespace SBG.Domain.ServiceLevels.Calendars;

/// <summary>Keep what the draft of a calendar would have given on real history.</summary>
/// <param name="Rehearsal">What it would have given.</param>
public sealed record RehearseCalendarDraft(Rehearsal Rehearsal)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What was worked out.</param>
    /// <param name="calendar">The calendar.</param>
    public static Decision<BusinessCalendar> Decide(RehearseCalendarDraft command, BusinessCalendar calendar) =>
        DraftRules.ToRehearse(calendar.Draft is not null) is { } hindrance ? hindrance : new CalendarDraftRehearsed(command.Rehearsal);
}
