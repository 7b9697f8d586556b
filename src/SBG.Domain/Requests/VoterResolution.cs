using System.Collections.Immutable;
using SBG.Domain.Approvals;
using SBG.Domain.Clients;

namespace SBG.Domain.Requests;

/// <summary>What it takes to find who approves a request.</summary>
/// <param name="Client">Whose request it is.</param>
/// <param name="Policies">The client's own and the provider's.</param>
/// <param name="Requester">Who asks, where the person is known by the account.</param>
/// <param name="People">Beneficiaries and managers by id.</param>
public sealed record ApprovalFacts(string Client, ImmutableArray<ApprovalPolicy> Policies, Person? Requester, IReadOnlyDictionary<Guid, Person> People);

/// <summary>Finds the people and roles that the rules of a policy mean for one request.</summary>
/// <param name="request">The request.</param>
/// <param name="facts">Who is who.</param>
internal sealed class VoterResolution(ServiceRequest request, ApprovalFacts facts)
{
    public RequiredStep Step(ApprovalStepTerms terms)
    {
        var (seats, leftOut) = Voters(terms.Voters);
        return new(terms.Key, terms.After, terms.Rule, terms.Percentage, seats, leftOut, terms.RemindAfter, terms.EscalateAfter);
    }

    /// <summary>A person has one vote, however many rules name that person; each rule by role is a vote of its own.</summary>
    public (ImmutableArray<ApprovalSeat> Seats, ImmutableArray<LeftOutVoter> LeftOut) Voters(ImmutableArray<VoterRule> rules)
    {
        var (seats, leftOut) = (new List<ApprovalSeat>(), new List<LeftOutVoter>());
        foreach (var rule in rules)
        {
            foreach (var subject in rule.By == VoterKind.Role ? [null] : SubjectsOf(rule))
            {
                if (rule.By == VoterKind.Role)
                {
                    seats.Add(new(rule.By, null, rule.Role));
                }
                else if (subject is null || subject == request.RequestedBy)
                {
                    leftOut.Add(new(rule, subject is null ? LeftOutCause.NotKnown : LeftOutCause.IsRequester));
                }
                else if (seats.TrueForAll(seat => seat.Subject != subject))
                {
                    seats.Add(new(rule.By, subject, null));
                }
            }
        }

        return ([.. seats], [.. leftOut.Distinct()]);
    }

    private IEnumerable<string?> SubjectsOf(VoterRule rule) => rule.By switch
    {
        VoterKind.Person => [rule.Subject],
        VoterKind.RequesterManager => [AccountOf(facts.Requester?.ManagerId)],
        _ => request.Lines.Select(line => line.BeneficiaryId).Distinct().Select(id => AccountOf(facts.People.GetValueOrDefault(id)?.ManagerId)),
    };

    private string? AccountOf(Guid? managerId) =>
        managerId is { } id && facts.People.GetValueOrDefault(id) is { Departed: false } manager ? manager.Account : null;
}
