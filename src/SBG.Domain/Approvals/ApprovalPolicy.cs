using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Approvals;

/// <summary>One immutable version of a policy.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="PublishedAt">When (UTC).</param>
/// <param name="Terms">What it says.</param>
public sealed record ApprovalPolicyVersion(int Number, DateTimeOffset PublishedAt, ApprovalTerms Terms);

/// <summary>Who must approve which requests, in versions that are never edited. Of the provider, or of a client.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Owner">The client that keeps it, or the provider.</param>
/// <param name="Versions">In order of publication; the last applies.</param>
/// <param name="Retired">Whether it applies to no new request.</param>
public sealed record ApprovalPolicy(Guid Id, string Name, string Owner, ImmutableArray<ApprovalPolicyVersion> Versions, bool Retired) : IState<ApprovalPolicy>
{
    /// <inheritdoc/>
    public static ApprovalPolicy? Evolve(ApprovalPolicy? state, EventOf<ApprovalPolicy> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, ApprovalPolicyCreated e) => new(e.PolicyId, e.Name, e.Owner, [], false),
        ({ }, ApprovalPolicyVersionPublished e) => state with { Versions = state.Versions.Add(new(e.Number, at, e.Terms)) },
        ({ }, ApprovalPolicyRetired) => state with { Retired = true },
        _ => state,
    };
}
