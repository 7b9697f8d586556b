using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.ServiceLevels.Rehearsals;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Rehearsals;

namespace SBG.Api.ServiceLevels.Terms;

/// <summary>Business calendars, in versions.</summary>
public static class CalendarEndpoints
{
    internal static readonly string[] Readers = [Role.ServiceManager, Role.Agent, Role.Auditor, Role.Admin];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/calendars", Create).Creates<CalendarView>("CreateCalendar", "Create a calendar with its first version.", Role.ServiceManager);
        api.MapGet("/v1/calendars", List).Lists<CalendarView>("ListCalendars", "List the calendars, the newest first.", Readers);
        api.MapResource<CalendarView>("/v1/calendars/{calendarId:guid}", Get, "GetCalendar", "Read a calendar with its versions.", Readers);
        api.MapPost("/v1/calendars/{calendarId:guid}/draft", Draft)
            .Changes<CalendarView>("DraftCalendarVersion", "Draft the next version, or write its draft anew.", Role.ServiceManager);
        api.MapPost("/v1/calendars/{calendarId:guid}/rehearse", Rehearse)
            .Changes<CalendarView>("RehearseCalendarDraft", "Read real history as the draft would have it, and keep what differs with the draft.", Role.ServiceManager);
        api.MapPost("/v1/calendars/{calendarId:guid}/publish", Publish)
            .Changes<CalendarView>("PublishCalendarVersion", "Publish the rehearsed draft as the next version; what bears an earlier one keeps it.", Role.ServiceManager);
    }

    private static Task<IResult> Create(CreateCalendarBody body, Recorder recorder, CancellationToken stop)
    {
        var id = recorder.NewId();
        return recorder.Start<BusinessCalendar, CalendarView>(
            Tenant.Provider, id, calendar => CreateCalendar.Decide(new(id, body.Name, body.Terms.Terms), calendar),
            calendar => ValueTask.FromResult(CalendarView.Of(calendar, recorder.Actor)), $"/v1/calendars/{id}", stop);
    }

    private static Task<IResult> Draft(Guid calendarId, DraftCalendarVersionBody body, Recorder recorder, CancellationToken stop) =>
        recorder.Change<BusinessCalendar, CalendarView>(
            Tenant.Provider, calendarId, calendar => DraftCalendarVersion.Decide(new(body.Terms.Terms, body.ValidFrom, body.Corrects), calendar),
            calendar => ValueTask.FromResult(CalendarView.Of(calendar, recorder.Actor)), stop);

    private static Task<IResult> Rehearse(Guid calendarId, RehearseDraftBody body, Recorder recorder, Rehearser rehearser, CancellationToken stop) =>
        recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var calendar = await recorder.Fetch<BusinessCalendar>(session, calendarId, stop);
            Recorder.Demand(DraftRules.ToRehearse(calendar.State!.Draft is not null));
            var rehearsal = await rehearser.OfCalendar(calendar.State, body, recorder.Now, stop);
            Recorder.Demand(calendar.Record(RehearseCalendarDraft.Decide(new(rehearsal), calendar.State), recorder.Now));
            return Answer.Ok(CalendarView.Of(calendar.State, recorder.Actor), calendar.Version);
        }, stop);

    private static Task<IResult> Publish(Guid calendarId, Recorder recorder, CancellationToken stop) =>
        recorder.Change<BusinessCalendar, CalendarView>(
            Tenant.Provider, calendarId, PublishCalendarVersion.Decide, calendar => ValueTask.FromResult(CalendarView.Of(calendar, recorder.Actor)), stop);

    private static Task<IResult> Get(Guid calendarId, [AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        reading.One<BusinessCalendar, CalendarView>(
            Tenant.Provider, calendarId, moment, calendar => ValueTask.FromResult(CalendarView.Of(calendar, reading.Actor)), stop);

    private static Task<IResult> List([AsParameters] Paging paging, Reading reading, CancellationToken stop) =>
        reading.Page<BusinessCalendar, CalendarView>(
            Tenant.Provider, paging, calendars => calendars, calendar => ValueTask.FromResult(CalendarView.Of(calendar, reading.Actor)), stop);
}
