using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>Correct or complete the profile; every member is the new value.</summary>
/// <param name="Name">Legal name.</param>
/// <param name="Category">What kind of public body.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
public sealed record ReviseClientProfile(string Name, ClientCategory Category, string TimeZone, string Language)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="client">The client.</param>
    public static Decision<Client> Decide(ReviseClientProfile command, Client client)
    {
        if (!RegisterClient.IsZone(command.TimeZone))
        {
            return RegisterClient.UnknownTimeZone.With("zone", command.TimeZone);
        }

        return (client.Name, client.Category, client.TimeZone, client.Language) == (command.Name, command.Category, command.TimeZone, command.Language)
            ? Decision.Nothing
            : new ClientProfileRevised(command.Name, command.Category, command.TimeZone, command.Language);
    }
}
