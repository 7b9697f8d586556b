using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Rehearsals;

namespace SBG.Domain.ServiceLevels.Policies;

/// <summary>One immutable version of a policy.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="ValidFrom">First instant (UTC) at which an incident can be reported under it.</param>
/// <param name="Terms">What is promised.</param>
/// <param name="Corrects">The version in whose place it counts where history is read as corrected; null: it corrects none.</param>
/// <param name="Rehearsal">What it would have given on real history, as it was rehearsed before; null: the first version, or one of before rehearsals.</param>
public sealed record PolicyVersion(int Number, DateTimeOffset ValidFrom, PolicyTerms Terms, int? Corrects = null, Rehearsal? Rehearsal = null);

/// <summary>The next version while it is prepared.</summary>
/// <param name="ValidFrom">First instant (UTC) at which an incident can be reported under it.</param>
/// <param name="Terms">What would be promised.</param>
/// <param name="Corrects">The version that was wrong; null: none was.</param>
/// <param name="Rehearsal">What it would have given on real history; null until rehearsed as it is now.</param>
public sealed record PolicyDraft(DateTimeOffset ValidFrom, PolicyTerms Terms, int? Corrects, Rehearsal? Rehearsal = null);

/// <summary>What is promised about incidents, in versions that are never edited.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Versions">In order of publication; never empty.</param>
public sealed record ServiceLevelPolicy(Guid Id, string Name, ImmutableArray<PolicyVersion> Versions) : IState<ServiceLevelPolicy>
{
    /// <summary>The next version while it is prepared; null when none is.</summary>
    public PolicyDraft? Draft { get; init; }

    /// <summary>A version; null when there is none of that number.</summary>
    /// <param name="number">1, 2, 3 ...</param>
    public PolicyVersion? Version(int number) => number >= 1 && number <= Versions.Length ? Versions[number - 1] : null;

    /// <summary>What counts in place of a version as corrected since: the last correction of it, or of a correction of it; itself when there is none.</summary>
    /// <param name="number">1, 2, 3 ...</param>
    /// <returns>Null when there is no such version.</returns>
    public PolicyVersion? Corrected(int number) =>
        Version(number) is { } version ? Versions.LastOrDefault(later => later.Corrects == number) is { } correction ? Corrected(correction.Number) : version : null;

    /// <summary>
    /// The version in force at an instant: of those whose validity has begun, the one that began last; of two that began together,
    /// the one published last. Null before the first.
    /// </summary>
    /// <param name="at">UTC.</param>
    public PolicyVersion? InForce(DateTimeOffset at)
    {
        PolicyVersion? inForce = null;
        foreach (var version in Versions)
        {
            if (version.ValidFrom <= at && (inForce is null || version.ValidFrom >= inForce.ValidFrom))
            {
                inForce = version;
            }
        }

        return inForce;
    }

    /// <inheritdoc/>
    public static ServiceLevelPolicy? Evolve(ServiceLevelPolicy? state, EventOf<ServiceLevelPolicy> happened, DateTimeOffset at) =>
        (state, happened) switch
        {
            (null, PolicyCreated e) => new(e.PolicyId, e.Name, []),
            ({ }, PolicyDrafted e) => state with { Draft = new(e.ValidFrom, e.Terms, e.Corrects) },
            ({ Draft: { } draft }, PolicyDraftRehearsed e) => state with { Draft = draft with { Rehearsal = e.Rehearsal } },
            ({ }, PolicyVersionPublished e) => state with
            {
                Versions = state.Versions.Add(new(e.Number, e.ValidFrom, e.Terms, e.Corrects, state.Draft?.Rehearsal)),
                Draft = null,
            },
            _ => state,
        };
}
