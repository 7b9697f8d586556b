using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Domain.ServiceLevels.Reports;

/// <summary>The figures of one clock over the incidents of a bucket.</summary>
/// <param name="Dimension"><c>all</c>, <c>client</c>, <c>priority</c>, <c>team</c>, <c>month</c>, <c>fiscalYear</c>.</param>
/// <param name="Value">Which client, priority, ...</param>
/// <param name="Kind">Which clock.</param>
/// <param name="Incidents">How many incidents.</param>
/// <param name="Met">Stopped within the target.</param>
/// <param name="Breached">The target is exceeded.</param>
/// <param name="Running">Within the target, not stopped.</param>
/// <param name="Uncounted">Withdrawn, unmeasured or without a target.</param>
/// <param name="P50">Median of what met and breached clocks used, in seconds, see <see cref="Percentile"/>.</param>
/// <param name="P90">90th percentile of the same.</param>
/// <param name="P95">95th percentile of the same.</param>
/// <param name="HeldSeconds">Plain time on hold, of all.</param>
/// <param name="WorkedSeconds">Plain time not on hold, of all.</param>
public sealed record EditionFigure(
    string Dimension, string Value, TargetKind Kind, int Incidents, int Met, int Breached, int Running, int Uncounted, long? P50, long? P90, long? P95, long HeldSeconds, long WorkedSeconds);

/// <summary>A figure that an edition tells otherwise than the one before.</summary>
/// <param name="Dimension">Of what.</param>
/// <param name="Value">Which.</param>
/// <param name="Kind">Which clock.</param>
/// <param name="Before">As the edition before told it; null: it did not.</param>
/// <param name="After">As this one does; null: it does not.</param>
/// <param name="Causes">How many of its incidents changed for which cause: <c>versions</c>, <c>events</c>, <c>time</c>.</param>
public sealed record FigureChange(string Dimension, string Value, TargetKind Kind, EditionFigure? Before, EditionFigure? After, IReadOnlyDictionary<string, int> Causes);

/// <summary>Adds verdicts up.</summary>
public static class EditionFigures
{
    /// <summary>The figures of verdicts, by dimension, value and clock.</summary>
    /// <param name="verdicts">The verdicts.</param>
    public static IReadOnlyList<EditionFigure> Of(IEnumerable<EditionVerdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        var sums = new Dictionary<(string Dimension, string Value), Sum>();
        foreach (var verdict in verdicts)
        {
            foreach (var bucket in verdict.Buckets())
            {
                if (!sums.TryGetValue(bucket, out var sum))
                {
                    sums[bucket] = sum = new();
                }

                sum.Add(verdict);
            }
        }

        return
        [
            .. sums.OrderBy(sum => sum.Key.Dimension, StringComparer.Ordinal).ThenBy(sum => sum.Key.Value, StringComparer.Ordinal)
                .SelectMany(sum => sum.Value.Figures(sum.Key.Dimension, sum.Key.Value)),
        ];
    }

    /// <summary>The figures that changed, with the causes of their incidents.</summary>
    /// <param name="before">The figures of the edition before.</param>
    /// <param name="after">The new ones.</param>
    /// <param name="causes">Why each incident stands otherwise, with the verdicts of then and now.</param>
    public static IReadOnlyList<FigureChange> Changes(
        IReadOnlyList<EditionFigure> before, IReadOnlyList<EditionFigure> after, IEnumerable<(EditionVerdict? Before, EditionVerdict? After, string Cause)> causes)
    {
        ArgumentNullException.ThrowIfNull(causes);
        var why = new Dictionary<(string, string), SortedDictionary<string, int>>();
        foreach (var (then, now, cause) in causes)
        {
            foreach (var bucket in (then?.Buckets() ?? []).Union(now?.Buckets() ?? []))
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
               select new FigureChange(key.Dimension, key.Value, key.Kind, was, now, why.GetValueOrDefault((key.Dimension, key.Value)) ?? new(StringComparer.Ordinal)),
        ];

        static (string Dimension, string Value, TargetKind Kind) Key(EditionFigure figure) => (figure.Dimension, figure.Value, figure.Kind);
    }

    private sealed class Sum
    {
        private readonly List<ClockVerdict> _response = [];
        private readonly List<ClockVerdict> _resolution = [];
        private long _held;
        private long _total;

        public void Add(EditionVerdict verdict)
        {
            _response.Add(verdict.Response);
            _resolution.Add(verdict.Resolution);
            _held += verdict.HeldSeconds;
            _total += verdict.TotalSeconds;
        }

        public IEnumerable<EditionFigure> Figures(string dimension, string value)
        {
            foreach (var (kind, clocks) in new[] { (TargetKind.Response, _response), (TargetKind.Resolution, _resolution) })
            {
                int Count(ClockState state) => clocks.Count(clock => clock.State == state);
                var used = clocks.Where(clock => clock.State is ClockState.Met or ClockState.Breached).Select(clock => clock.Seconds).Order().ToArray();
                var (met, breached, running) = (Count(ClockState.Met), Count(ClockState.Breached), Count(ClockState.Running));
                yield return new(
                    dimension, value, kind, clocks.Count, met, breached, running, clocks.Count - met - breached - running,
                    Percentile.Of(used, 50), Percentile.Of(used, 90), Percentile.Of(used, 95), _held, _total - _held);
            }
        }
    }
}
