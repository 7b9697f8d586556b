using Marten;
using SBG.Api.ServiceLevels;
using SBG.Domain.Clients;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Api.Incidents;

/// <summary>
/// How long a resolved incident waits for an objection, and a closed one can be reopened: business days of the calendar of the policy version that the incident bears; Monday to
/// Friday in the client's zone without one. How many is in that version, or else in the settings <c>Incidents:CloseAfterDays</c> and <c>Incidents:ReopenWithinDays</c>.
/// </summary>
/// <param name="configuration">The settings.</param>
/// <param name="yardsticks">Calendars.</param>
public sealed class ClosingDays(IConfiguration configuration, Yardsticks yardsticks)
{
    private readonly int _closeAfter = configuration.GetValue("Incidents:CloseAfterDays", 5);
    private readonly int _reopenWithin = configuration.GetValue("Incidents:ReopenWithinDays", 10);

    /// <summary>When an incident that is resolved now is closed by itself.</summary>
    /// <param name="session">In the client's tenant.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="now">When the client is told that it is resolved (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public async Task<DateTimeOffset?> ClosesAt(IDocumentSession session, Incident incident, DateTimeOffset now, CancellationToken stop)
    {
        var (days, terms) = await Of(session, incident, stop);
        return days.After(now, terms?.CloseAfterDays ?? _closeAfter);
    }

    /// <summary>Until when an incident that is closed now can be reopened.</summary>
    /// <param name="session">In the client's tenant.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="now">When it is closed (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public async Task<DateTimeOffset?> ReopensUntil(IDocumentSession session, Incident incident, DateTimeOffset now, CancellationToken stop)
    {
        var (days, terms) = await Of(session, incident, stop);
        return days.After(now, terms?.ReopenWithinDays ?? _reopenWithin);
    }

    private async Task<(BusinessDays Days, PolicyTerms? Terms)> Of(IDocumentSession session, Incident incident, CancellationToken stop)
    {
        if (incident.ServiceLevelPolicyId is { } id
            && (await session.ForTenant(Tenant.Provider).LoadAsync<ServiceLevelPolicy>(id, stop))?.Version(incident.PolicyVersion ?? 0) is { Terms: { } terms }
            && await yardsticks.Hours(terms.CalendarId, terms.CalendarVersion, stop) is { } hours)
        {
            return (new(hours), terms);
        }

        var client = await session.LoadAsync<Client>(Client.StreamOf(session.TenantId), stop);
        return (BusinessDays.Usual(client?.TimeZone ?? "Etc/UTC"), null);
    }
}
