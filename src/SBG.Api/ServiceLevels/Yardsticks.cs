using System.Collections.Concurrent;
using Marten;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels;

namespace SBG.Api.ServiceLevels;

/// <summary>The yardsticks that published versions give. Versions never change, so that what was read once is kept.</summary>
/// <param name="store">The store.</param>
public sealed class Yardsticks(IDocumentStore store)
{
    private readonly ConcurrentDictionary<(Guid Policy, int Version), Yardstick> _contracted = new();
    private readonly ConcurrentDictionary<(Guid Calendar, int Version), OpenHours> _hours = new();

    /// <summary>As contracted: the version that the incident bears.</summary>
    /// <param name="timeline">The incident's timeline.</param>
    /// <param name="stop">Cancels.</param>
    public ValueTask<Yardstick> Contracted(IncidentTimeline timeline, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        if (timeline is not { PolicyId: { } policy, PolicyVersion: { } version })
        {
            return ValueTask.FromResult(Yardstick.None);
        }

        return _contracted.TryGetValue((policy, version), out var known) ? ValueTask.FromResult(known) : Load(policy, version, stop);
    }

    /// <summary>The open time of a calendar's version.</summary>
    /// <param name="calendarId">The calendar.</param>
    /// <param name="version">Its version.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null when there is none.</returns>
    public async ValueTask<OpenHours?> Hours(Guid calendarId, int version, CancellationToken stop)
    {
        if (_hours.TryGetValue((calendarId, version), out var known))
        {
            return known;
        }

        await using var session = store.QuerySession(Tenant.Provider);
        return await session.LoadAsync<BusinessCalendar>(calendarId, stop) is { } calendar && calendar.Version(version) is not null
            ? _hours.GetOrAdd((calendarId, version), OpenHours.OfPieces(calendar.Pieces(version)))
            : null;
    }

    private async ValueTask<Yardstick> Load(Guid policyId, int version, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        if ((await session.LoadAsync<ServiceLevelPolicy>(policyId, stop))?.Version(version) is not { Terms: { } terms }
            || await Hours(terms.CalendarId, terms.CalendarVersion, stop) is not { } hours)
        {
            return Yardstick.None;
        }

        return _contracted.GetOrAdd(
            (policyId, version),
            new Yardstick(terms.Targets.ToDictionary(targets => targets.Priority), terms.PauseOnHold, hours, terms.CalendarId, terms.CalendarVersion));
    }
}
