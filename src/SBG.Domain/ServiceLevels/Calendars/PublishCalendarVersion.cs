using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Rehearsals;

namespace SBG.Domain.ServiceLevels.Calendars;

/// <summary>Publish the draft of a calendar as its next version; policy versions that name an earlier one keep it.</summary>
public sealed record PublishCalendarVersion
{
    /// <summary>What stands in the way, whoever asks.</summary>
    /// <param name="calendar">The calendar.</param>
    public static Refusal? Hindrance(BusinessCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return DraftRules.ToPublish(calendar.Draft is not null, calendar.Draft?.Rehearsal);
    }

    /// <summary>Decides.</summary>
    /// <param name="calendar">The calendar.</param>
    public static Decision<BusinessCalendar> Decide(BusinessCalendar calendar) => Hindrance(calendar) is { } hindrance
        ? hindrance
        : new CalendarVersionPublished(calendar.Versions.Length + 1, calendar.Draft!.Terms, calendar.Draft.ValidFrom, calendar.Draft.Corrects);
}
