using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>Correct what is known of a person.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Email">Address at work.</param>
/// <param name="Unit">Organisational unit.</param>
/// <param name="JobRole">The part that the person plays at the client; null: not told.</param>
public sealed record RevisePerson(Sealed<string> Name, Sealed<string> Email, string Unit, string? JobRole = null)
{
    /// <summary>The person has left.</summary>
    public static readonly Refusal HasDeparted = new("clients/person-departed");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="person">The person.</param>
    public static Refusal? Hindrance(Person person) => person.Departed ? HasDeparted : null;

    /// <summary>Decides. Sealed values cannot be compared, so a revision is recorded even when it says the same.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="person">The person.</param>
    public static Decision<Person> Decide(RevisePerson command, Person person)
    {
        if (Hindrance(person) is { } refusal)
        {
            return refusal;
        }

        return new PersonRevised(command.Name, command.Email, command.Unit, command.JobRole);
    }
}
