using NodaTime;

namespace SBG.Domain.Kernel;

/// <summary>Days as a zone lives them: 23, 24 or 25 hours, never a fixed offset. The machine's own zone plays no part.</summary>
public static class LocalDay
{
    /// <summary>The first instant (UTC) of a day; where midnight is skipped, the first instant that the clocks show.</summary>
    /// <param name="day">The day.</param>
    /// <param name="zone">Where.</param>
    public static DateTimeOffset Start(DateOnly day, DateTimeZone zone) =>
        zone.AtStartOfDay(LocalDate.FromDateOnly(day)).ToInstant().ToDateTimeOffset();

    /// <summary>The day in which an instant lies.</summary>
    /// <param name="instant">UTC.</param>
    /// <param name="zone">Where.</param>
    public static DateOnly Of(DateTimeOffset instant, DateTimeZone zone) =>
        Instant.FromDateTimeOffset(instant).InZone(zone).Date.ToDateOnly();
}
