using Marten;
using Marten.Linq.MatchesSql;
using NodaTime;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Api.ServiceLevels;

/// <summary>Compliance as contracted: of a client, of each of its incidents with why, of all clients.</summary>
public static class ComplianceEndpoints
{
    internal static readonly string[] Readers = [Role.ClientManager, Role.Agent, Role.ServiceManager, Role.Auditor];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/clients/{clientId}/service-levels", OfClient)
            .Reads<ComplianceView>("GetServiceLevels", "Compliance over a period, by priority; the current month when absent.", Readers);
        api.MapGet("/v1/clients/{clientId}/service-levels/incidents", OfIncidents)
            .Lists<IncidentComplianceView>("ListServiceLevelIncidents", "How each incident of a period stands, and why.", Readers);
        api.MapGet("/v1/reports/service-levels", OfAll)
            .Reads<ComplianceReportView>("GetServiceLevelReport", "Compliance over all clients and a period.", Role.ServiceManager, Role.Agent, Role.Auditor);
    }

    private static async Task<IResult> OfClient(
        string clientId, DateOnly? from, DateOnly? to, LevelReading? reading, ClientTimelines timelines, ComplianceReader compliance, CancellationToken stop)
    {
        await using var opened = await timelines.Open(clientId, reading, stop);
        return Answer.Ok(await compliance.Read(clientId, opened.Days(from, to), opened.By.Reading, opened.Now, stop));
    }

    private static async Task<IResult> OfIncidents(
        string clientId,
        DateOnly? from,
        DateOnly? to,
        LevelReading? reading,
        [AsParameters] Paging paging,
        HttpContext context,
        ClientTimelines timelines,
        CancellationToken stop)
    {
        await using var opened = await timelines.Open(clientId, reading, stop);
        var query = opened.Session.Timelines(opened.Days(from, to).Whole);
        if (paging.Cursor is { } cursor)
        {
            if (!Cursor.TryRead(cursor, out var after))
            {
                return Problem.Of("request/bad-cursor");
            }

            query = query.Where(timeline => timeline.MatchesSql("d.id < ?", after));
        }

        var limit = paging.Limit ?? Paging.DefaultLimit;
        var found = await query.OrderByDescending(timeline => timeline.Id).Take(limit + 1).ToListAsync(stop);
        var items = new List<IncidentComplianceView>();
        foreach (var timeline in found.Take(limit))
        {
            items.Add(Explain(timeline, await opened.By.Of(timeline.PolicyId, timeline.PolicyVersion, stop), opened.Now));
        }

        var next = found.Count > limit ? Cursor.Write(found[limit - 1].Id) : null;
        if (next is not null)
        {
            context.LinkNext(next);
        }

        return Answer.Ok(new Page<IncidentComplianceView>(items, next));
    }

    private static async Task<IResult> OfAll(
        DateOnly? from, DateOnly? to, LevelReading? reading, IDocumentStore store, ComplianceReader compliance, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var all = store.QuerySession(Tenant.Provider);
        var clients = await all.Query<Client>().Where(client => client.AnyTenant()).OrderBy(client => client.ClientId).ToListAsync(stop);
        var views = new List<ComplianceView>();
        var days = ReportDays.Of(from, to, DateTimeZone.Utc, now);
        foreach (var client in clients)
        {
            var own = ReportDays.Of(days.From, days.To, DateTimeZoneProviders.Tzdb[client.TimeZone], now);
            var view = await compliance.Read(client.ClientId, own, reading ?? LevelReading.Contracted, now, stop);
            if (view.Incidents > 0 || view.Offers.Count > 0)
            {
                views.Add(view);
            }
        }

        return Answer.Ok(new ComplianceReportView(days.From, days.To, now, views));
    }

    private static IncidentComplianceView Explain(IncidentTimeline timeline, SourcedYardstick by, DateTimeOffset now)
    {
        var (course, at) = (IncidentCourse.Of(timeline), now.ToUnixTimeSeconds());
        return new(
            timeline.Id, timeline.Number, course.Priority, timeline.Marks[0].OccurredAt,
            ClockView.Of(ServiceLevelClock.Read(course, TargetKind.Response, by.Yardstick, at)),
            ClockView.Of(ServiceLevelClock.Read(course, TargetKind.Resolution, by.Yardstick, at)),
            timeline.PolicyId, timeline.PolicyVersion, timeline.PolicyBasis, by.CalendarId, by.CalendarVersion, timeline.Marks);
    }
}
