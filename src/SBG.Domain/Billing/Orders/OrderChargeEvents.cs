using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Orders;

/// <summary>What one answer of an order costs, or the order itself, at the price of the version that was ordered.</summary>
/// <param name="Option">The question; null: the order itself.</param>
/// <param name="Choice">The answer; null: the question asks for a number, or there is none.</param>
/// <param name="Count">How often it is due: the quantity, times the number that was answered.</param>
/// <param name="OneOff">Dollars for one when it is delivered, to the cent.</param>
/// <param name="Monthly">Dollars for one over one whole month, to the cent.</param>
public sealed record OrderPrice(string? Option, string? Choice, decimal Count, Money OneOff, Money Monthly);

/// <summary>An order was delivered whose line costs something beside its seats; the prices are pinned.</summary>
/// <param name="ChargeId">Derived from the order: an order is charged once.</param>
/// <param name="OrderId">The provisioning order.</param>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">Its line.</param>
/// <param name="RequestNumber">What people call the request.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferName">What people called it.</param>
/// <param name="OfferVersion">The version that was ordered, which says the prices.</param>
/// <param name="PublishedOn">The day in Québec on which that version was published.</param>
/// <param name="PricePlanId">The plan by which the order's seats are charged.</param>
/// <param name="Prices">What is charged; at least one.</param>
/// <param name="CostCentre">The cost centre that bears it: the unit of the beneficiary at the delivery; null: none is known.</param>
[StoredAs("order_charge_begun")]
public sealed record OrderChargeBegun(
    Guid ChargeId,
    Guid OrderId,
    Guid RequestId,
    Guid LineId,
    string RequestNumber,
    Guid OfferId,
    string OfferName,
    int OfferVersion,
    DateOnly PublishedOn,
    Guid PricePlanId,
    ImmutableArray<OrderPrice> Prices,
    string? CostCentre = null) : EventOf<OrderCharge>;

/// <summary>What was delivered was put right and is now another quantity, or has other answers.</summary>
/// <param name="Prices">What is charged from then on, all of it.</param>
[StoredAs("order_charge_changed")]
public sealed record OrderChargeChanged(ImmutableArray<OrderPrice> Prices) : EventOf<OrderCharge>;

/// <summary>What was delivered was given up: nothing more is charged monthly. What was due once stays due.</summary>
[StoredAs("order_charge_ended")]
public sealed record OrderChargeEnded : EventOf<OrderCharge>;
