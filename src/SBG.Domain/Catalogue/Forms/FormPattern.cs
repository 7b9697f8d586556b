using System.Text;
using System.Text.RegularExpressions;

namespace SBG.Domain.Catalogue.Forms;

/// <summary>
/// Patterns of forms: ECMA-262 as JSON Schema asks, less what needs backtracking (looking around, references to what was matched), so that matching takes
/// a time proportional to the text, whatever the pattern and the text are.
/// </summary>
public static class FormPattern
{
    /// <summary>The longest pattern, in characters.</summary>
    public const int Longest = 500;

    /// <summary>A pattern ready to match.</summary>
    /// <param name="pattern">As the form says it.</param>
    /// <returns>Null: it is none, or one that needs backtracking.</returns>
    public static Regex? Compile(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Length > Longest)
        {
            return null;
        }

        try
        {
            return new(Translated(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    // In .NET, digits and letters are those of every script, and the dollar also matches before a last line feed; in ECMA-262 neither is so.
    private static string Translated(string pattern)
    {
        var (text, isWithin) = (new StringBuilder(pattern.Length + 16), false);
        for (var i = 0; i < pattern.Length; i++)
        {
            var (c, next) = (pattern[i], i + 1 < pattern.Length ? pattern[i + 1] : '\0');
            switch (c)
            {
                case '\\' when next is 'd' or 'w' or 'D' or 'W' && !(isWithin && next is 'D' or 'W'):
                    var set = next is 'd' or 'D' ? "0-9" : "A-Za-z0-9_";
                    text.Append(isWithin ? set : next is 'd' or 'w' ? $"[{set}]" : $"[^{set}]");
                    i++;
                    break;
                case '\\':
                    text.Append(c).Append(next);
                    i++;
                    break;
                case '$' when !isWithin:
                    text.Append("\\z");
                    break;
                default:
                    isWithin = c == '[' || (isWithin && c != ']');
                    text.Append(c);
                    break;
            }
        }

        return text.ToString();
    }
}
