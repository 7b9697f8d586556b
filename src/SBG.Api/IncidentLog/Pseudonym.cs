using System.Text.RegularExpressions;
using SBG.Domain.Incidents.Import;
using SBG.Domain.Kernel;

namespace SBG.Api.IncidentLog;

/// <summary>
/// People in an imported log. An old system's pseudonym (<c>Caller 2403</c>: a word and a number) is kept; whatever else stands there can be
/// a name or an address, and is replaced by an id that is the same for the same person of the same client.
/// </summary>
internal static partial class Pseudonym
{
    /// <summary>The row without anything that can name a person.</summary>
    public static IncidentLogRow WithPseudonyms(this IncidentLogRow row, string clientId) => row with
    {
        CallerId = Of(clientId, row.CallerId),
        AssignedTo = row.AssignedTo is { } agent ? Of(clientId, agent) : null,
    };

    private static string Of(string clientId, string told) =>
        told == "unknown" || WordAndNumber().IsMatch(told) ? told : $"imported:{DerivedId.Of("imported-person", clientId, told):N}";

    [GeneratedRegex(@"^[A-Za-z]{1,20}[ _-]+[0-9]{1,12}$", RegexOptions.CultureInvariant)]
    private static partial Regex WordAndNumber();
}
