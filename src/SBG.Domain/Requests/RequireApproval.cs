using SBG.Domain.Approvals;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Find who must approve what is asked, pin it, and open the first steps.</summary>
public sealed record RequireApproval
{
    /// <summary>Decides; never refuses: where no policy applies, one approver of the client decides.</summary>
    /// <param name="request">The request, which waits for a round to begin.</param>
    /// <param name="order">The offers of its lines.</param>
    /// <param name="facts">Policies and people.</param>
    /// <param name="at">When (UTC).</param>
    public static Decision<ServiceRequest> Decide(ServiceRequest request, OrderFacts order, ApprovalFacts facts, DateTimeOffset at)
    {
        var policy = ApplicablePolicy.Of(facts.Policies, SubjectOf(request, order, facts.Client));
        var terms = policy?.Version.Terms ?? ApprovalTerms.Default;
        var voters = new VoterResolution(request, facts);
        var required = new ApprovalRequired(
            request.Id, (request.Approval?.Round ?? 0) + 1, request.ContentHash, policy?.PolicyId, policy?.Owner, policy?.Version.Number,
            [.. terms.Steps.Select(voters.Step)], voters.Voters(terms.EscalateTo).Seats);
        return Decision.Record([required, .. ApprovalProgress.Openings(ServiceRequest.Evolve(request, required, at)!)]);
    }

    private static ApprovalSubject SubjectOf(ServiceRequest request, OrderFacts order, string client)
    {
        var categories = from line in request.Lines
                         let version = order.Offers.GetValueOrDefault(line.OfferId)?.Version(line.OfferVersion)
                         where version is not null
                         select version.Terms.Category;
        return new(client, request.Lines.Select(line => line.OfferId).ToHashSet(), categories.ToHashSet(StringComparer.Ordinal), request.MonthlyTotal());
    }
}
