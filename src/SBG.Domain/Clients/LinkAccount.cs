using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>Tell with which account a person signs in: rules that name a person's manager need it.</summary>
/// <param name="Subject">The identity provider's stable subject.</param>
public sealed record LinkAccount(string Subject)
{
    /// <summary>Another person of the client signs in with that account.</summary>
    public static readonly Refusal AccountTaken = new("clients/account-taken");

    /// <summary>Decides; the same account again records nothing.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="person">The person.</param>
    /// <param name="taken">Whether the account is another person's.</param>
    public static Decision<Person> Decide(LinkAccount command, Person person, bool taken)
    {
        if (RevisePerson.Hindrance(person) is { } refusal)
        {
            return refusal;
        }

        if (taken)
        {
            return AccountTaken;
        }

        return person.Account == command.Subject ? Decision.Nothing : new PersonAccountLinked(command.Subject);
    }
}
