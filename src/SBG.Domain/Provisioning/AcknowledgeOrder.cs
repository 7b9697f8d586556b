using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning.Suppliers;

namespace SBG.Domain.Provisioning;

/// <summary>Take over the delivery of an approved line.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">Its line.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferVersion">The ordered version.</param>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Options">Option to choice.</param>
/// <param name="LicencePoolId">The pool from which seats are taken; null when none are.</param>
/// <param name="PricePlanId">The plan by which what is delivered is charged.</param>
/// <param name="Plan">The steps of the ordered version.</param>
/// <param name="PromisedAt">By when the line was promised (UTC); null: nobody promised.</param>
/// <param name="Supplier">Who delivers for the provider; null: the offer names nobody.</param>
public sealed record AcknowledgeOrder(
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
    OrderSupplier? Supplier = null)
{
    /// <summary>Decides; never refuses: an order that exists is not begun again. The steps that wait for none begin.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="existing">The line's order, if there is one.</param>
    public static Decision<ProvisioningOrder> Decide(AcknowledgeOrder command, ProvisioningOrder? existing)
    {
        if (existing is not null)
        {
            return Decision.Nothing;
        }

        return OrderFlow.Then(null, new OrderAcknowledged(
            ProvisioningOrder.StreamOf(command.RequestId, command.LineId), command.RequestId, command.LineId, command.OfferId, command.OfferVersion,
            command.BeneficiaryId, command.Quantity, command.Options, command.LicencePoolId, command.PricePlanId, command.Plan, command.PromisedAt, command.Supplier));
    }
}
