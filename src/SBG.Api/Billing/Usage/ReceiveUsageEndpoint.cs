using System.Collections.Immutable;
using Marten;
using NodaTime;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Usage;

/// <summary>Take in what was used: each report once, for ever.</summary>
public static class ReceiveUsageEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/clients/{clientId}/usage", Post)
            .Creates<UsageBatchView>("ReceiveUsage", "Takes in a batch of up to 1,000 usage events; tells of each what became of it.", Role.Finance, Role.Admin)
            .Answers(StatusCodes.Status200OK)
            .WithBodyLimit(UsageBatch.MaxBytes)
            .WithBatchesOf(UsageBatch.MaxEvents)
            .Accepts<IReadOnlyList<UsageEventBody>>(UsageBatch.MediaType);

    private static async Task<IResult> Post(string clientId, HttpContext context, Recorder recorder, TimeProvider clock, CancellationToken stop)
    {
        var batch = await UsageBatch.Read(context, stop);
        var language = Language.Of(context.Request);
        return await recorder.Run(clientId, async (session, _) =>
        {
            var client = await session.LoadAsync<Client>(Client.StreamOf(clientId), stop) ?? throw new ProblemException("resource/not-found");
            var meters = await Meters(session, batch, stop);
            var (flaws, reports) = Judge(batch, meters, recorder.Now);
            var known = await UsageKeys.Claim(session, clientId, reports.Values, stop);

            // Recorded after the turn has come: of two calls about a client, the one that is committed later is also recorded later.
            var (zone, now) = (DateTimeZoneProviders.Tzdb[client.TimeZone], clock.Now());
            await Keep(session, clientId, zone, [.. reports.Where(told => !known.ContainsKey(told.Key)).Select(told => told.Value.Report)], meters, now, stop);
            var view = View(batch, flaws, reports, known, language);
            await KeepRejected(session, clientId, LocalDay.Of(now, zone), Rejected(batch, view), now, stop);
            return Answer.Ok(view);
        }, stop);
    }

    private static async Task<Dictionary<string, Meter>> Meters(IQuerySession session, ReadEvent[] batch, CancellationToken stop)
    {
        Guid[] named = [.. batch.Where(one => one.Report is not null).Select(one => one.Report!.Meter).Distinct().Select(Meter.StreamOf)];
        return named.Length == 0 ? [] : (await session.ForTenant(Tenant.Provider).LoadManyAsync<Meter>(stop, named)).ToDictionary(meter => meter.Key);
    }

    /// <summary>The flaws by place in the batch, and the first report of each name.</summary>
    private static (Refusal?[] Flaws, Dictionary<(string Source, string Id), (UsageReport Report, Guid Payload)> Reports) Judge(
        ReadEvent[] batch, Dictionary<string, Meter> meters, DateTimeOffset now)
    {
        var flaws = new Refusal?[batch.Length];
        var reports = new Dictionary<(string, string), (UsageReport, Guid)>(batch.Length);
        for (var n = 0; n < batch.Length; n++)
        {
            flaws[n] = batch[n].Flaw ?? batch[n].Report!.Flaw(meters.GetValueOrDefault(batch[n].Report!.Meter), now);
            if (flaws[n] is null && batch[n].Report is { } report)
            {
                reports.TryAdd((report.Source, report.Id), (report, report.Payload()));
            }
        }

        return (flaws, reports);
    }

    private static async Task Keep(
        IDocumentSession session, string clientId, DateTimeZone zone, UsageReport[] fresh, Dictionary<string, Meter> meters, DateTimeOffset now, CancellationToken stop)
    {
        var days = new LocalDays(zone);
        foreach (var log in fresh.GroupBy(report => (report.Meter, Day: days.Of(report.Time))).OrderBy(log => log.Key))
        {
            var meter = meters[log.Key.Meter];
            var id = UsageLog.StreamOf(clientId, meter.Key, log.Key.Day);
            var stream = await session.Fetch<UsageLog>(id, stop) ?? session.New<UsageLog>(id);
            Decision<UsageLog> received = new UsageReceived(
                id,
                meter.Key,
                meter.Aggregation,
                meter.Unit,
                log.Key.Day,
                [.. log.Select(report => report.Entry())]);
            stream.Record(received, now);
        }
    }

    private static ImmutableArray<RejectedReport> Rejected(ReadEvent[] batch, UsageBatchView view) =>
    [
        .. view.Events.Select((one, n) => (one, batch[n].Name)).Where(pair => pair.one.Outcome == UsageOutcome.Rejected)
            .Select(pair => new RejectedReport(pair.Name.Source, pair.Name.Id, pair.Name.Meter, pair.Name.Time, pair.one.Code!)),
    ];

    private static async Task KeepRejected(
        IDocumentSession session, string clientId, DateOnly today, ImmutableArray<RejectedReport> rejected, DateTimeOffset now, CancellationToken stop)
    {
        if (!rejected.IsEmpty)
        {
            var id = UsageRejections.StreamOf(clientId, today);
            var stream = await session.Fetch<UsageRejections>(id, stop) ?? session.New<UsageRejections>(id);
            stream.Record(UsageRejections.Decide(id, today, rejected, stream.State), now);
        }
    }

    private static UsageBatchView View(
        ReadEvent[] batch,
        Refusal?[] flaws,
        Dictionary<(string Source, string Id), (UsageReport Report, Guid Payload)> reports,
        Dictionary<(string Source, string Id), Guid> known,
        string language)
    {
        var told = new HashSet<(string, string)>(reports.Count);
        var events = new UsageEventView[batch.Length];
        for (var n = 0; n < batch.Length; n++)
        {
            if (flaws[n] is { } flaw)
            {
                events[n] = Refused(batch[n].Name.Id, flaw);
                continue;
            }

            var report = batch[n].Report!;
            var name = (report.Source, report.Id);
            events[n] = told.Add(name) && !known.ContainsKey(name)
                ? new(report.Id, UsageOutcome.Received, StatusCodes.Status201Created, null, null)
                : (known.TryGetValue(name, out var kept) ? kept : reports[name].Payload) == report.Payload()
                    ? new(report.Id, UsageOutcome.Duplicate, StatusCodes.Status200OK, null, null)
                    : Refused(report.Id, UsageEventView.Conflict);
        }

        return new(Count(UsageOutcome.Received), Count(UsageOutcome.Duplicate), Count(UsageOutcome.Rejected), events);

        int Count(UsageOutcome outcome) => events.Count(one => one.Outcome == outcome);

        UsageEventView Refused(string? id, Refusal refusal) =>
            new(id, UsageOutcome.Rejected, ProblemRegistry.Of(refusal.Code).Status, refusal.Code, Problem.Sentence(refusal, language));
    }

    /// <summary>Days of instants; most of a batch are of the same one.</summary>
    private sealed class LocalDays(DateTimeZone zone)
    {
        private DateTimeOffset _from, _until;
        private DateOnly _day;

        public DateOnly Of(DateTimeOffset at)
        {
            if (at < _from || at >= _until)
            {
                _day = LocalDay.Of(at, zone);
                (_from, _until) = (LocalDay.Start(_day, zone), LocalDay.Start(_day.AddDays(1), zone));
            }

            return _day;
        }
    }
}
