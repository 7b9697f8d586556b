using System.Collections.Immutable;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Domain.ServiceLevels.Rehearsals;

/// <summary>Clocks that would stand otherwise.</summary>
/// <param name="Kind">Which clock.</param>
/// <param name="Contracted">How they stand.</param>
/// <param name="Proposed">How they would.</param>
/// <param name="Count">How many.</param>
public sealed record VerdictChange(TargetKind Kind, ClockState Contracted, ClockState Proposed, int Count);

/// <summary>How many clocks are in a state.</summary>
/// <param name="Kind">Which clock.</param>
/// <param name="State">The state.</param>
/// <param name="Contracted">How many are.</param>
/// <param name="Proposed">How many would be.</param>
public sealed record RehearsedTotal(TargetKind Kind, ClockState State, int Contracted, int Proposed);

/// <summary>How a clock stood in a rehearsal.</summary>
/// <param name="State">How its target stands.</param>
/// <param name="Elapsed">Seconds used.</param>
/// <param name="Target">Seconds that may be used; null when nothing is promised.</param>
public sealed record RehearsedClock(ClockState State, long Elapsed, long? Target);

/// <summary>A clock of an incident that would stand otherwise, and why: what it used of what was, or would be, promised.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Kind">Which clock.</param>
/// <param name="Contracted">How it stands.</param>
/// <param name="Proposed">How it would.</param>
public sealed record RehearsedIncident(string ClientId, Guid IncidentId, string Number, TargetKind Kind, RehearsedClock Contracted, RehearsedClock Proposed);

/// <summary>What a draft would have given on real history; kept with the version that the draft becomes.</summary>
/// <param name="From">First day, in each client's zone.</param>
/// <param name="To">First day after.</param>
/// <param name="Clients">Whose history was read; empty: that of all.</param>
/// <param name="ReadAt">When the clocks were read (UTC).</param>
/// <param name="Incidents">How many incidents the draft concerns.</param>
/// <param name="Totals">The clocks by state, both ways.</param>
/// <param name="Changes">How many clocks would stand otherwise.</param>
/// <param name="Changed">Those, by client and incident, the first <see cref="Most"/>.</param>
/// <param name="More">Whether there are more.</param>
public sealed record Rehearsal(
    DateOnly From,
    DateOnly To,
    ImmutableArray<string> Clients,
    DateTimeOffset ReadAt,
    int Incidents,
    ImmutableArray<RehearsedTotal> Totals,
    ImmutableArray<VerdictChange> Changes,
    ImmutableArray<RehearsedIncident> Changed,
    bool More)
{
    /// <summary>The most incidents that are kept by name.</summary>
    public const int Most = 100;
}
