using System.Reflection;
using SBG.Domain.Approvals;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using static SBG.Domain.Tests.Requests.Orders;

namespace SBG.Domain.Tests.Requests;

/// <summary>A request of one line by lise, under one policy, taken through its approval decision by decision.</summary>
internal sealed class ApprovalRun
{
    public static readonly Guid PolicyId = Named(900);
    public static readonly Sealed<string> Why = new("x", "eA");

    private readonly ApprovalFacts _facts;
    private readonly List<ApprovalDelegation> _delegations = [];

    public ApprovalRun(ApprovalTerms? terms, Person? requester = null, params Person[] people)
    {
        var beneficiary = people.FirstOrDefault(person => person.Id == Beneficiary) ?? Known(Beneficiary);
        _facts = new(
            "cegep-fjord", terms is null ? [] : [Policy(terms)], requester,
            people.Append(beneficiary).DistinctBy(person => person.Id).ToDictionary(person => person.Id));
        Request = Submitted();
        Take(RequireApproval.Decide(Request, Facts, _facts, At));
    }

    public ServiceRequest Request { get; private set; }

    public List<EventOf<ServiceRequest>> Events { get; } = [];

    public DateTimeOffset At { get; private set; } = Now;

    public IReadOnlyList<ApprovalDelegation> Delegations => _delegations;

    public static ApprovalTerms Terms(params ApprovalStepTerms[] steps) => ApprovalTerms.Default with { Steps = [.. steps] };

    public static ApprovalStepTerms Step(string key, ApprovalRule rule, params string[] voters) =>
        new(key, [], rule, null, [.. voters.Select(Voter)], TimeSpan.FromHours(8), TimeSpan.FromHours(24));

    public static Person Known(Guid id, string? account = null, Guid? manager = null) => new(id, new("p", "x"), new("p", "y"), "TI", false, Now, account, manager);

    public static Actor Someone(string subject, params string[] roles) => new(subject, roles.Contains(Role.ServiceManager) ? Tenant.Provider : "cegep-fjord", [.. roles]);

    public Capacity CapacityOf(Actor actor) => new(actor, [.. _delegations.Where(given => given.To == actor.Subject && given.InForce(At))]);

    public Refusal? Approve(string subject, params string[] roles) =>
        Take(ApproveRequest.Decide(new(Request.ContentHash), Request, CapacityOf(Someone(subject, roles)), At));

    public Refusal? Reject(string subject, params string[] roles) => Take(RejectRequest.Decide(new(Why), Request, CapacityOf(Someone(subject, roles)), At));

    public Refusal? Change(int quantity) => Take(ChangeRequestLine.Decide(
        new(Request.Lines[0].LineId, Beneficiary, Request.Lines[0].Options, quantity), Request, Requester, Facts, _facts, At));

    public Refusal? Recall() => Take(CancelRequest.Decide(Request, Requester));

    public void Delegate(Actor from, string to)
    {
        var id = Named(700 + _delegations.Count);
        var given = DelegateApprovals.Decide(new(id, to, At, At.AddDays(7), null), null, from, At).Events;
        _delegations.AddRange(given.Select(e => ApprovalDelegation.Evolve(null, e, At)!));
    }

    /// <summary>Lets time pass; what falls due is done, and done again as a late double.</summary>
    public void Pass(TimeSpan time)
    {
        var until = At + time;
        while (NextDue() is { } due && due.At <= until)
        {
            At = due.At;
            Take(due.Decide(Request));
            Take(due.Decide(Request));
        }

        At = until;
    }

