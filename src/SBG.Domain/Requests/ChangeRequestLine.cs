using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Choose a line of a request anew before anything is delivered: approvals given so far are void, and approval starts again.</summary>
/// <param name="LineId">The line.</param>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Options">Option to choice.</param>
/// <param name="Quantity">How many.</param>
public sealed record ChangeRequestLine(Guid LineId, Guid BeneficiaryId, ImmutableSortedDictionary<string, OptionValue> Options, int Quantity)
{
    /// <summary>The request was decided already.</summary>
    public static readonly Refusal TooLate = new("requests/too-late-to-change");

    /// <summary>Someone else asks.</summary>
    public static readonly Refusal NotRequester = new("requests/not-requester");

    /// <summary>The request has no such line.</summary>
    public static readonly Refusal UnknownLine = new("requests/unknown-request-line");

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

        var anew = line with { BeneficiaryId = command.BeneficiaryId, Options = command.Options, Quantity = command.Quantity };
        // Other answers are paid for otherwise, at the prices of the version that was ordered.
        anew = order.Offers.GetValueOrDefault(line.OfferId)?.Version(line.OfferVersion) is { } version ? anew.At(version) : anew;
        var differences = ContentDifference.Between(line, anew);
        if (differences.IsEmpty)
        {
            return Decision.Nothing;
        }

        if (CartRules.Hindrance(new CartLine(line.LineId, line.OfferId, line.OfferVersion, anew.BeneficiaryId, anew.Options, anew.Quantity), order.Beside(request.Lines.Select(other => new CartLine(other.LineId, other.OfferId, other.OfferVersion, other.BeneficiaryId, other.Options, other.Quantity)))) is { } wrong)
        {
            return wrong;
        }

        var changed = new RequestLineChanged(request.Id, anew, RequestContent.Hash(request.Lines.Replace(line, anew)));
        var voided = new ApprovalsVoided(request.Id, request.Course().Round, request.ContentHash, changed.ContentHash, differences);
        var after = ServiceRequest.Evolve(ServiceRequest.Evolve(request, changed, at), voided, at)!;
        return Decision.Record([changed, voided, .. RequireApproval.Decide(after, order, facts, at).Events]);
    }
}
