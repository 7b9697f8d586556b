using System.Collections.Immutable;
using NodaTime;

namespace SBG.Domain.ServiceLevels.Calendars;

/// <summary>
/// The open time of a calendar, made for asking often. All times are whole Unix seconds (UTC), spans half-open. What was worked out is kept
/// and grows on demand; it is always a function of the terms alone, so it can be shared by all threads and kept for ever.
/// </summary>
public sealed class OpenHours
{
    private const long Day = 86_400;

    // Beyond two centuries a due instant means nothing; it bounds what a mistaken target could ask for.
    private const long Horizon = 200 * 366 * Day;

    private readonly ImmutableArray<CalendarPiece> pieces;
    private readonly bool alwaysOpen;
    private OpeningTable? table;

    private OpenHours(ImmutableArray<CalendarPiece> pieces)
    {
        this.pieces = pieces;
        alwaysOpen = pieces.All(piece => piece.Terms.Holidays.IsEmpty && piece.Terms.Closures.IsEmpty && WeeklyCover.IsWholeWeek(piece.Terms.Weekly));
    }

    /// <summary>Always open, in any zone.</summary>
    public static OpenHours Always { get; } = Of(CalendarTerms.AlwaysOpen);

    /// <summary>The open time that terms describe.</summary>
    /// <param name="terms">Valid terms, see <see cref="CalendarRules"/>.</param>
    public static OpenHours Of(CalendarTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return new([new(null, 0, terms)]);
    }

    /// <summary>The open time of a calendar whose terms changed.</summary>
    /// <param name="pieces">What it says from when on, see <see cref="BusinessCalendar.Pieces"/>; never empty.</param>
    public static OpenHours OfPieces(ImmutableArray<CalendarPiece> pieces) => new(pieces);

    /// <summary>What the calendar says at an instant.</summary>
    /// <param name="at">Unix seconds.</param>
    public CalendarPiece PieceAt(long at)
    {
        var i = pieces.Length - 1;
        while (i > 0 && pieces[i].From!.Value.ToUnixTimeSeconds() > at)
        {
            i--;
        }

        return pieces[i];
    }

    /// <summary>The openings within a span, ascending, cut to it.</summary>
    /// <param name="from">First second within.</param>
    /// <param name="until">First second after.</param>
    public IEnumerable<(long From, long Until)> Openings(long from, long until) =>
        until <= from ? [] : alwaysOpen ? [(from, until)] : Covering(from, until).Openings(from, until);

    /// <summary>Open seconds within a span; 0 when it is empty or reversed.</summary>
    /// <param name="from">First second within.</param>
    /// <param name="until">First second after.</param>
    public long Between(long from, long until)
    {
        if (until <= from)
        {
            return 0;
        }

        if (alwaysOpen)
        {
            return until - from;
        }

        var openings = Covering(from, until);
        return openings.Before(until) - openings.Before(from);
    }

    /// <summary>
    /// The last second at which no more than <paramref name="seconds"/> of open time have passed since <paramref name="from"/>: one second of
    /// open time later they would have. When they end exactly at closing time it is the next opening, since closed time uses nothing up.
    /// Null when that lies more than two centuries ahead.
    /// </summary>
    /// <param name="from">From when to count.</param>
    /// <param name="seconds">Not negative.</param>
    public long? Last(long from, long seconds)
    {
        if (alwaysOpen)
        {
            return seconds <= Horizon ? from + seconds : null;
        }

        for (var ahead = Math.Max(4 * seconds, 30 * Day); ; ahead *= 2)
        {
            var openings = Covering(from, from + Math.Min(ahead, Horizon));
            if (openings.At(openings.Before(from) + seconds) is { } last)
            {
                return last;
            }

            if (ahead >= Horizon)
            {
                return null;
            }
        }
    }

    /// <summary>
    /// A time of the day of the n-th business day after the local date of an instant; a business day is a local date on which the calendar opens at all. Null when
    /// there is none within ten years.
    /// </summary>
    /// <param name="from">From when to count.</param>
    /// <param name="days">1: the next business day.</param>
    /// <param name="by">Local time.</param>
    public long? OnBusinessDay(long from, int days, TimeOnly by)
    {
        var zone = DateTimeZoneProviders.Tzdb[PieceAt(from).Terms.TimeZone];
        var date = Instant.FromUnixTimeSeconds(from).InZone(zone).Date;
        for (var ahead = 0; ahead < 3660; ahead++)
        {
            date = date.PlusDays(1);
            if (Between(OpeningTable.InstantOf(zone, date, TimeOnly.MinValue), OpeningTable.InstantOf(zone, date.PlusDays(1), TimeOnly.MinValue)) > 0 && --days == 0)
            {
                return OpeningTable.InstantOf(zone, date, by);
            }
        }

        return null;
    }

    // Two threads may both work a larger table out; either is right, and the last one stays.
    private OpeningTable Covering(long from, long until)
    {
        var known = Volatile.Read(ref table);
        if (known is not null && known.Covers(from, until))
        {
            return known;
        }

        var larger = OpeningTable.Of(
            pieces, Math.Min(from - (400 * Day), known?.From ?? long.MaxValue), Math.Max(until + (800 * Day), known?.Until ?? long.MinValue));
        Volatile.Write(ref table, larger);
        return larger;
    }
}
