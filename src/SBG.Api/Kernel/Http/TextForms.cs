using System.Globalization;
using System.Xml;

namespace SBG.Api.Kernel.Http;

/// <summary>A text that must be readable as another type.</summary>
/// <param name="Fr">What is expected, in French.</param>
/// <param name="En">What is expected, in English.</param>
/// <param name="Accepts">Whether a text is readable.</param>
internal sealed record TextForm(string Fr, string En, Func<string, bool> Accepts);

/// <summary>The text forms of the contract.</summary>
internal static class TextForms
{
    private static readonly Dictionary<Type, TextForm> Forms = new()
    {
        [typeof(Guid)] = new("un UUID", "a UUID", text => Guid.TryParseExact(text, "D", out _)),
        [typeof(DateTimeOffset)] = new("un instant RFC 3339 avec décalage, p. ex. 2026-11-23T14:30:00Z", "an RFC 3339 instant with its offset, e.g. 2026-11-23T14:30:00Z", text => Instant.TryParse(text, out _)),
        [typeof(DateOnly)] = new("une date qui existe, p. ex. 2026-11-23", "a date that exists, e.g. 2026-11-23", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)),
        [typeof(TimeOnly)] = new("une heure, p. ex. 08:30:00", "a time of day, e.g. 08:30:00", text => TimeOnly.TryParseExact(text, ["HH:mm:ss", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _)),
        [typeof(TimeSpan)] = new("une durée ISO 8601, p. ex. PT4H", "an ISO 8601 duration, e.g. PT4H", IsDuration),
    };

    public static TextForm? Of(Type type) => Forms.GetValueOrDefault(type);

    private static bool IsDuration(string text)
    {
        try
        {
            return text.Length is > 1 and < 40 && XmlConvert.ToTimeSpan(text) >= TimeSpan.Zero;
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            return false;
        }
    }
}
