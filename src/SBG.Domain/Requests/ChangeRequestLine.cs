using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.Requests.Bundles;

namespace SBG.Domain.Requests;

/// <summary>Choose a line of a request anew before anything is delivered: approvals given so far are void, and approval starts again.</summary>
/// <param name="LineId">The line.</param>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Options">Option to choice.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Parts">What is chosen of each part of a bundle, for one bundle.</param>
public sealed record ChangeRequestLine(Guid LineId, Guid BeneficiaryId, ImmutableSortedDictionary<string, OptionValue> Options, int Quantity, ImmutableArray<CartPart> Parts = default)
{
    /// <summary>The request was decided already.</summary>
    public static readonly Refusal TooLate = new("requests/too-late-to-change");

    /// <summary>Someone else asks.</summary>
    public static readonly Refusal NotRequester = new("requests/not-requester");

    /// <summary>The request has no such line.</summary>
    public static readonly Refusal UnknownLine = new("requests/unknown-request-line");

    /// <summary>The line is a part: its bundle is chosen anew, with its parts.</summary>
    public static readonly Refusal IsPart = new("requests/part-of-bundle");

    /// <summary>What stands in the way, whatever is chosen.</summary>
    /// <param name="request">The request.</param>
    /// <param name="actor">Who changes it.</param>
    public static Refusal? Hindrance(ServiceRequest request, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actor);
        if (request.RequestedBy != actor.Subject)
        {
            return NotRequester.With("number", request.Number);
        }

        return request.Status == RequestStatus.Acknowledged ? null : TooLate.With("number", request.Number);
    }

    /// <summary>Decides; what is asked already records nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="request">The request.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="order">The offers of its lines, and the new beneficiary.</param>
    /// <param name="facts">Policies and people.</param>
    /// <param name="at">When (UTC).</param>
    public static Decision<ServiceRequest> Decide(
        ChangeRequestLine command, ServiceRequest request, Actor actor, OrderFacts order, ApprovalFacts facts, DateTimeOffset at)
    {
        if (Hindrance(request, actor) is { } refusal)
        {
            return refusal;
        }

        if (request.Lines.FirstOrDefault(line => line.LineId == command.LineId) is not { } line)
        {
            return UnknownLine.With("line", command.LineId).With("number", request.Number);
        }

        if (line.PartOf is { } bundle)
        {
            return IsPart.With("bundle", bundle);
        }

        var chosen = request.Chosen(line) with { BeneficiaryId = command.BeneficiaryId, Options = command.Options, Quantity = command.Quantity, Parts = command.Parts };
        ImmutableArray<RequestLine> anew = [.. chosen.Flat().Select(part => Priced(part, line.LineId, order))];
        var differences = ContentDifference.Between(request.PartsOf(line.LineId).Prepend(line), anew);
        if (differences.IsEmpty)
        {
            return Decision.Nothing;
        }

        var others = request.Lines.Where(other => other.PartOf is null && other.LineId != line.LineId).Select(request.Chosen);
        if (CartRules.Hindrance(chosen, order.Beside(others.Append(chosen))) is { } wrong)
        {
            return wrong;
        }

        ImmutableArray<RequestLine>? parts = anew.Length > 1 || request.PartsOf(line.LineId).Any() ? anew[1..] : null;
        var changed = new RequestLineChanged(request.Id, anew[0], RequestContent.Hash(request.LinesWith(anew[0], parts)), parts);
        var voided = new ApprovalsVoided(request.Id, request.Course().Round, request.ContentHash, changed.ContentHash, differences);
        var after = ServiceRequest.Evolve(ServiceRequest.Evolve(request, changed, at), voided, at)!;
        return Decision.Record([changed, voided, .. RequireApproval.Decide(after, order, facts, at).Events]);
    }

    // Other answers are paid for otherwise, at the prices of the version that was ordered.
    private static RequestLine Priced(CartLine line, Guid bundle, OrderFacts order)
    {
        var asked = new RequestLine(line.LineId, line.OfferId, line.OfferVersion, line.BeneficiaryId, line.Options, line.Quantity, Money.Zero) { PartOf = line.LineId == bundle ? null : bundle };
        return order.Offers.GetValueOrDefault(line.OfferId)?.Version(line.OfferVersion) is { } version ? asked.At(version) : asked;
    }
}
