namespace SBG.Ops.Commands;

/// <summary>One figure.</summary>
/// <param name="Key">E.g. B1.</param>
/// <param name="Unit"><c>ratio</c>, or of the value.</param>
/// <param name="Value">The ratio or the value.</param>
/// <param name="Target">What is aimed at.</param>
/// <param name="Service">What was run on the service's side.</param>
/// <param name="Reference">What was run on the other side; null: there is none.</param>
/// <param name="Details">More figures by name.</param>
internal sealed record BenchResult(string Key, string Unit, double Value, string Target, string Service, string? Reference, IReadOnlyList<(string Name, double Value)> Details)
{
    /// <summary>Whether it is a ratio of one run.</summary>
    public bool IsRatio => Reference is not null;

    /// <summary>The median of the rounds' ratios.</summary>
    public static BenchResult OfRatio(string key, IReadOnlyList<BenchRound> rounds, string service, string reference, double target) => new(
        key,
        "ratio",
        Median(rounds.Select(round => round.Ratio)),
        FormattableString.Invariant($">= {target:0.00}"),
        service,
        reference,
        [
            ("servicePerSecond", Median(rounds.Select(round => round.Service.PerSecond))),
            ("referencePerSecond", Median(rounds.Select(round => round.Reference))),
            ("medianMs", Median(rounds.Select(round => round.Service.Median))),
            ("p99Ms", Median(rounds.Select(round => round.Service.Slow))),
        ]);

    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
