using System.Globalization;
using NodaTime;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>A fiscal year of the provider, 1 April to 31 March, by the days of Québec: 31 March 23:59:59 there belongs to the old one.</summary>
/// <param name="FirstYear">The civil year in which it begins.</param>
public readonly record struct FiscalYear(int FirstYear)
{
    /// <summary>The zone of the provider's days.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["America/Toronto"];

    /// <summary>The first day.</summary>
    public DateOnly FirstDay => new(FirstYear, 4, 1);

    /// <summary>The fiscal year of a day.</summary>
    /// <param name="day">A day in Québec.</param>
    public static FiscalYear Of(DateOnly day) => new(day.Month >= 4 ? day.Year : day.Year - 1);

    /// <summary>The fiscal year in which an instant lies.</summary>
    /// <param name="instant">UTC.</param>
    public static FiscalYear Of(DateTimeOffset instant) => Of(LocalDay.Of(instant, Zone));

    /// <summary>Reads <c>2026-2027</c>; null when it is not one.</summary>
    /// <param name="text">What was given.</param>
    public static FiscalYear? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 9 && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first is > 0 and < 9998 && new FiscalYear(first).ToString() == text
            ? new(first)
            : null;
    }

    /// <summary><c>2026-2027</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{FirstYear:D4}-{FirstYear + 1:D4}");
}
