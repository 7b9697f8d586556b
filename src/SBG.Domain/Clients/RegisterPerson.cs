using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>Make an employee of the client known to the service.</summary>
/// <param name="PersonId">A new id; names the data key that sealed the rest.</param>
/// <param name="Name">Full name.</param>
/// <param name="Email">Address at work.</param>
/// <param name="Unit">Organisational unit.</param>
/// <param name="JobRole">The part that the person plays at the client; null: not told.</param>
public sealed record RegisterPerson(Guid PersonId, Sealed<string> Name, Sealed<string> Email, string Unit, string? JobRole = null)
{
    /// <summary>Decides: a new person is always welcome.</summary>
    /// <param name="command">What is asked.</param>
    public static Decision<Person> Decide(RegisterPerson command) =>
        new PersonRegistered(command.PersonId, command.Name, command.Email, command.Unit, command.JobRole);
}
