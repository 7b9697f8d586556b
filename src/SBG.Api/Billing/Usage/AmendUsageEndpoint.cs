using NodaTime;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Usage;

/// <summary>An event of usage as it should have been told.</summary>
/// <param name="Event">The event anew: the same source, id, type and local day; all of the rest replaces what is kept.</param>
/// <param name="Reason">Why.</param>
/// <param name="Cancelled">Whether it counts no more; then its data say nothing.</param>
public sealed record AmendUsageBody(UsageEventBody Event, AmendmentReason Reason, bool Cancelled = false);

/// <summary>Amend or cancel one event of usage: the amendment is an event of its own, read on top.</summary>
public static class AmendUsageEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/clients/{clientId}/usage/amendments", Post)
            .Creates<UsageRecordView>("AmendUsage", "Amends or cancels one usage event; what was told stays in history, invoices already issued get a correction.", Role.Finance, Role.Admin);

    private static Task<IResult> Post(string clientId, AmendUsageBody body, Recorder recorder, TimeProvider clock, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            var client = await session.LoadAsync<Client>(Client.StreamOf(clientId), stop) ?? throw new ProblemException("resource/not-found");
            var report = Report(body.Event);
            var meter = await session.ForTenant(Tenant.Provider).LoadAsync<Meter>(Meter.StreamOf(report.Meter), stop);
            await UsageKeys.TakeTurn(session, clientId, stop);
            var day = LocalDay.Of(report.Time, DateTimeZoneProviders.Tzdb[client.TimeZone]);
            var id = UsageLog.StreamOf(clientId, report.Meter, day);
            var log = await session.Fetch<UsageLog>(id, stop);
            var standings = log is null ? [] : UsageStanding.Of((await session.Events.FetchStreamAsync(id, token: stop)).Select(UsageLedgerReader.Recorded));
            var kept = standings.FirstOrDefault(standing => standing.Entry.Source == report.Source && standing.Entry.Id == report.Id);
            var now = clock.Now();
            var decision = AmendUsage.Decide(new(report, body.Cancelled, body.Reason), id, kept, meter, now);
            Recorder.Demand(decision.Refusal);
            log!.Record(decision, now);
            var standing = decision.Events.Aggregate(kept!, (before, happened) => before.After(new(happened, log.Version, now)));
            var view = UsageRecordView.Of(log.State!, standing, (await UsagePricing.Load(session, [log.State!], stop)).StateOf(log.State!, standing));
            return Answer.Created(view, log.Version, $"/v1/clients/{clientId}/usage/events?meter={report.Meter}&from={day:O}&to={day.AddDays(1):O}");
        }, stop);

    private static UsageReport Report(UsageEventBody told) => new(
        told.Source, told.Id, told.Type, told.Time, told.Data?.Value, told.Data?.Dimension, told.Subject, told.Data?.Key, told.Data?.Service, told.Data?.OrgUnit, told.Data?.Unit);
}
