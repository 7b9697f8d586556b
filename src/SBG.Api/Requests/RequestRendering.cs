using SBG.Api.Catalogue;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>Represents requests: with the names of their offers and the revealed reason.</summary>
/// <param name="offers">Published versions.</param>
/// <param name="vault">Reveals.</param>
public sealed class RequestRendering(PublishedOffers offers, Vault vault)
{
    private static readonly LineOutcome Pending = new(RequestLineStatus.Pending);

    /// <summary>Represents a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="capacity">The caller.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<RequestView> View(ServiceRequest request, Capacity capacity, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(capacity);
        var (actor, hindrance) = (capacity.Actor, ApproveRequest.Hindrance(request, capacity));
        var actions = new Actions(actor)
            .May("approve", hindrance, RequestEndpoints.Voters)
            .May("reject", hindrance, RequestEndpoints.Voters)
            .May("changeLine", ChangeRequestLine.Hindrance(request, actor), CartEndpoints.Orderers)
            .May("cancel", CancelRequest.Hindrance(request), Cancellers(request, actor));
        return new(
            request.Id, request.Number, request.Status, request.RequestedBy, request.CartId, await Lines(request, actor, stop), request.MonthlyTotal(), request.OneOffTotal(), request.ContentHash,
            request.Verdict?.By, request.Verdict?.At, await vault.Reveal(request.Verdict?.Reason, stop), request.SubmittedAt, actions.Listed);
    }

    /// <summary>What is asked, line by line.</summary>
    /// <param name="request">The request.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<IReadOnlyList<RequestLineView>> Lines(ServiceRequest request, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actor);
        await offers.Warm(request.Lines.Select(line => (line.OfferId, line.OfferVersion)), stop);
        await vault.Warm(request.Lines.SelectMany(line => line.Options.Values).OfType<OptionValue.Secret>().Select(answer => answer.Value.Subject), stop);
        var byBundle = request.Lines.ToLookup(line => line.PartOf);
        var lines = new List<RequestLineView>(request.Lines.Length);
        foreach (var line in byBundle[null])
        {
            var parts = new List<RequestLineView>();
            foreach (var part in byBundle[line.LineId])
            {
                parts.Add(await Line(request, part, [], actor, stop));
            }

            lines.Add(await Line(request, line, parts, actor, stop));
        }

        return lines;
    }

    private async ValueTask<RequestLineView> Line(ServiceRequest request, RequestLine line, List<RequestLineView> parts, Actor actor, CancellationToken stop)
    {
        var outcome = request.Outcomes.GetValueOrDefault(line.LineId, Pending);
        var terms = (await offers.Version(line.OfferId, line.OfferVersion, stop))?.Terms;
        return new(
            line.LineId, line.OfferId, line.OfferVersion, terms?.Name, line.BeneficiaryId, await vault.Reveal(line.Options, stop), line.Quantity, line.MonthlyPrice, line.Monthly(), line.OneOffPrice ?? Money.Zero,
            parts.Count == 0 ? outcome.Status : request.StatusOf(line.LineId), outcome.OrderId, outcome.Code, terms is null ? null : await Supplier(request, line.LineId, terms, stop),
            terms is null ? [] : new Actions(actor).May("except-supplier", ExceptSupplier.Hindrance(request, terms), ExceptSupplierEndpoint.Excepters).Listed, parts);
    }

    private async ValueTask<LineSupplierView?> Supplier(ServiceRequest request, Guid lineId, OfferTerms terms, CancellationToken stop)
    {
        if (terms.Suppliers is not { IsEmpty: false } all)
        {
            return null;
        }

        var (key, exception) = (request.SupplierOf(lineId, terms), request.Exceptions.GetValueOrDefault(lineId));
        var rank = all.TakeWhile(supplier => supplier.Key != key).Count();
        return new(
            all[rank].Key, all[rank].Name, rank + 1, all[rank].Reference,
            exception is null ? null : new(exception.By, exception.At, await vault.Reveal(exception.Reason, stop)));
    }

    // Who sees a request only because it asks for a vote cannot withdraw it.
    private static string[] Cancellers(ServiceRequest request, Actor actor) => actor.Sees(request.RequestedBy) ? RequestEndpoints.Cancellers : [];
}
