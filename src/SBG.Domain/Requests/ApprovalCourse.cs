using System.Collections.Immutable;
using SBG.Domain.Approvals;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>How the approval of a request goes.</summary>
/// <param name="Round">1, then one more each time that what is asked changes.</param>
/// <param name="PolicyId">The policy that applies; null: one approver of the client decides.</param>
/// <param name="PolicyOwner">Who keeps it.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="Steps">How far each step is.</param>
/// <param name="EscalateTo">Who decides first in place of voters who do not answer.</param>
/// <param name="Voided">The rounds before, which count no more.</param>
public sealed record ApprovalCourse(
    int Round,
    Guid? PolicyId,
    string? PolicyOwner,
    int? PolicyVersion,
    ImmutableArray<ApprovalStep> Steps,
    ImmutableArray<ApprovalSeat> EscalateTo,
    ImmutableArray<VoidedRound> Voided)
{
    /// <summary>Whom the open steps wait for, as <see cref="ApprovalSeat.Key"/>; what queues are found by.</summary>
    public ImmutableArray<string> Awaits { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>A step of this round; null when there is none of that name.</summary>
    /// <param name="key">Its name.</param>
    public ApprovalStep? Step(string key) => Steps.FirstOrDefault(step => step.Required.Key == key);

    /// <summary>
    /// Who may decide an open step when it is escalated for the n-th time: whom the policy says, then a manager of the client, then a service
    /// manager of the provider, who is never the requester. Null: it goes no further.
    /// </summary>
    /// <param name="level">1, 2, 3 ...</param>
    public ImmutableArray<ApprovalSeat>? Ladder(int level)
    {
        ImmutableArray<ImmutableArray<ApprovalSeat>> rungs = [[new(VoterKind.Role, null, Role.ClientManager)], [new(VoterKind.Role, null, Role.ServiceManager)]];
        rungs = EscalateTo.IsEmpty ? rungs : rungs.Insert(0, EscalateTo);
        return level >= 1 && level <= rungs.Length ? rungs[level - 1] : null;
    }

    /// <summary>The course of a request that was submitted before policies were: one approver of the client decides.</summary>
    /// <param name="since">When it was submitted (UTC).</param>
    public static ApprovalCourse ByDefault(DateTimeOffset since)
    {
        var step = ApprovalTerms.Default.Steps[0];
        var required = new RequiredStep(
            step.Key, [], step.Rule, null, [new(VoterKind.Role, null, step.Voters[0].Role)], [], step.RemindAfter, step.EscalateAfter);
        return new ApprovalCourse(1, null, null, null, [ApprovalStep.Waiting(required)], [], []).With(step.Key, waiting => waiting.Opened(since));
    }

    /// <summary>Folds what is told of the approval; whatever else happens to the request changes nothing.</summary>
    /// <param name="course">The course before; null before the first round.</param>
    /// <param name="happened">The event.</param>
    /// <param name="at">When it happened (UTC).</param>
    public static ApprovalCourse? Evolve(ApprovalCourse? course, EventOf<ServiceRequest> happened, DateTimeOffset at) => (course, happened) switch
    {
        (_, ApprovalRequired e) => new(
            e.Round, e.PolicyId, e.PolicyOwner, e.PolicyVersion, [.. e.Steps.Select(ApprovalStep.Waiting)], e.EscalateTo, course?.Voided ?? []),
        ({ }, ApprovalStepOpened e) => course.With(e.StepKey, step => step.Opened(at)),
        ({ }, ApprovalGranted e) => course.With(e.StepKey, step => step.Voted(new(e.Voter, true, e.Seat, e.Level, e.OnBehalfOf, e.DelegationId, null, at))),
        ({ }, ApprovalRefused e) => course.With(e.StepKey, step => step.Voted(new(e.Voter, false, e.Seat, e.Level, e.OnBehalfOf, e.DelegationId, e.Reason, at))),
        ({ }, ApprovalReminded e) => course.With(e.StepKey, step => step with { RemindedAt = at }),
        ({ }, ApprovalEscalated e) => course.With(e.StepKey, step => step.EscalatedTo(e.Level, e.Seats, at)),
        ({ }, ApprovalsVoided e) => course with
        {
            Voided = course.Voided.Add(new(e.Round, e.FormerHash, e.Differences, [.. course.Steps.SelectMany(step => step.Votes)], at)),
        },
        _ => course,
    };

    private ApprovalCourse With(string key, Func<ApprovalStep, ApprovalStep> change)
    {
        var steps = Steps.Select(step => step.Required.Key == key ? change(step) : step).ToImmutableArray();
        var awaited = steps.Where(step => step.Status == ApprovalStepStatus.Open).SelectMany(step => step.OpenSeats().Concat(step.Escalated)).Select(seat => seat.Key());
        return this with { Steps = steps, Awaits = [.. awaited.Distinct(StringComparer.Ordinal)] };
    }
}

/// <summary>A round whose votes count no more.</summary>
/// <param name="Round">Which.</param>
/// <param name="ContentHash">Fingerprint of what was shown.</param>
/// <param name="Differences">What changed.</param>
/// <param name="Votes">The votes that were given.</param>
/// <param name="At">When (UTC).</param>
public sealed record VoidedRound(
    int Round, string ContentHash, ImmutableArray<ContentDifference> Differences, ImmutableArray<ApprovalVote> Votes, DateTimeOffset At);
