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

    private static async Task<IResult> Post(string clientId, HttpContext context, Recorder recorder, CancellationToken stop)
    {
        var batch = await UsageBatch.Read(context, stop);
        var language = Language.Of(context.Request);
        return await recorder.Run(clientId, async (session, _) =>
        {
            var client = await session.LoadAsync<Client>(Client.StreamOf(clientId), stop) ?? throw new ProblemException("resource/not-found");
            var meters = await Meters(session, batch, stop);
            var (flaws, reports) = Judge(batch, meters, recorder.Now);
            var known = reports.Count == 0 ? [] : await UsageKeys.Claim(session, clientId, reports.Values, stop);
            await Keep(session, clientId, client.TimeZone, [.. reports.Where(told => !known.ContainsKey(told.Key)).Select(told => told.Value.Report)], meters, recorder.Now, stop);
            return Answer.Ok(View(batch, flaws, reports, known, language));
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
        IDocumentSession session, string clientId, string timeZone, UsageReport[] fresh, Dictionary<string, Meter> meters, DateTimeOffset now, CancellationToken stop)
    {
        var days = new LocalDays(DateTimeZoneProviders.Tzdb[timeZone]);
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
                [.. log.Select(report => new UsageEntry(report.Source, report.Id, report.Time, report.Value, report.Dimension, report.Subject, report.Key))]);
            stream.Record(received, now);
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
                events[n] = Rejected(batch[n].Id, flaw);
                continue;
            }

            var report = batch[n].Report!;
            var name = (report.Source, report.Id);
            events[n] = told.Add(name) && !known.ContainsKey(name)
                ? new(report.Id, UsageOutcome.Received, StatusCodes.Status201Created, null, null)
                : (known.TryGetValue(name, out var kept) ? kept : reports[name].Payload) == report.Payload()
                    ? new(report.Id, UsageOutcome.Duplicate, StatusCodes.Status200OK, null, null)
                    : Rejected(report.Id, UsageEventView.Conflict);
        }

        return new(Count(UsageOutcome.Received), Count(UsageOutcome.Duplicate), Count(UsageOutcome.Rejected), events);

        int Count(UsageOutcome outcome) => events.Count(one => one.Outcome == outcome);

        UsageEventView Rejected(string? id, Refusal refusal) =>
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
