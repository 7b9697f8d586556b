using System.Globalization;
using System.Text;

namespace SBG.Api.Licences.Purchases;

/// <summary>The renewal calendar as an iCalendar (RFC 5545), to be subscribed to: a day for each notice and a day for each end.</summary>
internal static class RenewalCalendarText
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/calendar";

    // A line has at most 75 octets (section 3.1); what follows on the next begins with a space.
    private const int LongestLine = 75;

    /// <summary>Writes it.</summary>
    /// <param name="ending">Terms that end.</param>
    /// <param name="now">When it is written (UTC).</param>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    public static byte[] Of(IEnumerable<RenewalView> ending, DateTimeOffset now, string language)
    {
        var text = new StringBuilder();
        var english = language == "en";
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//SBG//Renouvellements//FR");
        foreach (var item in ending)
        {
            if (item.Purchase.NoticeBy is { } notice)
            {
                Day(text, item, "notice", notice, now, english ? "Notice to the supplier" : "Avis au fournisseur");
            }

            Day(text, item, "end", item.Purchase.EndsAt!.Value, now, english ? "Term ends" : "Fin de la durée");
        }

        Line(text, "END:VCALENDAR");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Day(StringBuilder text, RenewalView item, string kind, DateTimeOffset at, DateTimeOffset now, string what)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{item.Purchase.Id}-{kind}@sbg");
        Line(text, "DTSTAMP:" + now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        Line(text, "DTSTART;VALUE=DATE:" + at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        var contract = item.Purchase.Contract is { } reference ? $", {reference}" : string.Empty;
        Line(text, "SUMMARY:" + Escaped($"{what} : {item.Pool}, {item.Purchase.Quantity} ({item.Purchase.Supplier ?? item.Product}{contract})"));
        Line(text, "END:VEVENT");
    }

    // Section 3.3.11.
    private static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\r", string.Empty, StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
