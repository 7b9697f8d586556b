using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Suppliers;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>An exception in writing: a line is delivered by another supplier than the first of its offer.</summary>
/// <param name="Supplier">By whom: a key of the ordered version's suppliers.</param>
/// <param name="By">The subject who allowed it.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Reason">Why, in that person's words.</param>
public sealed record ExceptedSupplier(string Supplier, string By, DateTimeOffset At, Sealed<string> Reason);

/// <summary>Let a line be delivered by another supplier of its offer. What was approved names them all, and neither content nor price differ: approvals hold.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Supplier">By whom.</param>
/// <param name="Reason">Why, in the words of who allows it.</param>
public sealed record ExceptSupplier(Guid LineId, string Supplier, Sealed<string> Reason)
{
    /// <summary>Nothing of the line is to be delivered yet or any more, or its delivery began: then its order is asked.</summary>
    public static readonly Refusal NotWaiting = new("requests/supplier-decided");

    /// <summary>The offer names one supplier at most.</summary>
    public static readonly Refusal NoOther = new("requests/no-other-supplier");

    /// <summary>The ordered version has no such supplier.</summary>
    public static readonly Refusal UnknownSupplier = new("requests/unknown-supplier");

    /// <summary>What stands in the way while nothing is delivered, whoever is named.</summary>
    /// <param name="request">The request.</param>
    /// <param name="terms">The ordered version's.</param>
    public static Refusal? Hindrance(ServiceRequest request, OfferTerms terms)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Status == RequestStatus.Acknowledged ? OfferHindrance(terms) : NotWaiting.With("number", request.Number);
    }

    /// <summary>What stands in the way on the offer's side.</summary>
    /// <param name="terms">The ordered version's.</param>
    public static Refusal? OfferHindrance(OfferTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.Suppliers is { Length: > 1 } ? null : NoOther.With("offer", terms.Name);
    }

    /// <summary>Decides; the supplier that delivers already needs no other exception.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="request">The request.</param>
    /// <param name="terms">The ordered version's.</param>
    /// <param name="actor">Who allows it.</param>
    public static Decision<ServiceRequest> Decide(ExceptSupplier command, ServiceRequest request, OfferTerms terms, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(actor);
        if (OfferHindrance(terms) is { } refusal)
        {
            return refusal;
        }

        if (terms.SuppliedBy(command.Supplier) is null)
        {
            return UnknownSupplier.With("supplier", command.Supplier);
        }

        return request.SupplierOf(command.LineId, terms) == command.Supplier
            ? Decision.Nothing
            : new SupplierExcepted(request.Id, command.LineId, command.Supplier, command.Reason, actor.Subject);
    }
}