    private (DateTimeOffset At, Func<ServiceRequest, Decision<ServiceRequest>> Decide)? NextDue()
    {
        var course = Request.Course();
        var dues = from step in Request.Status == RequestStatus.Acknowledged ? course.Steps : []
                   where step.Status == ApprovalStepStatus.Open
                   let reminded = step.RemindedAt is not null
                   where !reminded || course.Ladder(step.Level + 1) is not null
                   select (At: step.Since!.Value + (reminded ? step.Required.EscalateAfter : step.Required.RemindAfter), Reminded: reminded, Step: step);
        var next = dues.OrderBy(due => due.At).Take(1).ToArray();
        if (next is not [var (at, wasReminded, late)])
        {
            return null;
        }

        var (round, key, level) = (course.Round, late.Required.Key, late.Level);
        return (at, wasReminded
            ? request => EscalateApproval.Decide(new(round, key, level), request)
            : request => RemindVoters.Decide(new(round, key, level), request));
    }

    private Refusal? Take(Decision<ServiceRequest> decision)
    {
        foreach (var happened in decision.Events)
        {
            Events.Add(happened);
            Request = ServiceRequest.Evolve(Request, happened, At)!;
        }

        return decision.Refusal;
    }

    private static VoterRule Voter(string named) => named switch
    {
        "managerOfRequester" => new(VoterKind.RequesterManager),
        "managerOfBeneficiary" => new(VoterKind.BeneficiaryManager),
        Role.Approver or Role.ClientManager or Role.ServiceManager => new(VoterKind.Role, null, named),
        _ => new(VoterKind.Person, named),
    };

    private static ApprovalPolicy Policy(ApprovalTerms terms)
    {
        EventOf<ApprovalPolicy>[] history = [new ApprovalPolicyCreated(PolicyId, "Essai", Tenant.Provider), new ApprovalPolicyVersionPublished(1, terms)];
        return history.Aggregate((ApprovalPolicy?)null, (policy, e) => ApprovalPolicy.Evolve(policy, e, Now))!;
    }

    /// <summary>An event, told in a line.</summary>
    public static string Told(EventOf<ServiceRequest> happened)
    {
        var name = happened.GetType().GetCustomAttribute<StoredAsAttribute>()!.Name;
        return happened switch
        {
            ApprovalRequired e => $"{name} round {e.Round}: {string.Join("; ", e.Steps.Select(Told))}",
            ApprovalStepOpened e => $"{name} {e.StepKey}",
            ApprovalGranted e => $"{name} {e.StepKey}: {Told(e.Voter, e.Seat, e.Level, e.OnBehalfOf)}",
            ApprovalRefused e => $"{name} {e.StepKey}: {Told(e.Voter, e.Seat, e.Level, e.OnBehalfOf)}",
            ApprovalReminded e => $"{name} {e.StepKey}, level {e.Level}",
            ApprovalEscalated e => $"{name} {e.StepKey} to level {e.Level} ({e.Cause}): {string.Join(", ", e.Seats.Select(seat => seat.Key()))}",
            RequestLineChanged e => $"{name} quantity {e.Line.Quantity}",
            ApprovalsVoided e => $"{name} round {e.Round}: {string.Join("; ", e.Differences.Select(difference => $"{difference.Member} {difference.Before} → {difference.After}"))}",
            RequestApproved e => $"{name} by {e.ApprovedBy}",
            RequestRejected e => $"{name} by {e.RejectedBy}",
            RequestCancelled e => $"{name} by {e.CancelledBy}",
            _ => name,
        };
    }

    private static string Told(string voter, ApprovalSeat seat, int level, string? onBehalfOf) =>
        $"{voter} as {seat.Key()}" + (level == 0 ? string.Empty : $", level {level}") + (onBehalfOf is null ? string.Empty : $", for {onBehalfOf}");

    private static string Told(RequiredStep step)
    {
        var after = step.After.IsEmpty ? string.Empty : $" after {string.Join(", ", step.After)}";
        var leftOut = string.Concat(step.LeftOut.Select(voter => $", without {voter.Rule.Subject ?? voter.Rule.By.ToString()} ({voter.Cause})"));
        return $"{step.Key}{after} ({step.Rule}, {step.Needed()} of {(step.Seats.IsEmpty ? "nobody" : string.Join(", ", step.Seats.Select(seat => seat.Key())))}{leftOut})";
    }
}
