using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>Tell who manages a person.</summary>
/// <param name="ManagerId">Another person of the client; null: nobody.</param>
public sealed record SetManager(Guid? ManagerId)
{
    /// <summary>The client knows no such person, or that person has left.</summary>
    public static readonly Refusal UnknownManager = new("clients/unknown-manager");

    /// <summary>Nobody is one's own manager.</summary>
    public static readonly Refusal OwnManager = new("clients/own-manager");

    /// <summary>Decides; the same manager again records nothing.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="person">The person.</param>
    /// <param name="manager">Whom the command names; null: the client knows no such person.</param>
    public static Decision<Person> Decide(SetManager command, Person person, Person? manager)
    {
        if (RevisePerson.Hindrance(person) is { } refusal)
        {
            return refusal;
        }

        if (command.ManagerId == person.Id)
        {
            return OwnManager;
        }

        if (command.ManagerId is { } id && manager is not { Departed: false })
        {
            return UnknownManager.With("person", id);
        }

        return person.ManagerId == command.ManagerId ? Decision.Nothing : new PersonManagerSet(command.ManagerId);
    }
}
