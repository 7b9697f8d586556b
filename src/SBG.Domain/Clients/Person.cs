using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>An employee of a client, as far as the service needs to know.</summary>
/// <param name="Id">The person; also the subject of the data key.</param>
/// <param name="Name">Full name, sealed.</param>
/// <param name="Email">Address at work, sealed.</param>
/// <param name="Unit">Organisational unit.</param>
/// <param name="Departed">Whether the person left.</param>
/// <param name="RegisteredAt">When the service learnt of the person (UTC).</param>
public sealed record Person(Guid Id, Sealed<string> Name, Sealed<string> Email, string Unit, bool Departed, DateTimeOffset RegisteredAt) : IState<Person>
{
    /// <inheritdoc/>
    public static Person? Evolve(Person? state, EventOf<Person> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, PersonRegistered e) => new(e.PersonId, e.Name, e.Email, e.Unit, false, at),
        ({ }, PersonRevised e) => state with { Name = e.Name, Email = e.Email, Unit = e.Unit },
        ({ }, PersonDeparted) => state with { Departed = true },
        _ => state,
    };
}
