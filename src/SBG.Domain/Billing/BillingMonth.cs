using System.Globalization;
using NodaTime;
using SBG.Domain.Kernel;
using Period = SBG.Domain.Kernel.Period;

namespace SBG.Domain.Billing;

/// <summary>A calendar month that is charged: <c>2026-11</c>. How long it lasts depends on the zone in which it is lived.</summary>
/// <param name="Year">1 to 9998.</param>
/// <param name="Month">1 to 12.</param>
public readonly record struct BillingMonth(int Year, int Month)
{
    /// <summary>First day.</summary>
    public DateOnly FirstDay => new(Year, Month, 1);

    /// <summary>Reads <c>yyyy-MM</c>; null when it is not one.</summary>
    /// <param name="text">What was given.</param>
    public static BillingMonth? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year is > 1 and < 9999
            ? new(first.Year, first.Month)
            : null;

    /// <summary>The month in which an instant lies.</summary>
    /// <param name="instant">UTC.</param>
    /// <param name="zone">The client's zone.</param>
    public static BillingMonth Of(DateTimeOffset instant, DateTimeZone zone)
    {
        var date = LocalDay.Of(instant, zone);
        return new(date.Year, date.Month);
    }

    /// <summary>
    /// The half-open span from local midnight of the first day to local midnight of the next month's: an hour short or long of whole days
    /// in the months in which the clocks change.
    /// </summary>
    /// <param name="zone">The client's zone.</param>
    public Period In(DateTimeZone zone) => new(LocalDay.Start(FirstDay, zone), LocalDay.Start(FirstDay.AddMonths(1), zone));

    /// <summary>A derived id of something of this month: ids of one kind are in the order of months, as others are by time.</summary>
    /// <param name="kind">What is named.</param>
    /// <param name="parts">What distinguishes it within its kind and month.</param>
    public Guid IdOf(string kind, params ReadOnlySpan<string> parts)
    {
        var id = DerivedId.Of(kind, [.. parts, ToString()]).ToByteArray(bigEndian: true);
        var time = new DateTimeOffset(FirstDay, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();
        for (var n = 0; n < 6; n++)
        {
            id[n] = (byte)(time >> (8 * (5 - n)));
        }

        return new(id, bigEndian: true);
    }

    /// <summary><c>yyyy-MM</c>.</summary>
    public override string ToString() => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
