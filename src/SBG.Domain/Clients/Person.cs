using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>An employee of a client, as far as the service needs to know.</summary>
/// <param name="Id">The person; also the subject of the data key.</param>
/// <param name="Name">Full name, sealed.</param>
/// <param name="Email">Address at work, sealed.</param>
/// <param name="Unit">Organisational unit.</param>
/// <param name="Departed">Whether the person left.</param>
/// <param name="RegisteredAt">When the service learnt of the person (UTC).</param>
/// <param name="Account">The subject with which the person signs in; null: not known.</param>
/// <param name="ManagerId">The person's manager; null: nobody, or not known.</param>
public sealed record Person(
    Guid Id,
    Sealed<string> Name,
    Sealed<string> Email,
    string Unit,
    bool Departed,
    DateTimeOffset RegisteredAt,
    string? Account = null,
    Guid? ManagerId = null) : IState<Person>
{
    /// <summary>The part that the person plays at the client, as the client calls it; null: not told.</summary>
    public string? JobRole { get; init; }

    /// <inheritdoc/>
    public static Person? Evolve(Person? state, EventOf<Person> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, PersonRegistered e) => new(e.PersonId, e.Name, e.Email, e.Unit, false, at) { JobRole = e.JobRole },
        ({ }, PersonRevised e) => state with { Name = e.Name, Email = e.Email, Unit = e.Unit, JobRole = e.JobRole },
        ({ }, PersonAccountLinked e) => state with { Account = e.Subject },
        ({ }, PersonManagerSet e) => state with { ManagerId = e.ManagerId },
        ({ }, PersonDeparted) => state with { Departed = true },
        _ => state,
    };
}
