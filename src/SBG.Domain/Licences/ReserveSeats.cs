using SBG.Domain.Kernel;
using SBG.Domain.Licences.Allotments;

namespace SBG.Domain.Licences;

/// <summary>Set seats aside for a provisioning order, so that they are there when its turn comes.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Quantity">How many.</param>
/// <param name="ClientId">The client that ordered.</param>
/// <param name="EndsAt">When they are free again by themselves (UTC); null: never.</param>
public sealed record ReserveSeats(Guid OrderId, int Quantity, string ClientId, DateTimeOffset? EndsAt = null)
{
    /// <summary>Decides. All seats or none; an order that has a reservation gets no second one, and what is lent or used up is not set aside.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool, as it is now.</param>
    public static Decision<LicencePool> Decide(ReserveSeats command, LicencePool pool)
    {
        if (pool.ReservedFor(command.OrderId) > 0)
        {
            return Decision.Nothing;
        }

        return (HoldLicence.NotGiven(pool) ?? Room.For(pool, command.ClientId).Lacks(pool, command.Quantity)) is { } refusal
            ? refusal
            : new SeatsReserved(command.OrderId, command.Quantity, command.ClientId, command.EndsAt);
    }
}
