using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Domain.ServiceLevels.Fulfilment;

/// <summary>Find what is promised about a request.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="SubmittedAt">When it was submitted (UTC).</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Agreed">The policy agreed with the client; null: none.</param>
/// <param name="OfOffers">By offer: the policy that its ordered version names, where it names one.</param>
public sealed record PromiseFulfilment(
    Guid RequestId, DateTimeOffset SubmittedAt, ImmutableArray<RequestLine> Lines, ServiceLevelPolicy? Agreed, IReadOnlyDictionary<Guid, ServiceLevelPolicy> OfOffers)
{
    /// <summary>Decides: what was found once stays.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="promise">What was found; null before.</param>
    public static Decision<FulfilmentPromise> Decide(PromiseFulfilment command, FulfilmentPromise? promise)
    {
        ArgumentNullException.ThrowIfNull(command);
        return promise is not null ? Decision.Nothing : new FulfilmentPromised(command.RequestId, [.. command.Lines.Select(command.Promise)]);
    }

    // What the client agreed on about the very offer goes before what the offer says of itself, and that before what was agreed on about any.
    private LinePromise Promise(RequestLine line)
    {
        var agreed = Agreed?.InForce(SubmittedAt);
        var (ofOffer, own) = OfOffers.GetValueOrDefault(line.OfferId) is { } policy ? (policy, policy.InForce(SubmittedAt)) : (null, null);
        return agreed?.Terms.DeliveryRule(line.OfferId) is { Offer: not null } ? Of(FulfilmentBasis.AgreementOnOffer, Agreed!.Id, agreed!.Number)
            : own?.Terms.DeliveryRule(line.OfferId) is not null ? Of(FulfilmentBasis.Offer, ofOffer!.Id, own!.Number)
            : agreed?.Terms.DeliveryRule(line.OfferId) is not null ? Of(FulfilmentBasis.Agreement, Agreed!.Id, agreed!.Number)
            : new(line.LineId, line.OfferId, line.OfferVersion, FulfilmentBasis.Nothing);

        LinePromise Of(FulfilmentBasis basis, Guid policyId, int version) => new(line.LineId, line.OfferId, line.OfferVersion, basis, policyId, version);
    }
}
