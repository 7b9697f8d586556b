using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Leases;

/// <summary>Lend a person the seat that was taken; recorded together with <see cref="SeatLeased"/>.</summary>
/// <param name="LeaseId">The new lease.</param>
/// <param name="PoolId">The pool.</param>
/// <param name="ClientId">The client.</param>
/// <param name="PersonId">Who uses it.</param>
/// <param name="EndsAt">When it ends by itself (UTC).</param>
public sealed record GrantLease(Guid LeaseId, Guid PoolId, string ClientId, Guid PersonId, DateTimeOffset EndsAt)
{
    /// <summary>Nobody at the client has the caller's account, and nobody else was named.</summary>
    public static readonly Refusal NobodyNamed = new("licences/nobody-named");

    /// <summary>Why a person cannot use a seat; null when nothing stands in the way.</summary>
    /// <param name="personId">The person.</param>
    /// <param name="departed">Whether the person has left; null when the client has no such person.</param>
    public static Refusal? Hindrance(Guid personId, bool? departed) => departed switch
    {
        null => HoldLicence.UnknownPerson.With("person", personId),
        true => HoldLicence.PersonDeparted,
        false => null,
    };

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="departed">Whether the person has left; null when the client has no such person.</param>
    public static Decision<LicenceLease> Decide(GrantLease command, bool? departed) =>
        Hindrance(command.PersonId, departed) is { } refusal
            ? refusal
            : new LeaseGranted(command.LeaseId, command.PoolId, command.ClientId, command.PersonId, command.EndsAt);
}
