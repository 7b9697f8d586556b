using System.Collections.Immutable;
using SBG.Domain.Approvals;

namespace SBG.Domain.Requests;

/// <summary>One vote that a step has to give: to a person, or to any one person with a role.</summary>
/// <param name="By">The rule that made it.</param>
/// <param name="Subject">The person's subject; null: by role.</param>
/// <param name="Role">The role; null: in person.</param>
public sealed record ApprovalSeat(VoterKind By, string? Subject, string? Role)
{
    /// <summary>Whom it waits for, as one text: <c>role:approver</c> or <c>person:ana</c>.</summary>
    public string Key() => Role is null ? PersonKey(Subject!) : RoleKey(Role);

    /// <summary>The key of a person's seats.</summary>
    /// <param name="subject">The person's subject.</param>
    public static string PersonKey(string subject) => "person:" + subject;

    /// <summary>The key of a role's seats.</summary>
    /// <param name="role">The role.</param>
    public static string RoleKey(string role) => "role:" + role;
}

/// <summary>Why a rule gave nobody a vote.</summary>
public enum LeftOutCause
{
    /// <summary>It names who asks: nobody decides on one's own request.</summary>
    IsRequester,

    /// <summary>It names a manager who is not known, has left, or has no account.</summary>
    NotKnown,
}

/// <summary>A voter of the policy who has no vote.</summary>
/// <param name="Rule">As the policy names the voter.</param>
/// <param name="Cause">Why.</param>
public sealed record LeftOutVoter(VoterRule Rule, LeftOutCause Cause);

/// <summary>A step that must be granted, with its voters found.</summary>
/// <param name="Key">Its name.</param>
/// <param name="After">The steps that are granted before it opens.</param>
/// <param name="Rule">When it is granted.</param>
/// <param name="Percentage">Of a hundred voters, by percentage only.</param>
/// <param name="Seats">The votes; empty: the step is escalated when it opens.</param>
/// <param name="LeftOut">Voters of the policy who have none.</param>
/// <param name="RemindAfter">So long after it opened, or was escalated, comes a reminder.</param>
/// <param name="EscalateAfter">So long after it opened, or was escalated, comes the next escalation.</param>
public sealed record RequiredStep(
    string Key,
    ImmutableArray<string> After,
    ApprovalRule Rule,
    int? Percentage,
    ImmutableArray<ApprovalSeat> Seats,
    ImmutableArray<LeftOutVoter> LeftOut,
    TimeSpan RemindAfter,
    TimeSpan EscalateAfter)
{
    /// <summary>How many of the seats must say yes.</summary>
    public int Needed() => Rule switch
    {
        ApprovalRule.All => Seats.Length,
        ApprovalRule.Any => 1,
        _ => ((Seats.Length * Percentage!.Value) + 99) / 100,
    };
}

/// <summary>Why others may decide a step.</summary>
public enum EscalationCause
{
    /// <summary>None of its voters is known.</summary>
    NoVoter,

    /// <summary>Its only voter is who asks.</summary>
    OnlyRequester,

    /// <summary>Its voters did not answer in time.</summary>
    TimedOut,
}
