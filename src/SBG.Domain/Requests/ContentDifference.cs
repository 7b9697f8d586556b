using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>A member of a line that is not what was shown.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Member">As the API names it; an option as <c>options/taille</c>, of a sealed answer its fingerprint.</param>
/// <param name="Before">What was shown; null: nothing.</param>
/// <param name="After">What is asked now; null: nothing.</param>
public sealed record ContentDifference(Guid LineId, string Member, string? Before, string? After)
{
    /// <summary>All that differs of what an approval is bound to, line by line.</summary>
    /// <param name="before">The lines as they were shown.</param>
    /// <param name="after">The lines as they are asked now.</param>
    public static ImmutableArray<ContentDifference> Between(IEnumerable<RequestLine> before, IEnumerable<RequestLine> after)
    {
        var (was, becomes) = (before.ToDictionary(line => line.LineId), after.ToDictionary(line => line.LineId));
        return [.. was.Keys.Union(becomes.Keys).SelectMany(line => Between(line, was.GetValueOrDefault(line), becomes.GetValueOrDefault(line)))];
    }

    /// <summary>All that differs of what an approval is bound to.</summary>
    /// <param name="before">The line as it was shown.</param>
    /// <param name="after">The line as it is asked now.</param>
    public static ImmutableArray<ContentDifference> Between(RequestLine before, RequestLine after)
    {
        ArgumentNullException.ThrowIfNull(before);
        return Between(before.LineId, before, after);
    }

    private static ImmutableArray<ContentDifference> Between(Guid lineId, RequestLine? before, RequestLine? after)
    {
        var (was, becomes) = (before is null ? [] : Members(before), after is null ? [] : Members(after));
        return
        [
            .. from member in was.Keys.Union(becomes.Keys).Order(StringComparer.Ordinal)
               let shown = was.GetValueOrDefault(member)
               let asked = becomes.GetValueOrDefault(member)
               where shown != asked
               select new ContentDifference(lineId, member, shown, asked),
        ];
    }

    private static Dictionary<string, string> Members(RequestLine line)
    {
        var members = line.Options.ToDictionary(chosen => "options/" + chosen.Key, chosen => Shown(chosen.Value), StringComparer.Ordinal);
        members["offerId"] = line.OfferId.ToString();
        members["offerVersion"] = line.OfferVersion.ToString(CultureInfo.InvariantCulture);
        members["beneficiaryId"] = line.BeneficiaryId.ToString();
        members["quantity"] = line.Quantity.ToString(CultureInfo.InvariantCulture);
        members["monthlyPrice"] = line.MonthlyPrice.ToString();
        if (line.OneOffPrice is { } once)
        {
            members["oneOffPrice"] = once.ToString();
        }

        if (line.MonthlyAmount is { } monthly)
        {
            members["monthlyAmount"] = monthly.ToString();
        }

        return members;
    }

    // What was sealed is told apart, not told.
    private static string Shown(OptionValue answer) =>
        answer is OptionValue.Secret { Value: var secret } ? "sealed:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret.Ciphertext)))[..8] : answer.ToString();
}
