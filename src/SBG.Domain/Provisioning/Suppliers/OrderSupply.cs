using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning.Suppliers;

/// <summary>Who delivers an order for the provider.</summary>
/// <param name="Key">Its name in the ordered version.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Rank">1: the one that delivers without an exception.</param>
/// <param name="Of">How many suppliers the ordered version has.</param>
/// <param name="Reference">The provider's contract with it; null: none.</param>
public sealed record OrderSupplier(string Key, string Name, int Rank, int Of, string? Reference = null);

/// <summary>How a supplier delivers an order.</summary>
/// <param name="Supplier">Who.</param>
/// <param name="Plan">The steps, of the same keys whoever delivers.</param>
/// <param name="LicencePoolId">The pool from which seats are taken; null when none are.</param>
public sealed record OrderSupply(OrderSupplier Supplier, ImmutableArray<OrderStep> Plan, Guid? LicencePoolId);

/// <summary>What the supplier before did in its way is undone; the order goes on in the way of another.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">Its line.</param>
/// <param name="Supply">Who delivers from now on, and how.</param>
[StoredAs("provisioning_order_resupplied")]
public sealed record OrderResupplied(Guid OrderId, Guid RequestId, Guid LineId, OrderSupply Supply) : EventOf<ProvisioningOrder>;

/// <summary>Let another supplier deliver an order that is on its way.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="Supply">Who delivers, and how.</param>
/// <param name="Otherwise">The steps that it does otherwise than who delivers now.</param>
public sealed record ResupplyOrder(Actor Actor, OrderSupply Supply, ImmutableArray<string> Otherwise)
{
    /// <summary>The ordered version names no other supplier.</summary>
    public static readonly Refusal NoOther = new("provisioning/no-other-supplier");

    /// <summary>What stands in the way, whoever is to deliver.</summary>
    /// <param name="order">The order.</param>
    public static Refusal? Hindrance(ProvisioningOrder order) => ChangeOrder.Hindrance(order) ?? (order.Supplier is { Of: > 1 } ? null : NoOther);

    /// <summary>Decides: a plan that undoes the steps that the other does otherwise and what came after them, and does them again.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Decide(ResupplyOrder command, ProvisioningOrder order)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (Hindrance(order) is { } refusal)
        {
            return refusal;
        }

        if (order.Supplier?.Key == command.Supply.Supplier.Key)
        {
            return Decision.Nothing;
        }

        var again = AffectedSteps.Of(order, step => IsOther(step.Step, order, command), _ => false);
        return OrderFlow.Then(order, new UndoPlanned(
            order.Id, UndoCause.Resupplied, Undoing.Reversed(order, order.Steps.Where(step => again.Contains(step.Step.Key)), UndoCause.Resupplied),
            [.. order.Steps.Select(step => step.Step.Key).Where(again.Contains)], PlannedBy: command.Actor.Subject, Supply: command.Supply));
    }

    private static bool IsOther(OrderStep step, ProvisioningOrder order, ResupplyOrder command) =>
        command.Otherwise.Contains(step.Key) || (step.TakesSeats && command.Supply.LicencePoolId != order.LicencePoolId);
}
