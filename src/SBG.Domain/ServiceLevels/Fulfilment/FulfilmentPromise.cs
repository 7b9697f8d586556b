using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels.Fulfilment;

/// <summary>Why a promise, or none, applies to a line of a request.</summary>
public enum FulfilmentBasis
{
    /// <summary>The policy agreed with the client promises something about this offer.</summary>
    AgreementOnOffer,

    /// <summary>The offer names a policy of its own, which promises something.</summary>
    Offer,

    /// <summary>The policy agreed with the client promises something about requests of any offer.</summary>
    Agreement,

    /// <summary>Nothing is promised.</summary>
    Nothing,
}

/// <summary>By which version a line is measured, and why: found once, when the request was submitted.</summary>
/// <param name="LineId">The line.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferVersion">Its version.</param>
/// <param name="Basis">Why.</param>
/// <param name="PolicyId">The policy that promises; null: none does.</param>
/// <param name="PolicyVersion">Its version.</param>
public sealed record LinePromise(Guid LineId, Guid OfferId, int OfferVersion, FulfilmentBasis Basis, Guid? PolicyId = null, int? PolicyVersion = null);

/// <summary>What is promised about a request, line by line.</summary>
/// <param name="Id">The stream.</param>
/// <param name="RequestId">The request.</param>
/// <param name="Lines">By line.</param>
public sealed record FulfilmentPromise(Guid Id, Guid RequestId, ImmutableArray<LinePromise> Lines) : IState<FulfilmentPromise>
{
    /// <summary>The stream of a request's promise.</summary>
    /// <param name="requestId">The request.</param>
    public static Guid StreamOf(Guid requestId) => DerivedId.Of("fulfilment-promise", requestId.ToString("N"));

    /// <inheritdoc/>
    public static FulfilmentPromise? Evolve(FulfilmentPromise? state, EventOf<FulfilmentPromise> happened, DateTimeOffset at) =>
        happened is FulfilmentPromised e ? new(StreamOf(e.RequestId), e.RequestId, e.Lines) : state;
}

/// <summary>It was found what is promised about a request that was submitted.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Lines">By line.</param>
[StoredAs("fulfilment_promised")]
public sealed record FulfilmentPromised(Guid RequestId, ImmutableArray<LinePromise> Lines) : EventOf<FulfilmentPromise>;
