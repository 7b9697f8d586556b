using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>Record that the seats that an order no longer needs were given back.</summary>
/// <param name="SeatsReleased">Seats that it had already given to the beneficiary.</param>
/// <param name="SeatsUnreserved">Seats that were still set aside for it.</param>
public sealed record RecordCompensation(int SeatsReleased, int SeatsUnreserved)
{
    /// <summary>Decides, once, for an order that is over; never refuses.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Decide(RecordCompensation command, ProvisioningOrder order) =>
        DueWork.Of(order).Contains(new DueWork.Compensate()) ? new OrderCompensated(order.Id, command.SeatsReleased, command.SeatsUnreserved) : Decision.Nothing;
}
