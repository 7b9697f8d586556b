using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels.Calendars;

/// <summary>Create a calendar with its first version.</summary>
/// <param name="CalendarId">A new id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Terms">When the service is open.</param>
public sealed record CreateCalendar(Guid CalendarId, string Name, CalendarTerms Terms)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="calendar">What is there under that id; null before.</param>
    public static Decision<BusinessCalendar> Decide(CreateCalendar command, BusinessCalendar? calendar)
    {
        if (calendar is not null)
        {
            return Decision.Nothing;
        }

        return CalendarRules.Fault(command.Terms) is { } fault
            ? fault
            : Decision.Record<BusinessCalendar>(new CalendarCreated(command.CalendarId, command.Name), new CalendarVersionPublished(1, command.Terms));
    }
}
