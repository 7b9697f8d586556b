using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Usage;

/// <summary>One report as it is kept.</summary>
/// <param name="Source">Who told it.</param>
/// <param name="Id">Its name among all of the source.</param>
/// <param name="Time">When it happened (UTC).</param>
/// <param name="Value">Of the meter's unit.</param>
/// <param name="Dimension">The cost centre that bears it.</param>
/// <param name="Subject">What the value is a level of.</param>
/// <param name="Key">What is counted once.</param>
/// <param name="Service">The service that caused it.</param>
/// <param name="OrgUnit">The unit of whoever used it.</param>
public sealed record UsageEntry(
    string Source, string Id, DateTimeOffset Time, decimal? Value, string? Dimension, string? Subject, string? Key, string? Service = null, string? OrgUnit = null)
{
    /// <summary>For whom, as one text.</summary>
    internal string For() => new UsageDimension(Dimension, Service, OrgUnit).Key;
}

/// <summary>Reports of one client about one meter and one local day were taken in, each for the first time.</summary>
/// <param name="LogId">The log.</param>
/// <param name="Meter">The key of the meter.</param>
/// <param name="Aggregation">How its reports become one number.</param>
/// <param name="Unit">Of the values.</param>
/// <param name="Day">The day in the client's zone.</param>
/// <param name="Entries">In the order in which they were told.</param>
[StoredAs("usage_received")]
public sealed record UsageReceived(
    Guid LogId, string Meter, Aggregation Aggregation, string Unit, DateOnly Day, ImmutableArray<UsageEntry> Entries) : EventOf<UsageLog>;

/// <summary>What the reports of a day add up to, for one series.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="Sum">Of the values.</param>
/// <param name="Max">The largest value.</param>
/// <param name="LatestAt">When the last one happened (UTC).</param>
/// <param name="LatestName">Its source and id, which decide between two of the same instant.</param>
/// <param name="Latest">Its value.</param>
public sealed record UsageTally(long Count, decimal Sum, decimal Max, DateTimeOffset LatestAt, string LatestName, decimal Latest);

/// <summary>The reports of one client about one meter and one local day: what they add up to; the reports themselves are in the events.</summary>
/// <param name="Id">Derived from client, meter and day.</param>
/// <param name="Meter">The key of the meter.</param>
/// <param name="Aggregation">How reports become one number.</param>
/// <param name="Unit">Of the values.</param>
/// <param name="Day">The day in the client's zone.</param>
/// <param name="Tallies">By series: the dimension, and for levels also the subject.</param>
public sealed record UsageLog(
    Guid Id, string Meter, Aggregation Aggregation, string Unit, DateOnly Day, ImmutableSortedDictionary<string, UsageTally> Tallies) : IState<UsageLog>
{
    private const char Between = '\u001f';

    private static readonly ImmutableSortedDictionary<string, UsageTally> NoTallies = ImmutableSortedDictionary.Create<string, UsageTally>(StringComparer.Ordinal);

    /// <summary>How many times a report of the day was amended or cancelled; then the tallies are those of what was told.</summary>
    public int Amendments { get; init; }

    /// <summary>How many events there are in the log: what an amount rests on is named by it.</summary>
    public long Version { get; init; }

    /// <summary>The stream of a client's meter and day.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="meter">The key of the meter.</param>
    /// <param name="day">The day in the client's zone.</param>
    public static Guid StreamOf(string clientId, string meter, DateOnly day) =>
        DerivedId.Of("usage-log", clientId, meter, day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The series to which a report belongs.</summary>
    /// <param name="aggregation">The meter's.</param>
    /// <param name="entry">The report.</param>
    public static string SeriesOf(Aggregation aggregation, UsageEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return aggregation == Aggregation.TimeWeighted ? $"{entry.For()}{Between}{entry.Subject}" : entry.For();
    }

    /// <summary>The dimension of a series; empty for none.</summary>
    /// <param name="series">The series.</param>
    public static string DimensionOf(string series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.IndexOf(Between, StringComparison.Ordinal) is var cut and >= 0 ? series[..cut] : series;
    }

    /// <summary>The log with the tallies of its reports as they read now.</summary>
    /// <param name="standings">All of its reports.</param>
    public UsageLog Recounted(IEnumerable<UsageStanding> standings)
    {
        ArgumentNullException.ThrowIfNull(standings);
        return (this with { Tallies = NoTallies }).With(standings.Where(standing => !standing.Cancelled).Select(standing => standing.Entry));
    }

    /// <inheritdoc/>
    public static UsageLog? Evolve(UsageLog? state, EventOf<UsageLog> happened, DateTimeOffset at)
    {
        var evolved = happened switch
        {
            UsageReceived e => (state ?? new(e.LogId, e.Meter, e.Aggregation, e.Unit, e.Day, NoTallies)).With(e.Entries),
            UsageAmended or UsageCancelled => state is null ? null : state with { Amendments = state.Amendments + 1 },
            _ => state,
        };
        return evolved is null ? null : evolved with { Version = evolved.Version + 1 };
    }

    private UsageLog With(IEnumerable<UsageEntry> entries)
    {
        var changed = new Dictionary<string, UsageTally>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var (series, value) = (SeriesOf(Aggregation, entry), entry.Value ?? 0m);
            var name = entry.Source + Between + entry.Id;
            changed[series] = (changed.GetValueOrDefault(series) ?? Tallies.GetValueOrDefault(series)) is not { } tally
                ? new(1, value, value, entry.Time, name, value)
                : IsLater(entry.Time, name, tally)
                    ? new(tally.Count + 1, tally.Sum + value, Math.Max(tally.Max, value), entry.Time, name, value)
                    : tally with { Count = tally.Count + 1, Sum = tally.Sum + value, Max = Math.Max(tally.Max, value) };
        }

        return this with { Tallies = Tallies.WithComparers(StringComparer.Ordinal).SetItems(changed) };
    }

    private static bool IsLater(DateTimeOffset time, string name, UsageTally than) =>
        time > than.LatestAt || (time == than.LatestAt && string.CompareOrdinal(name, than.LatestName) > 0);
}
