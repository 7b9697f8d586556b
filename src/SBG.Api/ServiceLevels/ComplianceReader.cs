using Npgsql;
using SBG.Api.ServiceLevels.Fulfilment;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Api.ServiceLevels;

/// <summary>Counts how the incidents of a period stand.</summary>
/// <param name="database">The database.</param>
/// <param name="yardsticks">What incidents are measured by.</param>
/// <param name="fulfilment">Reads requests.</param>
public sealed class ComplianceReader(NpgsqlDataSource database, Yardsticks yardsticks, FulfilmentReader fulfilment)
{
    /// <summary>The clocks that every incident has.</summary>
    internal static readonly TargetKind[] Kinds = [TargetKind.Response, TargetKind.Resolution];

    /// <summary>Reads every clock of the incidents that were reported in the period.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="days">The period.</param>
    /// <param name="reading">By what history is read.</param>
    /// <param name="now">When the clocks are read (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public async Task<ComplianceView> Read(string clientId, ReportDays days, LevelReading reading, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await Count(clientId, days, TimelineRows.Read(connection, new Dictionary<string, Period> { [clientId] = days.Whole }, stop), reading, now, stop);
    }

    /// <summary>Counts the clocks of incidents that are known already.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="days">The period.</param>
    /// <param name="rows">The incidents that were reported in the period.</param>
    /// <param name="reading">By what history is read.</param>
    /// <param name="now">When the clocks are read (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public async Task<ComplianceView> Count(
        string clientId, ReportDays days, IAsyncEnumerable<TimelineRow> rows, LevelReading reading, DateTimeOffset now, CancellationToken stop)
    {
        var (tally, count, at, by) = (new ComplianceTally(), 0, now.ToUnixTimeSeconds(), new YardstickReader(yardsticks, reading));
        await foreach (var row in rows.WithCancellation(stop))
        {
            count++;
            var own = await by.Of(row.PolicyId, row.PolicyVersion, stop);
            foreach (var kind in Kinds)
            {
                tally.Add(row.Course.Priority, kind, ServiceLevelClock.StateOf(row.Course, kind, own.Yardstick, at));
            }
        }

        return new(clientId, days.From, days.To, now, count, tally.Told, await fulfilment.ByOffer(clientId, days.Whole, by, now, stop));
    }
}
