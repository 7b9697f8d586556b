using System.Collections.Immutable;
using SBG.Domain.Approvals;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Who acts, and by whose leave.</summary>
/// <param name="Actor">Who acts.</param>
/// <param name="Received">Delegations to the actor that are in force.</param>
public sealed record Capacity(Actor Actor, ImmutableArray<ApprovalDelegation> Received);

/// <summary>A vote that someone may give in an open step.</summary>
/// <param name="StepKey">The step.</param>
/// <param name="Seat">As which of its voters.</param>
/// <param name="Level">0: as the policy says; above: in place of voters who did not answer.</param>
/// <param name="Under">The delegation; null: in one's own right.</param>
public sealed record Mandate(string StepKey, ApprovalSeat Seat, int Level, ApprovalDelegation? Under);

/// <summary>Someone who may decide a step.</summary>
/// <param name="Subject">The person's subject; null: anyone with the role.</param>
/// <param name="Role">The role; null: in person.</param>
/// <param name="Level">0: as the policy says; above: in place of voters who did not answer.</param>
/// <param name="OnBehalfOf">The subject who delegated; null: in one's own right.</param>
/// <param name="DelegationId">The delegation.</param>
public sealed record Eligible(string? Subject, string? Role, int Level, string? OnBehalfOf, Guid? DelegationId);

/// <summary>Who may decide on what: the one rule behind votes, queues, and the answer to who could have approved.</summary>
public static class Ballot
{
    /// <summary>
    /// The votes that someone may give in the open steps, one per step: in place of silent voters before as one of them, in one's own right before as
    /// a delegate. Never under a delegation from who asks, nor where oneself or who delegated has spoken; only a service manager, to whom nothing
    /// but a last word is left, may give it even so.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="capacity">Who acts.</param>
    public static ImmutableArray<Mandate> MandatesOf(ServiceRequest request, Capacity capacity)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(capacity);
        return [.. OpenStepsOf(request).Select(step => MandateOf(request, step, capacity)).OfType<Mandate>()];
    }

    /// <summary>All who may decide an open step: people and roles in their own right, and everyone to whom one of them delegated.</summary>
    /// <param name="request">The request.</param>
    /// <param name="step">One of its open steps.</param>
    /// <param name="delegations">All delegations of the client that are in force.</param>
    public static ImmutableArray<Eligible> EligibleFor(ServiceRequest request, ApprovalStep step, IEnumerable<ApprovalDelegation> delegations)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(step);
        if (!OpenStepsOf(request).Contains(step))
        {
            return [];
        }

        var lent = delegations.Where(given => IsGood(request, step, given) && given.To != request.RequestedBy && !step.HasSpoken(given.To)).ToArray();
        return
        [
            .. from seats in new[] { (Seats: step.Escalated, step.Level), (Seats: step.OpenSeats(), Level: 0) }
               from seat in seats.Seats.Distinct()
               where seat.Subject is not { } subject || !step.HasSpoken(subject)
               from eligible in lent.Where(given => IsOf(seat, given)).Select(given => new Eligible(given.To, null, seats.Level, given.From, given.Id))
                   .Prepend(new(seat.Subject, seat.Role, seats.Level, null, null))
               select eligible,
        ];
    }

    private static IEnumerable<ApprovalStep> OpenStepsOf(ServiceRequest request) =>
        request.Status == RequestStatus.Acknowledged ? request.Course().Steps.Where(step => step.Status == ApprovalStepStatus.Open) : [];

    private static Mandate? MandateOf(ServiceRequest request, ApprovalStep step, Capacity capacity)
    {
        var spoken = step.HasSpoken(capacity.Actor.Subject);
        foreach (var (seats, level) in new[] { (step.Escalated, step.Level), (step.OpenSeats(), 0) })
        {
            if (seats.FirstOrDefault(seat => IsOf(seat, capacity.Actor) && (!spoken || (level > 0 && seat.Role == Role.ServiceManager))) is { } own)
            {
                return new(step.Required.Key, own, level, null);
            }

            foreach (var delegation in spoken ? [] : capacity.Received.Where(given => IsGood(request, step, given)))
            {
                if (seats.FirstOrDefault(seat => IsOf(seat, delegation)) is { } lent)
                {
                    return new(step.Required.Key, lent, level, delegation);
                }
            }
        }

        return null;
    }

    private static bool IsGood(ServiceRequest request, ApprovalStep step, ApprovalDelegation given) => given.From != request.RequestedBy && !step.HasSpoken(given.From);

    private static bool IsOf(ApprovalSeat seat, Actor actor) =>
        seat.Role is { } role ? actor.Has(role) && actor.IsProvider == (role == Role.ServiceManager) : seat.Subject == actor.Subject;

    private static bool IsOf(ApprovalSeat seat, ApprovalDelegation delegation) =>
        seat.Role is { } role ? delegation.Roles.Contains(role) : seat.Subject == delegation.From;
}
