using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>Set seats aside for a provisioning order, so that they are there when its turn comes.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Quantity">How many.</param>
public sealed record ReserveSeats(Guid OrderId, int Quantity)
{
    /// <summary>Decides. All seats or none; an order that has a reservation gets no second one.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool.</param>
    public static Decision<LicencePool> Decide(ReserveSeats command, LicencePool pool)
    {
        if (pool.ReservedFor(command.OrderId) > 0)
        {
            return Decision.Nothing;
        }

        return command.Quantity <= pool.Balance.Available
            ? new SeatsReserved(command.OrderId, command.Quantity)
            : AssignSeats.NoSeatLeft.With("pool", pool.Name);
    }
}
