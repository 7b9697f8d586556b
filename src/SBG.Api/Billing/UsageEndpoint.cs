using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;
using Period = SBG.Domain.Kernel.Period;

namespace SBG.Api.Billing;

/// <summary>How much a client used, by meter and day.</summary>
public static class UsageEndpoint
{
    /// <summary>Longest period, in days.</summary>
    public const int MostDays = 400;

    /// <summary>The days asked for are not a period, or too long a one.</summary>
    public static readonly Refusal BadPeriod = new("billing/bad-usage-period");

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/clients/{clientId}/usage", Get).Reads<UsageView>(
            "GetUsage", "Usage by meter and day, from a day up to but without another; the current month when absent.", Role.Finance, Role.ClientManager);

    private static async Task<IResult> Get(
        string clientId, DateOnly? from, DateOnly? to, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (first, end) = (from ?? default, to ?? default);
        var billing = await ClientBilling.Load(store, clientId, zone =>
        {
            var month = BillingMonth.Of(now, zone);
            first = from ?? (to is { } last ? last.AddMonths(-1) : month.FirstDay);
            end = to ?? (from is { } begin ? begin.AddMonths(1) : month.FirstDay.AddMonths(1));
            return first < end && end.DayNumber - first.DayNumber <= MostDays
                ? new(LocalDay.Start(first, zone), LocalDay.Start(end, zone))
                : throw new ProblemException(BadPeriod.With("days", MostDays));
        }, stop);
        var whole = new Period(LocalDay.Start(first, billing.Zone), LocalDay.Start(end, billing.Zone));
        var through = now < whole.Until ? now : whole.Until;
        var pools = billing.Seats.GroupBy(seat => seat.PoolId).OrderBy(pool => pool.Key)
            .Select(pool => (Pool: pool.Key, Days: through > whole.From ? SeatTime.ByDay(pool, new(whole.From, through), billing.Zone) : []))
            .ToArray();
        var ledger = billing.Use.Ledger;
        var readings = ledger.Meters.Select(meter => ledger.Read(meter, first, end, billing.Zone, through)).OfType<MeterReading>().ToArray();
        return Answer.Ok(new UsageView(
            clientId,
            billing.Client.TimeZone,
            first,
            end,
            through,
            [
                .. pools.SelectMany(pool => Meters(pool.Pool, pool.Days.Sum(day => day.HeldTicks), pool.Days.Sum(day => day.SuspendedTicks))),
                .. readings.SelectMany(reading => reading.Totals).Select(MeterView.Of),
            ],
            [
                .. pools.SelectMany(pool => pool.Days.SelectMany(day => Meters(pool.Pool, day.HeldTicks, day.SuspendedTicks).Select(meter => (day.Date, Meter: meter))))
                    .Concat(readings.SelectMany(reading => reading.Days).Select(row => (Date: row.Day, Meter: MeterView.Of(row.Read))))
                    .GroupBy(row => row.Date).OrderBy(day => day.Key)
                    .Select(day => new UsageDayView(day.Key, [.. day.Select(row => row.Meter)])),
            ]));
    }

    private static IEnumerable<MeterView> Meters(Guid pool, long held, long suspended)
    {
        if (held > 0)
        {
            yield return new("seat-seconds", pool, "s", SeatTime.Seconds(held));
        }

        if (suspended > 0)
        {
            yield return new("suspended-seat-seconds", pool, "s", SeatTime.Seconds(suspended));
        }
    }
}
