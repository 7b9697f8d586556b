using Marten;
using NodaTime;
using Npgsql;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;
using Period = SBG.Domain.Kernel.Period;

namespace SBG.Api.ServiceLevels.Rehearsals;

/// <summary>What is proposed in place of what is contracted; what is null stays.</summary>
/// <param name="Targets">Other targets.</param>
/// <param name="PauseOnHold">Whether time on hold would not count.</param>
/// <param name="Hours">Other open time.</param>
public sealed record Proposal(IReadOnlyList<PriorityTargets>? Targets, bool? PauseOnHold, OpenHours? Hours)
{
    internal Yardstick Of(SourcedYardstick today) => today.Yardstick.With(Targets, PauseOnHold, Hours);
}

/// <summary>
/// The same history read three ways, side by side: as contracted, as corrected, as proposed. A calculation over courses; nothing is stored.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="store">The store.</param>
/// <param name="yardsticks">What incidents are measured by.</param>
public sealed class WhatIf(NpgsqlDataSource database, IDocumentStore store, Yardsticks yardsticks)
{
    /// <summary>Reads the history.</summary>
    /// <param name="clients">Each client's period.</param>
    /// <param name="propose">By what an incident would be measured, given by what it is; null: it is left out. Asked once for each of the latter.</param>
    /// <param name="now">When the clocks are read (UTC).</param>
    /// <param name="page">Which of the incidents whose verdict would change are listed.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<WhatIfTold> Ask(
        IReadOnlyDictionary<string, Period> clients, Func<TimelineRow, SourcedYardstick, Yardstick?> propose, DateTimeOffset now, ChangePage page, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(propose);
        ArgumentNullException.ThrowIfNull(page);
        var told = new WhatIfTold(page);
        var (contracted, corrected) = (new YardstickReader(yardsticks, LevelReading.Contracted), new YardstickReader(yardsticks, LevelReading.Corrected));
        var proposed = new Dictionary<SourcedYardstick, Yardstick?>(ReferenceEqualityComparer.Instance);
        var at = now.ToUnixTimeSeconds();
        await using var connection = await database.OpenConnectionAsync(stop);
        await foreach (var row in TimelineRows.Read(connection, clients, stop))
        {
            var today = await contracted.Of(row.PolicyId, row.PolicyVersion, stop);
            if (!proposed.TryGetValue(today, out var other))
            {
                proposed[today] = other = propose(row, today);
            }

            if (other is not null)
            {
                told.Count(row, today.Yardstick, (await corrected.Of(row.PolicyId, row.PolicyVersion, stop)).Yardstick, other, at);
            }
        }

        await Name(told.Incidents, stop);
        return told;
    }

    /// <summary>Every client, or those that are named, each with the same days in its own zone.</summary>
    /// <param name="ids">The clients; null: all.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">First day after.</param>
    /// <param name="now">UTC.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<(ReportDays Days, Dictionary<string, Period> Clients)> Clients(
        IReadOnlyList<string>? ids, DateOnly? from, DateOnly? to, DateTimeOffset now, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        var known = await session.Query<Client>().Where(client => client.AnyTenant()).ToListAsync(stop);
        var days = ReportDays.Of(from, to, DateTimeZone.Utc, now);
        return (days, known.Where(client => ids is null || ids.Contains(client.ClientId))
            .ToDictionary(client => client.ClientId, client => ReportDays.Of(days.From, days.To, DateTimeZoneProviders.Tzdb[client.TimeZone], now).Whole));
    }

    private async Task Name(List<ChangedIncident> incidents, CancellationToken stop)
    {
        foreach (var ofClient in incidents.Select((incident, place) => (incident, place)).GroupBy(each => each.incident.ClientId).ToArray())
        {
            await using var session = store.QuerySession(ofClient.Key);
            var timelines = (await session.LoadManyAsync<IncidentTimeline>(stop, [.. ofClient.Select(each => each.incident.IncidentId)])).ToDictionary(timeline => timeline.Id);
            foreach (var (incident, place) in ofClient)
            {
                incidents[place] = incident with { Number = timelines[incident.IncidentId].Number };
            }
        }
    }
}
