namespace SBG.Domain.ServiceLevels.Calendars;

/// <summary>Delays in business days: the n-th local date after an instant on which the calendar opens at all, to its end.</summary>
/// <param name="Hours">The calendar.</param>
public sealed record BusinessDays(OpenHours Hours)
{
    /// <summary>The most days of a delay.</summary>
    public const int Most = 260;

    private static readonly TimeOnly LastSecond = new(23, 59, 59);

    /// <summary>The business days of those with whom no calendar is agreed: Monday to Friday.</summary>
    /// <param name="zone">IANA zone.</param>
    public static BusinessDays Usual(string zone) =>
        new(OpenHours.Of(new(zone, [.. Enum.GetValues<Weekday>().Where(day => day < Weekday.Saturday).Select(day => new WeeklyRange(day, TimeOnly.MinValue, TimeOnly.MinValue))], [])));

    /// <summary>The end of the n-th business day after an instant; null when there is none within ten years.</summary>
    /// <param name="from">UTC.</param>
    /// <param name="days">1: the next business day.</param>
    public DateTimeOffset? After(DateTimeOffset from, int days) =>
        Hours.OnBusinessDay(from.ToUnixTimeSeconds(), days, LastSecond) is { } last ? DateTimeOffset.FromUnixTimeSeconds(last + 1) : null;
}
