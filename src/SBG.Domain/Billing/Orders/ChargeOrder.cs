using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Orders;

/// <summary>Charge what a delivered order costs beside its seats.</summary>
/// <param name="Begun">The order with its prices.</param>
public sealed record ChargeOrder(OrderChargeBegun Begun)
{
    /// <summary>Decides; never refuses: what costs nothing, is charged already or was given up records nothing.</summary>
    /// <param name="command">What was delivered.</param>
    /// <param name="charge">What is charged already; null for nothing.</param>
    public static Decision<OrderCharge> Decide(ChargeOrder command, OrderCharge? charge) => charge switch
    {
        null => command.Begun.Prices.IsEmpty ? Decision.Nothing : command.Begun,
        { Until: not null } => Decision.Nothing,
        _ => charge.Changes[^1].Prices.SequenceEqual(command.Begun.Prices) ? Decision.Nothing : new OrderChargeChanged(command.Begun.Prices),
    };
}

/// <summary>Charge nothing more for what was given up.</summary>
public static class EndOrderCharge
{
    /// <summary>Decides; never refuses: what has ended already records nothing.</summary>
    /// <param name="charge">What is charged.</param>
    public static Decision<OrderCharge> Decide(OrderCharge charge) => charge.Until is null ? new OrderChargeEnded() : Decision.Nothing;
}
