using SBG.Domain.Kernel;

namespace SBG.Domain.Approvals;

/// <summary>What a policy's scope is compared with.</summary>
/// <param name="Client">Whose request it is.</param>
/// <param name="Offers">The offers of its lines.</param>
/// <param name="Categories">Their categories.</param>
/// <param name="MonthlyTotal">What its lines cost over one whole month, before taxes.</param>
public sealed record ApprovalSubject(string Client, IReadOnlySet<Guid> Offers, IReadOnlySet<string> Categories, Money MonthlyTotal);

/// <summary>The version of a policy that applies.</summary>
/// <param name="PolicyId">The policy.</param>
/// <param name="Owner">Who keeps it.</param>
/// <param name="Version">Its version.</param>
public sealed record ApplicablePolicy(Guid PolicyId, string Owner, ApprovalPolicyVersion Version)
{
    /// <summary>
    /// Of the policies whose last version a request meets, the one with the highest priority; of equal ones the client's own, then the oldest.
    /// </summary>
    /// <param name="policies">The client's own and the provider's.</param>
    /// <param name="subject">The request.</param>
    /// <returns>Null: none applies, and <see cref="ApprovalTerms.Default"/> does.</returns>
    public static ApplicablePolicy? Of(IEnumerable<ApprovalPolicy> policies, ApprovalSubject subject) =>
        (from policy in policies
         where !policy.Retired && IsMet(policy.Versions[^1].Terms.Scope, subject)
         orderby policy.Versions[^1].Terms.Priority descending, policy.Owner == Tenant.Provider, policy.Versions[0].PublishedAt, policy.Id
         select new ApplicablePolicy(policy.Id, policy.Owner, policy.Versions[^1])).FirstOrDefault();

    private static bool IsMet(ApprovalScope scope, ApprovalSubject subject) =>
        (scope.Clients.IsEmpty || scope.Clients.Contains(subject.Client))
        && ((scope.Offers.IsEmpty && scope.Categories.IsEmpty) || scope.Offers.Any(subject.Offers.Contains) || scope.Categories.Any(subject.Categories.Contains))
        && (scope.FromMonthlyTotal is not { } least || subject.MonthlyTotal >= least);
}
