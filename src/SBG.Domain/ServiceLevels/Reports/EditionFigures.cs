using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Domain.ServiceLevels.Reports;

/// <summary>The figures of one clock over the incidents, or the lines of requests, of a bucket.</summary>
/// <param name="Dimension"><c>all</c>, <c>client</c>, <c>priority</c>, <c>team</c>, <c>offer</c>, <c>month</c>, <c>fiscalYear</c>.</param>
/// <param name="Value">Which client, priority, ...</param>
/// <param name="Kind">Which clock.</param>
/// <param name="Incidents">How many incidents, or lines.</param>
/// <param name="Met">Stopped within the target.</param>
/// <param name="Breached">The target is exceeded.</param>
/// <param name="Running">Within the target, not stopped.</param>
/// <param name="Uncounted">Withdrawn, unmeasured or without a target.</param>
/// <param name="P50">Median of what met and breached clocks used, in seconds, see <see cref="Percentile"/>.</param>
/// <param name="P90">90th percentile of the same.</param>
/// <param name="P95">95th percentile of the same.</param>
/// <param name="HeldSeconds">Plain time on hold, or in approval, of all: pending.</param>
/// <param name="WorkedSeconds">Plain time not on hold, of all: acknowledged and in progress.</param>
/// <param name="AwaitedSeconds">That part of it before the provider's first act: acknowledged; null in the first layout.</param>
public sealed record EditionFigure(
    string Dimension, string Value, TargetKind Kind, int Incidents, int Met, int Breached, int Running, int Uncounted, long? P50, long? P90, long? P95, long HeldSeconds, long WorkedSeconds,
    long? AwaitedSeconds = null)
{
    /// <summary>How many percent of those that count met their target, to two places, half away from zero; null when none counts.</summary>
    public decimal? CompliancePercent() => Met + Breached == 0 ? null : Math.Round(100m * Met / (Met + Breached), 2, MidpointRounding.AwayFromZero) + 0.00m;
}

/// <summary>A figure that an edition tells otherwise than the one before.</summary>
/// <param name="Dimension">Of what.</param>
/// <param name="Value">Which.</param>
/// <param name="Kind">Which clock.</param>
/// <param name="Before">As the edition before told it; null: it did not.</param>
/// <param name="After">As this one does; null: it does not.</param>
/// <param name="Causes">How many of its incidents, or lines, changed for which cause: <c>versions</c>, <c>events</c>, <c>time</c>.</param>
public sealed record FigureChange(string Dimension, string Value, TargetKind Kind, EditionFigure? Before, EditionFigure? After, IReadOnlyDictionary<string, int> Causes);

/// <summary>Where something counts: its dimension, which of it, and whether it is a delivery or an incident.</summary>
/// <param name="Dimension">Of what.</param>
/// <param name="Value">Which.</param>
/// <param name="IsDelivery">Whether it is the line of a request.</param>
public readonly record struct FigureBucket(string Dimension, string Value, bool IsDelivery);

/// <summary>Adds verdicts up.</summary>
public static class EditionFigures
{
    /// <summary>The figures of verdicts, by dimension, value and clock.</summary>
    /// <param name="incidents">The verdicts of incidents.</param>
    /// <param name="deliveries">The verdicts of lines of requests.</param>
    public static IReadOnlyList<EditionFigure> Of(IEnumerable<EditionVerdict> incidents, IEnumerable<FulfilmentVerdict> deliveries)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        ArgumentNullException.ThrowIfNull(deliveries);
        var sums = new Dictionary<(string Dimension, string Value, TargetKind Kind), Sum>();
        foreach (var verdict in incidents)
        {
            foreach (var (dimension, value) in verdict.Buckets())
            {
                Of(dimension, value, TargetKind.Response).Add(verdict.Response, verdict.HeldSeconds, verdict.TotalSeconds, verdict.AwaitedSeconds);
                Of(dimension, value, TargetKind.Resolution).Add(verdict.Resolution, verdict.HeldSeconds, verdict.TotalSeconds, verdict.AwaitedSeconds);
            }
        }

