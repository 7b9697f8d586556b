using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Approvals;

/// <summary>When a step is granted.</summary>
public enum ApprovalRule
{
    /// <summary>Every voter says yes.</summary>
    All,

    /// <summary>One voter says yes.</summary>
    Any,

    /// <summary>At least so many of a hundred voters say yes.</summary>
    Percentage,
}

/// <summary>How a policy names a voter.</summary>
public enum VoterKind
{
    /// <summary>A person, by the subject with which the person signs in.</summary>
    Person,

    /// <summary>Any one person who has a role.</summary>
    Role,

    /// <summary>The manager of who asks.</summary>
    RequesterManager,

    /// <summary>The manager of each person who gets something.</summary>
    BeneficiaryManager,
}

/// <summary>A voter, as a policy names it.</summary>
/// <param name="By">How.</param>
/// <param name="Subject">The person's subject, by <see cref="VoterKind.Person"/> only.</param>
/// <param name="Role">The role, by <see cref="VoterKind.Role"/> only.</param>
public sealed record VoterRule(VoterKind By, string? Subject = null, string? Role = null);

/// <summary>One step of an approval.</summary>
/// <param name="Key">Its name within the policy.</param>
/// <param name="After">The steps that are granted before this one opens; empty: it opens at once. Steps that wait for the same ones run in parallel.</param>
/// <param name="Rule">When it is granted; it is refused once that is out of reach.</param>
/// <param name="Percentage">1 to 100, by <see cref="ApprovalRule.Percentage"/> only; what is needed is rounded up to a whole voter.</param>
/// <param name="Voters">Who decides.</param>
/// <param name="RemindAfter">So long after it opened, those who did not answer are reminded.</param>
/// <param name="EscalateAfter">So long after it opened, others may decide in their place.</param>
public sealed record ApprovalStepTerms(
    string Key, ImmutableArray<string> After, ApprovalRule Rule, int? Percentage, ImmutableArray<VoterRule> Voters, TimeSpan RemindAfter, TimeSpan EscalateAfter)
{
    /// <summary>Compares what is said, members of arrays included.</summary>
    /// <param name="other">Another step.</param>
    public bool Equals(ApprovalStepTerms? other) =>
        other is not null
        && (Key, Rule, Percentage, RemindAfter, EscalateAfter) == (other.Key, other.Rule, other.Percentage, other.RemindAfter, other.EscalateAfter)
        && After.SequenceEqual(other.After)
        && Voters.SequenceEqual(other.Voters);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Rule, Percentage, RemindAfter, EscalateAfter, Voters.Length);
}

/// <summary>Which requests a policy is for: those that meet all of it.</summary>
/// <param name="Clients">Of these clients; empty: of any.</param>
/// <param name="Offers">With a line of one of these offers, or of <paramref name="Categories"/>; both empty: with any line.</param>
/// <param name="Categories">With a line of an offer of one of these categories.</param>
/// <param name="FromMonthlyTotal">Whose lines cost so much or more over one whole month, before taxes; null: any.</param>
public sealed record ApprovalScope(
    ImmutableArray<string> Clients, ImmutableArray<Guid> Offers, ImmutableArray<string> Categories, Money? FromMonthlyTotal)
{
    /// <summary>Compares what is said, members of arrays included.</summary>
    /// <param name="other">Another scope.</param>
    public bool Equals(ApprovalScope? other) =>
        other is not null
        && FromMonthlyTotal == other.FromMonthlyTotal
        && Clients.SequenceEqual(other.Clients)
        && Offers.SequenceEqual(other.Offers)
        && Categories.SequenceEqual(other.Categories);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(FromMonthlyTotal, Clients.Length, Offers.Length, Categories.Length);
}

/// <summary>What a policy says.</summary>
/// <param name="Priority">Of several policies that a request meets, the highest applies; 1000 is the provider's alone.</param>
/// <param name="Scope">Which requests it is for.</param>
/// <param name="Steps">What must be granted; each follows only steps before it.</param>
/// <param name="EscalateTo">Who may decide in place of voters who do not answer, before the client's managers and then the provider's.</param>
public sealed record ApprovalTerms(int Priority, ApprovalScope Scope, ImmutableArray<ApprovalStepTerms> Steps, ImmutableArray<VoterRule> EscalateTo)
{
    /// <summary>One approver of the client: what applies where no policy does.</summary>
    public static ApprovalTerms Default { get; } = new(
        0,
        new([], [], [], null),
        [new("approbation", [], ApprovalRule.Any, null, [new(VoterKind.Role, null, Role.Approver)], TimeSpan.FromDays(1), TimeSpan.FromDays(3))],
        []);

    /// <summary>Compares what is said, members of arrays included.</summary>
    /// <param name="other">Other terms.</param>
    public bool Equals(ApprovalTerms? other) =>
        other is not null
        && Priority == other.Priority
        && Scope == other.Scope
        && Steps.SequenceEqual(other.Steps)
        && EscalateTo.SequenceEqual(other.EscalateTo);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Priority, Scope, Steps.Length, EscalateTo.Length);
}
