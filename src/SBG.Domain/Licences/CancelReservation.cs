using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>Free what is still set aside for an order.</summary>
/// <param name="OrderId">The order.</param>
public sealed record CancelReservation(Guid OrderId)
{
    /// <summary>Decides; nothing is recorded when nothing is set aside.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool.</param>
    public static Decision<LicencePool> Decide(CancelReservation command, LicencePool pool) =>
        pool.ReservedFor(command.OrderId) is > 0 and var reserved ? new ReservationCancelled(command.OrderId, reserved) : Decision.Nothing;
}
