using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>Record that a person left.</summary>
public sealed record RecordDeparture
{
    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="person">The person.</param>
    public static Refusal? Hindrance(Person person) => person.Departed ? RevisePerson.HasDeparted : null;

    /// <summary>Decides.</summary>
    /// <param name="person">The person.</param>
    public static Decision<Person> Decide(Person person) => Hindrance(person) is { } refusal ? refusal : new PersonDeparted();
}
