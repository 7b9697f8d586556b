using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning.Suppliers;

namespace SBG.Domain.Provisioning;

/// <summary>A line of an approved request is to be delivered, by the plan of the ordered version.</summary>
/// <param name="OrderId">The stream; follows from request and line.</param>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">Its line.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferVersion">The ordered version.</param>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Options">Option to choice.</param>
/// <param name="LicencePoolId">The pool from which seats are taken; null when none are.</param>
/// <param name="PricePlanId">The plan by which what is delivered is charged.</param>
/// <param name="Plan">The steps, a graph; at least one.</param>
/// <param name="PromisedAt">By when the line was promised (UTC); null: nobody promised.</param>
/// <param name="Supplier">Who delivers for the provider; null: the offer names nobody.</param>
[StoredAs("provisioning_order_acknowledged")]
public sealed record OrderAcknowledged(
    Guid OrderId,
    Guid RequestId,
    Guid LineId,
    Guid OfferId,
    int OfferVersion,
    Guid BeneficiaryId,
    int Quantity,
    ImmutableSortedDictionary<string, OptionValue> Options,
    Guid? LicencePoolId,
    Guid PricePlanId,
    ImmutableArray<OrderStep> Plan,
    DateTimeOffset? PromisedAt = null,
    OrderSupplier? Supplier = null) : EventOf<ProvisioningOrder>;

/// <summary>An attempt at a step began; recorded before the connector is called.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">From 1; with order and step the connector's idempotency key.</param>
/// <param name="PayloadHash">The fingerprint of what the connector is told, see <see cref="StepPayload"/>.</param>
[StoredAs("provisioning_step_started")]
public sealed record StepStarted(Guid OrderId, string StepKey, int Attempt, string? PayloadHash = null) : EventOf<ProvisioningOrder>;

/// <summary>A step is done.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt that did it.</param>
/// <param name="Answer">What the connector answered, in its words; nothing personal.</param>
/// <param name="Duration">How long its call took.</param>
[StoredAs("provisioning_step_completed")]
public sealed record StepCompleted(Guid OrderId, string StepKey, int Attempt, string? Answer = null, TimeSpan? Duration = null) : EventOf<ProvisioningOrder>;

/// <summary>An attempt at a step failed.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Code">Why: a registered code.</param>
/// <param name="Final">Whether no other attempt follows.</param>
/// <param name="Reason">Why, in an agent's words.</param>
/// <param name="Answer">What the connector answered, in its words; nothing personal.</param>
/// <param name="Duration">How long its call took.</param>
/// <param name="RetryAfter">How long the other side wants to be left alone; null: it did not say.</param>
/// <param name="Cleared">Whether what the attempt may have made was taken back: the next one makes another.</param>
[StoredAs("provisioning_step_failed")]
public sealed record StepFailed(
    Guid OrderId, string StepKey, int Attempt, string Code, bool Final, Sealed<string>? Reason = null, string? Answer = null, TimeSpan? Duration = null,
    TimeSpan? RetryAfter = null, bool Cleared = false)
    : EventOf<ProvisioningOrder>;

/// <summary>Every step is done: the line is delivered.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">Its line.</param>
[StoredAs("provisioning_order_completed")]
public sealed record OrderCompleted(Guid OrderId, Guid RequestId, Guid LineId) : EventOf<ProvisioningOrder>;

/// <summary>A step was given up: the line is not delivered.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">Its line.</param>
/// <param name="StepKey">The step that was given up.</param>
/// <param name="Code">Why: a registered code.</param>
[StoredAs("provisioning_order_failed")]
public sealed record OrderFailed(Guid OrderId, Guid RequestId, Guid LineId, string StepKey, string Code) : EventOf<ProvisioningOrder>;

/// <summary>What a failed order had taken was given back.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="SeatsReleased">Seats that it had already given to the beneficiary.</param>
/// <param name="SeatsUnreserved">Seats that were still set aside for it.</param>
[StoredAs("provisioning_order_compensated")]
public sealed record OrderCompensated(Guid OrderId, int SeatsReleased, int SeatsUnreserved) : EventOf<ProvisioningOrder>;
