using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Api.ServiceLevels;

/// <summary>How many incidents of one priority stand how.</summary>
/// <param name="Met">Stopped within the target.</param>
/// <param name="Breached">The target is exceeded, stopped or not.</param>
/// <param name="Running">Within the target, not stopped.</param>
/// <param name="Cancelled">Withdrawn: they count nowhere.</param>
/// <param name="Unmeasured">Over, but nothing tells when what the target is about was done.</param>
/// <param name="NoTarget">Nothing is promised.</param>
public sealed record ClockCounts(int Met, int Breached, int Running, int Cancelled, int Unmeasured, int NoTarget)
{
    internal static ClockCounts Of(Func<ClockState, int> count) => new(
        count(ClockState.Met), count(ClockState.Breached), count(ClockState.Running), count(ClockState.Cancelled), count(ClockState.Unmeasured), count(ClockState.NoTarget));
}

/// <summary>Compliance of one priority.</summary>
/// <param name="Priority">The incidents' last priority.</param>
/// <param name="Response">To the provider's first act.</param>
/// <param name="Resolution">To the remedy.</param>
public sealed record PriorityCompliance(Priority Priority, ClockCounts Response, ClockCounts Resolution);

/// <summary>Counts clocks by priority and state.</summary>
internal sealed class ComplianceTally
{
    private static readonly Priority[] Priorities = Enum.GetValues<Priority>();
    private static readonly int States = Enum.GetValues<ClockState>().Length;

    private readonly int[] _counts = new int[Priorities.Length * 2 * States];

    public void Add(Priority priority, TargetKind kind, ClockState state) => _counts[Index(priority, kind, state)]++;

    public IReadOnlyList<PriorityCompliance> Told =>
        [.. Priorities.Select(priority => new PriorityCompliance(priority, Counts(priority, TargetKind.Response), Counts(priority, TargetKind.Resolution)))];

    /// <summary>How many, of all priorities.</summary>
    public int Of(TargetKind kind, ClockState state) => Priorities.Sum(priority => _counts[Index(priority, kind, state)]);

    private static int Index(Priority priority, TargetKind kind, ClockState state) => (((int)priority * 2) + (int)kind) * States + (int)state;

    private ClockCounts Counts(Priority priority, TargetKind kind) => ClockCounts.Of(state => _counts[Index(priority, kind, state)]);
}
