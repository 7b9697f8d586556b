using System.Text.RegularExpressions;
using NodaTime;
using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>Make a public body known to the service.</summary>
/// <param name="ClientId">Short code, see <see cref="ClientCode"/>.</param>
/// <param name="Name">Legal name.</param>
/// <param name="Neq">Number in the enterprise register.</param>
/// <param name="Category">What kind of public body.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
public sealed partial record RegisterClient(string ClientId, string Name, string Neq, ClientCategory Category, string TimeZone, string Language)
{
    /// <summary>A short code: lower-case letters, digits and single hyphens, 3 to 40 characters.</summary>
    public const string ClientCode = "^(?=.{3,40}$)[a-z0-9](-?[a-z0-9])*$";

    /// <summary>A NEQ: ten digits that begin with 11, 22, 33 or 88 (Registraire des entreprises du Québec).</summary>
    public const string NeqPattern = "^(11|22|33|88)[0-9]{8}$";

    /// <summary>The code is taken, or it is the provider's own.</summary>
    public static readonly Refusal CodeTaken = new("clients/code-taken");

    /// <summary>The zone is not in the IANA database.</summary>
    public static readonly Refusal UnknownTimeZone = new("clients/unknown-time-zone");

    /// <summary>The NEQ or the code does not have its form.</summary>
    public static readonly Refusal NotWellFormed = new("clients/not-well-formed");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="existing">The client of that code, if there is one.</param>
    public static Decision<Client> Decide(RegisterClient command, Client? existing)
    {
        if (existing is not null || command.ClientId == Tenant.Provider)
        {
            return CodeTaken.With("code", command.ClientId);
        }

        if (!IsWhole(Code(), command.ClientId) || !IsWhole(NeqForm(), command.Neq))
        {
            return NotWellFormed;
        }

        if (!IsZone(command.TimeZone))
        {
            return UnknownTimeZone.With("zone", command.TimeZone);
        }

        return new ClientRegistered(command.ClientId, command.Name, command.Neq, command.Category, command.TimeZone, command.Language);
    }

    internal static bool IsZone(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    // The dollar also matches before a last line feed.
    private static bool IsWhole(Regex form, string text) => form.Match(text) is { Success: true } match && match.Length == text.Length;

    [GeneratedRegex(ClientCode)]
    private static partial Regex Code();

    [GeneratedRegex(NeqPattern)]
    private static partial Regex NeqForm();
}
