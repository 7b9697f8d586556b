namespace SBG.Domain.Privacy;

/// <summary>
/// Days as the law of Québec counts them. Source: Interpretation Act (CQLR, c. I-16), sections 52 (a time that ends on a holiday goes on to the next day
/// that is none) and 61, paragraph 23 (which days are holidays); a Saturday is no working day either.
/// </summary>
public static class LegalDays
{
    /// <summary>The last day of a time that is counted in days; the day on which it begins is not counted.</summary>
    /// <param name="from">The day on which it begins.</param>
    /// <param name="days">How many days.</param>
    public static DateOnly After(DateOnly from, int days)
    {
        var last = from.AddDays(days);
        while (!IsWorking(last))
        {
            last = last.AddDays(1);
        }

        return last;
    }

    /// <summary>Whether it is neither a Saturday, nor a Sunday, nor a holiday.</summary>
    /// <param name="day">The day.</param>
    public static bool IsWorking(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    private static bool IsHoliday(DateOnly day)
    {
        var easter = Easter(day.Year);
        return (day.Month, day.Day) is (1, 1) or (6, 24) or (12, 25)
            || day == easter.AddDays(-2) || day == easter.AddDays(1)
            || day == CanadaDay(day.Year)
            || (day is { Month: 5, DayOfWeek: DayOfWeek.Monday, Day: >= 18 and <= 24 }) // National Patriots' Day: the Monday before 25 May
            || (day is { Month: 9, DayOfWeek: DayOfWeek.Monday, Day: <= 7 }) // Labour Day
            || (day is { Month: 10, DayOfWeek: DayOfWeek.Monday, Day: >= 8 and <= 14 }); // Thanksgiving
    }

    private static DateOnly CanadaDay(int year) => new DateOnly(year, 7, 1) is { DayOfWeek: DayOfWeek.Sunday } sunday ? sunday.AddDays(1) : new(year, 7, 1);

    /// <summary>Easter Sunday (anonymous Gregorian computus: Meeus, Astronomical Algorithms, chapter 8).</summary>
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var n = h + l - (7 * ((a + (11 * h) + (22 * l)) / 451)) + 114;
        return new(year, n / 31, (n % 31) + 1);
    }
}
