using JasperFx.Events;
using Marten;
using NodaTime;
using SBG.Api.Billing;
using SBG.Api.Billing.Usage;
using SBG.Api.ServiceLevels;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Clients;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Projections.Billing;
using SBG.Projections.ClientFile;
using SBG.Projections.Kernel;
using File = SBG.Projections.ClientFile.ClientFile;

namespace SBG.Api.ClientFile;

/// <summary>
/// Client files as they stood: everything is folded anew, in one pass over the client's events and by the code that keeps the present, from what
/// was recorded until then. What was recorded later, of the client or of prices, changes nothing of it.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="levels">Counts clocks.</param>
public sealed class PastFiles(IDocumentStore store, ComplianceReader levels)
{
    private static readonly SeatRecordProjection SeatsOf = new();

    /// <summary>The file as of an instant or at a position of the log.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="asOf">What was recorded until then; null: see the next.</param>
    /// <param name="position">Up to this position; with neither, all there is.</param>
    /// <param name="now">The present (UTC): nothing is known of what comes after it.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The file, without events where nothing was recorded; the month so far, null where the client was not registered; as of when.</returns>
    public async Task<(File File, CurrentMonthView? Month, DateTimeOffset At)> Read(
        string clientId, DateTimeOffset? asOf, long? position, DateTimeOffset now, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        var (until, last) = (asOf ?? DateTimeOffset.MaxValue, position ?? long.MaxValue);
        var events = session.Events.QueryAllRawEvents().Where(e => e.Timestamp <= until && e.Sequence <= last).OrderBy(e => e.Sequence).ToAsyncEnumerable(stop);
        var (file, facts) = (new ClientFileFold(File.Empty(clientId), new Dictionary<Guid, FileEntry>()), new Facts());
        await foreach (var e in events)
        {
            file.Apply(e);
            facts.Apply(e);
        }

        var at = position is null ? (asOf < now ? asOf.Value : now) : file.File.RecordedAt.ToUniversalTime();
        return (file.File, facts.Client is { } client ? await Month(session, client, facts, at, stop) : null, at);
    }

    private async Task<CurrentMonthView> Month(IQuerySession session, Client client, Facts facts, DateTimeOffset at, CancellationToken stop)
    {
        var zone = DateTimeZoneProviders.Tzdb[client.TimeZone];
        var days = ReportDays.Of(null, null, zone, at);
        var rows =
            from timeline in facts.Timelines.Values
            where days.Whole.Contains(timeline.ReportedAt)
            select new TimelineRow(client.ClientId, timeline.Id, timeline.PolicyId, timeline.PolicyVersion, IncidentCourse.Of(timeline));
        var compliance = await levels.Count(client.ClientId, days, rows.ToAsyncEnumerable(), LevelReading.Contracted, at, stop);
        return CurrentMonths.Tell(client.ClientId, await Billing(session, client, zone, facts, at, stop), compliance, at);
    }

    private async Task<ClientBilling> Billing(IQuerySession session, Client client, DateTimeZone zone, Facts facts, DateTimeOffset at, CancellationToken stop)
    {
        var span = BillingMonth.Of(at, zone).In(zone);
        SeatHistory[] seats = [.. facts.Seats.Values.Where(seat => seat.From < span.Until && (seat.Until is null || seat.Until > span.From)).Select(seat => seat.Seat)];
        var ledger = await UsageLedgerReader.Load(session, LocalDay.Of(span.From, zone), LocalDay.Of(span.Until, zone), stop, facts.Usage);
        await using var provider = store.QuerySession(Tenant.Provider);
        var (planOf, plans) = (new Dictionary<string, Guid>(), new Dictionary<Guid, PricePlan>());
        foreach (var key in ledger.Meters)
        {
            if ((await Then<Meter>(provider, Meter.StreamOf(key), at, stop))?.PricePlanId is { } plan)
            {
                planOf[key] = plan;
            }
        }

        foreach (var id in seats.Select(seat => seat.PricePlanId).Concat(planOf.Values).Distinct())
        {
            if (await Then<PricePlan>(provider, id, at, stop) is { } plan)
            {
                plans[id] = plan;
            }
        }

        return new(client, zone, seats, plans, facts.Agreement, new(ledger, planOf))
        {
            Orders = [.. facts.Orders.Values.Where(order => order.From < span.Until && (order.Until is null || order.Until >= span.From))],
        };
    }

    private static async Task<TState?> Then<TState>(IQuerySession session, Guid id, DateTimeOffset at, CancellationToken stop)
        where TState : class, IState<TState> => (await session.Events.FetchStreamAsync(id, timestamp: at, token: stop)).Fold<TState>();

    /// <summary>What the month rests on.</summary>
    private sealed class Facts
    {
        public Client? Client { get; private set; }

        public PriceAgreement? Agreement { get; private set; }

        public Dictionary<Guid, OrderCharge> Orders { get; } = [];

        public Dictionary<Guid, SeatRecord> Seats { get; } = [];

        public Dictionary<Guid, IncidentTimeline> Timelines { get; } = [];

        public Dictionary<Guid, long> Usage { get; } = [];

        public void Apply(IEvent e)
        {
            switch (e.Data)
            {
                case EventOf<Client> happened:
                    Client = Client.Evolve(Client, happened, e.OccurredAt());
                    break;
                case EventOf<PriceAgreement> happened:
                    Agreement = PriceAgreement.Evolve(Agreement, happened, e.OccurredAt());
                    break;
                case EventOf<OrderCharge> happened:
                    if (OrderCharge.Evolve(Orders.GetValueOrDefault(e.StreamId), happened, e.OccurredAt()) is { } order)
                    {
                        Orders[e.StreamId] = order;
                    }

                    break;
                case EventOf<UsageLog>:
                    Usage[e.StreamId] = e.Version;
                    break;
                case EventOf<Incident> happened:
                    if (IncidentTimeline.Fold(Timelines.GetValueOrDefault(e.StreamId), happened, e.Id, e.OccurredAt(), e.Timestamp.ToUniversalTime()) is { } timeline)
                    {
                        Timelines[e.StreamId] = timeline;
                    }

                    break;
                case EventOf<Domain.Licences.LicenceAssignment>:
                    if (SeatsOf.Evolve(Seats.GetValueOrDefault(e.StreamId), e.StreamId, e) is { } seat)
                    {
                        Seats[e.StreamId] = seat;
                    }

                    break;
            }
        }
    }
}