        foreach (var verdict in deliveries)
        {
            foreach (var (dimension, value) in verdict.Buckets())
            {
                Of(dimension, value, TargetKind.Fulfilment).Add(verdict.Fulfilment, verdict.ApprovalSeconds, verdict.TotalSeconds, 0);
            }
        }

        return
        [
            .. sums.OrderBy(sum => sum.Key.Dimension, StringComparer.Ordinal).ThenBy(sum => sum.Key.Value, StringComparer.Ordinal).ThenBy(sum => sum.Key.Kind)
                .Select(sum => sum.Value.Figure(sum.Key.Dimension, sum.Key.Value, sum.Key.Kind)),
        ];

        Sum Of(string dimension, string value, TargetKind kind)
        {
            if (!sums.TryGetValue((dimension, value, kind), out var sum))
            {
                sums[(dimension, value, kind)] = sum = new();
            }

            return sum;
        }
    }

    /// <summary>The figures that changed, with the causes of what they count.</summary>
    /// <param name="before">The figures of the edition before.</param>
    /// <param name="after">The new ones.</param>
    /// <param name="causes">Why something stands otherwise, with where it counted then and counts now.</param>
    public static IReadOnlyList<FigureChange> Changes(
        IReadOnlyList<EditionFigure> before, IReadOnlyList<EditionFigure> after, IEnumerable<(IEnumerable<FigureBucket> Buckets, string Cause)> causes)
    {
        ArgumentNullException.ThrowIfNull(causes);
        var why = new Dictionary<FigureBucket, SortedDictionary<string, int>>();
        foreach (var (buckets, cause) in causes)
        {
            foreach (var bucket in buckets)
            {
                if (!why.TryGetValue(bucket, out var counts))
                {
                    why[bucket] = counts = new(StringComparer.Ordinal);
                }

                counts[cause] = counts.GetValueOrDefault(cause) + 1;
            }
        }

        var (old, fresh) = (before.ToDictionary(Key), after.ToDictionary(Key));
        return
        [
            .. from key in old.Keys.Union(fresh.Keys).OrderBy(key => key.Dimension, StringComparer.Ordinal).ThenBy(key => key.Value, StringComparer.Ordinal).ThenBy(key => key.Kind)
               let was = old.GetValueOrDefault(key)
               let now = fresh.GetValueOrDefault(key)
               where was != now
               select new FigureChange(
                   key.Dimension, key.Value, key.Kind, was, now,
                   why.GetValueOrDefault(new(key.Dimension, key.Value, key.Kind is TargetKind.Fulfilment)) ?? new(StringComparer.Ordinal)),
        ];

        static (string Dimension, string Value, TargetKind Kind) Key(EditionFigure figure) => (figure.Dimension, figure.Value, figure.Kind);
    }

    private sealed class Sum
    {
        private readonly List<ClockVerdict> _clocks = [];
        private long _held;
        private long _total;
        private long? _awaited;

        public void Add(ClockVerdict clock, long held, long total, long? awaited)
        {
            _clocks.Add(clock);
            _held += held;
            _total += total;
            _awaited = awaited is null ? _awaited : (_awaited ?? 0) + awaited;
        }

        public EditionFigure Figure(string dimension, string value, TargetKind kind)
        {
            int Count(ClockState state) => _clocks.Count(clock => clock.State == state);
            var used = _clocks.Where(clock => clock.State is ClockState.Met or ClockState.Breached).Select(clock => clock.Seconds).Order().ToArray();
            var (met, breached, running) = (Count(ClockState.Met), Count(ClockState.Breached), Count(ClockState.Running));
            return new(
                dimension, value, kind, _clocks.Count, met, breached, running, _clocks.Count - met - breached - running,
                Percentile.Of(used, 50), Percentile.Of(used, 90), Percentile.Of(used, 95), _held, _total - _held, _awaited);
        }
    }
}
