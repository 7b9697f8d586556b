using System.Collections.Immutable;

namespace SBG.Domain.ServiceLevels.Calendars;

/// <summary>A day of the week.</summary>
public enum Weekday
{
    /// <summary>Monday.</summary>
    Monday,

    /// <summary>Tuesday.</summary>
    Tuesday,

    /// <summary>Wednesday.</summary>
    Wednesday,

    /// <summary>Thursday.</summary>
    Thursday,

    /// <summary>Friday.</summary>
    Friday,

    /// <summary>Saturday.</summary>
    Saturday,

    /// <summary>Sunday.</summary>
    Sunday,
}

/// <summary>
/// A span of opening that comes back every week, half-open on the wall clock of the calendar's zone: <c>Start</c> belongs to it, <c>End</c>
/// does not. An <c>End</c> at or before <c>Start</c> is on the next day, so 00:00-00:00 is the whole day and 22:00-06:00 a night.
/// </summary>
/// <param name="Day">The day on which it starts.</param>
/// <param name="Start">Local time, whole seconds.</param>
/// <param name="End">Local time, whole seconds.</param>
public sealed record WeeklyRange(Weekday Day, TimeOnly Start, TimeOnly End);

/// <summary>A local date on which nothing is open, from its first instant to that of the next day.</summary>
/// <param name="Date">Local date.</param>
/// <param name="Name">What is celebrated.</param>
public sealed record Holiday(DateOnly Date, string Name);

/// <summary>
/// A dated span on the wall clock of the calendar's zone, half-open: an exceptional opening or closure. An <c>End</c> at or before <c>Start</c> is on the next day.
/// </summary>
/// <param name="Date">The local date on which it starts.</param>
/// <param name="Start">Local time, whole seconds.</param>
/// <param name="End">Local time, whole seconds.</param>
/// <param name="Name">Why.</param>
public sealed record DatedRange(DateOnly Date, TimeOnly Start, TimeOnly End, string Name);

/// <summary>
/// When the service is open: what a version of a calendar says, and what a what-if can propose. A closure goes before an opening, an opening before a holiday,
/// a holiday before the week.
/// </summary>
/// <param name="TimeZone">IANA zone, <c>America/Toronto</c>.</param>
/// <param name="Weekly">At least one range; several a day may be; none overlaps another.</param>
/// <param name="Holidays">Dated, each date once.</param>
public sealed record CalendarTerms(string TimeZone, ImmutableArray<WeeklyRange> Weekly, ImmutableArray<Holiday> Holidays)
{
    /// <summary>Exceptional openings, holidays included.</summary>
    public ImmutableArray<DatedRange> Openings { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Exceptional closures.</summary>
    public ImmutableArray<DatedRange> Closures { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Always open.</summary>
    public static CalendarTerms AlwaysOpen { get; } =
        new("Etc/UTC", [.. Enum.GetValues<Weekday>().Select(day => new WeeklyRange(day, TimeOnly.MinValue, TimeOnly.MinValue))], []);
}
