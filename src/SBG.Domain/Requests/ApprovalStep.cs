using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>How far a step of an approval is.</summary>
public enum ApprovalStepStatus
{
    /// <summary>It waits for other steps.</summary>
    Waiting,

    /// <summary>Its voters can decide.</summary>
    Open,

    /// <summary>It was granted.</summary>
    Granted,

    /// <summary>It cannot be granted any more.</summary>
    Refused,
}

/// <summary>A vote.</summary>
/// <param name="Voter">The subject who decided.</param>
/// <param name="Granted">Whether it was a yes.</param>
/// <param name="Seat">As which of the step's voters.</param>
/// <param name="Level">0: as the policy says; above: in place of voters who did not answer.</param>
/// <param name="OnBehalfOf">The subject who delegated.</param>
/// <param name="DelegationId">The delegation.</param>
/// <param name="Reason">Why not, in the voter's words.</param>
/// <param name="At">When (UTC).</param>
public sealed record ApprovalVote(
    string Voter, bool Granted, ApprovalSeat Seat, int Level, string? OnBehalfOf, Guid? DelegationId, Sealed<string>? Reason, DateTimeOffset At);

/// <summary>How a step of an approval goes.</summary>
/// <param name="Required">What must be granted, and by whom.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Votes">In order.</param>
/// <param name="Level">How often it was escalated.</param>
/// <param name="Escalated">Who may decide it in place of its voters, by itself: the first answer decides.</param>
/// <param name="Since">When it opened or was last escalated (UTC); null: it waits.</param>
/// <param name="RemindedAt">When, since then, those who may decide were reminded (UTC).</param>
public sealed record ApprovalStep(
    RequiredStep Required,
    ApprovalStepStatus Status,
    ImmutableArray<ApprovalVote> Votes,
    int Level,
    ImmutableArray<ApprovalSeat> Escalated,
    DateTimeOffset? Since,
    DateTimeOffset? RemindedAt)
{
    /// <summary>The seats that nobody took yet.</summary>
    public ImmutableArray<ApprovalSeat> OpenSeats() =>
        Votes.Where(vote => vote.Level == 0).Aggregate(Required.Seats, (seats, vote) => seats.Remove(vote.Seat));

    /// <summary>Whether someone decided here already, in person or by a delegate: one person, one vote.</summary>
    /// <param name="subject">The person's subject.</param>
    public bool HasSpoken(string subject) => Votes.Any(vote => vote.Voter == subject || vote.OnBehalfOf == subject);

    internal static ApprovalStep Waiting(RequiredStep required) => new(required, ApprovalStepStatus.Waiting, [], 0, [], null, null);

    internal ApprovalStep Opened(DateTimeOffset at) => this with { Status = ApprovalStepStatus.Open, Since = at };

    internal ApprovalStep EscalatedTo(int level, ImmutableArray<ApprovalSeat> seats, DateTimeOffset at) =>
        this with { Level = level, Escalated = [.. Escalated.Union(seats)], Since = at, RemindedAt = null };

    internal ApprovalStep Voted(ApprovalVote vote)
    {
        var step = this with { Votes = Votes.Add(vote) };
        return step with { Status = step.Outcome() };
    }

    // Who decides in place of silent voters decides alone; their own yes is enough of them, and a no as soon as enough is out of reach.
    private ApprovalStepStatus Outcome()
    {
        if (Votes.FirstOrDefault(vote => vote.Level > 0) is { } instead)
        {
            return instead.Granted ? ApprovalStepStatus.Granted : ApprovalStepStatus.Refused;
        }

        var granted = Votes.Count(vote => vote.Granted);
        return granted >= Required.Needed() ? ApprovalStepStatus.Granted
            : Required.Seats.Length - (Votes.Length - granted) < Required.Needed() ? ApprovalStepStatus.Refused
            : ApprovalStepStatus.Open;
    }
}
