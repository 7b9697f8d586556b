using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>The fingerprint of what an approver is shown: an approval is good for that content and for no other.</summary>
public static class RequestContent
{
    // No text begins so: the edge refuses the character.
    private const char Json = '\0';

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of the lines in order: each member as text preceded by its length, options in ordinal order of
    /// their keys, answers that are no text as JSON (sealed ones as what is stored), so that no two different contents read the same.
    /// </summary>
    /// <param name="lines">The lines with their prices.</param>
    public static string Hash(ImmutableArray<RequestLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            Add(text, line.LineId.ToString());
            Add(text, line.OfferId.ToString());
            Add(text, line.OfferVersion.ToString(CultureInfo.InvariantCulture));
            Add(text, line.BeneficiaryId.ToString());
            Add(text, line.Quantity.ToString(CultureInfo.InvariantCulture));
            Add(text, line.MonthlyPrice.Amount.ToString("0.00####", CultureInfo.InvariantCulture));
            if (line.OneOffPrice is { } once)
            {
                Add(text, "once:" + once.Amount.ToString("0.00####", CultureInfo.InvariantCulture));
            }

            if (line.MonthlyAmount is { } monthly)
            {
                Add(text, "monthly:" + monthly.Amount.ToString("0.00####", CultureInfo.InvariantCulture));
            }

            if (line.PartOf is { } bundle)
            {
                Add(text, "part-of:" + bundle);
            }

            Add(text, line.Options.Count.ToString(CultureInfo.InvariantCulture));
            foreach (var (option, choice) in line.Options.OrderBy(chosen => chosen.Key, StringComparer.Ordinal))
            {
                Add(text, option);
                Add(text, choice is OptionValue.Text { Value: var chosen } ? chosen : $"{Json}{choice}");
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Add(StringBuilder text, string member) => text.Append(member.Length).Append(':').Append(member);
}
