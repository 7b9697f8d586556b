using System.ComponentModel.DataAnnotations;
using SBG.Domain.Approvals;
using SBG.Domain.Kernel;

namespace SBG.Api.Approvals;

/// <summary>A voter.</summary>
/// <param name="By">How the voter is named.</param>
/// <param name="Subject">The person's subject, by person only.</param>
/// <param name="Role">By role only: <c>approver</c>, <c>client-manager</c> or <c>service-manager</c>.</param>
public sealed record VoterBody(VoterKind By, [StringLength(200, MinimumLength = 1)] string? Subject = null, [RegularExpression("^[a-z-]{3,20}$")] string? Role = null)
{
    internal VoterRule Rule => new(By, Subject, Role);
}

/// <summary>A step of an approval.</summary>
/// <param name="Key">Its name within the policy.</param>
/// <param name="Rule">When it is granted.</param>
/// <param name="Voters">Who decides.</param>
/// <param name="After">Steps above it that are granted before it opens; absent: it opens at once.</param>
/// <param name="Percentage">By percentage only.</param>
/// <param name="RemindAfter">When voters are reminded (ISO 8601); absent: after a day.</param>
/// <param name="EscalateAfter">When others may decide in their place (ISO 8601); absent: after three days.</param>
public sealed record ApprovalStepBody(
    [RegularExpression("^[a-z0-9](-?[a-z0-9]){0,39}$")] string Key,
    ApprovalRule Rule,
    [MinLength(1), MaxLength(ApprovalTermsRules.MostVoters)] IReadOnlyList<VoterBody> Voters,
    [MaxLength(ApprovalTermsRules.MostSteps)] IReadOnlyList<string>? After = null,
    [Range(1, 100)] int? Percentage = null,
    TimeSpan? RemindAfter = null,
    TimeSpan? EscalateAfter = null)
{
    internal ApprovalStepTerms Terms => new(
        Key, [.. After ?? []], Rule, Percentage, [.. Voters.Select(voter => voter.Rule)], RemindAfter ?? TimeSpan.FromDays(1), EscalateAfter ?? TimeSpan.FromDays(3));
}

/// <summary>Which requests, and who approves them.</summary>
/// <param name="Steps">What must be granted.</param>
/// <param name="Priority">Of several policies that a request meets, the highest applies; 1000 is the provider's alone.</param>
/// <param name="Clients">Only requests of these clients; of the provider's policies only.</param>
/// <param name="Offers">Only requests with one of these offers, or of these categories.</param>
/// <param name="Categories">Only requests with an offer of one of these categories.</param>
/// <param name="FromMonthlyTotal">Only requests that cost so much or more over one whole month.</param>
/// <param name="EscalateTo">Who decides first in place of voters who do not answer.</param>
public sealed record ApprovalTermsBody(
    [MinLength(1), MaxLength(ApprovalTermsRules.MostSteps)] IReadOnlyList<ApprovalStepBody> Steps,
    [Range(0, ApprovalTermsRules.ProvidersPriority)] int Priority = 0,
    [MaxLength(200)] IReadOnlyList<string>? Clients = null,
    [MaxLength(200)] IReadOnlyList<Guid>? Offers = null,
    [MaxLength(50)] IReadOnlyList<string>? Categories = null,
    Money? FromMonthlyTotal = null,
    [MaxLength(ApprovalTermsRules.MostVoters)] IReadOnlyList<VoterBody>? EscalateTo = null)
{
    internal ApprovalTerms Terms => new(
        Priority,
        new([.. Clients ?? []], [.. Offers ?? []], [.. Categories ?? []], FromMonthlyTotal),
        [.. Steps.Select(step => step.Terms)],
        [.. (EscalateTo ?? []).Select(voter => voter.Rule)]);
}

/// <summary>A policy with its first version.</summary>
/// <param name="Name">What people call it; not a person's name.</param>
/// <param name="Terms">What it says.</param>
public sealed record CreateApprovalPolicyBody([StringLength(120, MinimumLength = 1)] string Name, ApprovalTermsBody Terms);

/// <summary>The next version of a policy.</summary>
/// <param name="Terms">What it says.</param>
public sealed record PublishApprovalPolicyVersionBody(ApprovalTermsBody Terms);
