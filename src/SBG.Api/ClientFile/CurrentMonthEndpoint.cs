using Marten;
using SBG.Api.Billing;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Kernel;

namespace SBG.Api.ClientFile;

/// <summary>What of a client's file changes with the clock: the month so far.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month in the client's zone, <c>yyyy-MM</c>.</param>
/// <param name="CountedThrough">Now (UTC).</param>
/// <param name="SeatSeconds">Seat-time so far.</param>
/// <param name="Base">What it costs so far, before taxes.</param>
/// <param name="Total">With taxes; absent until the client's tax regime is decided.</param>
/// <param name="PerDay">What each further day adds at the present seats and prices, before taxes and rounding; a decimal string.</param>
/// <param name="Preview">Where the amount is explained line by line.</param>
/// <param name="ServiceLevels">Where the month's service levels are.</param>
public sealed record CurrentMonthView(
    string ClientId,
    string Period,
    DateTimeOffset CountedThrough,
    decimal SeatSeconds,
    Money Base,
    Money? Total,
    string PerDay,
    string Preview,
    string ServiceLevels);

/// <summary>
/// The part of the file that depends on now, apart from it: the document stays the same until something happens, and this is computed from few
/// rows whenever it is asked for, so neither is ever stale.
/// </summary>
public static class CurrentMonthEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/clients/{clientId}/file/current-month", Get).Reads<CurrentMonthView>(
            "GetCurrentMonth", "The month so far: what of the client's file depends on now.", ClientFileEndpoint.Readers);

    private static async Task<IResult> Get(string clientId, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var billing = await ClientBilling.Load(store, clientId, zone => BillingMonth.Of(now, zone).In(zone), stop);
        var month = BillingMonth.Of(now, billing.Zone);
        var preview = billing.Preview(month, now);
        var held = billing.Seats.Where(seat => seat.Intervals() is [.., { Until: null }]).GroupBy(seat => seat.PricePlanId);
        var today = LocalDay.Of(now, billing.Zone);
        var monthly = held.Sum(seats => seats.Count() * (billing.Plans.GetValueOrDefault(seats.Key)?.On(today)?.MonthlyPerSeat.Amount ?? 0m));
        var perDay = monthly * TimeSpan.TicksPerDay / preview.Span.Length.Ticks;
        return Answer.Ok(new CurrentMonthView(
            clientId,
            month.ToString(),
            preview.Through,
            SeatTime.Seconds(preview.Lines.Sum(line => line.SeatTicks)),
            preview.Base,
            preview.Totals?.Total,
            Math.Round(perDay, 6, MidpointRounding.AwayFromZero).ToString(System.Globalization.CultureInfo.InvariantCulture),
            $"/v1/clients/{clientId}/invoices/preview?period={month}",
            $"/v1/clients/{clientId}/service-levels"));
    }
}
