using System.Text.Json;
using Marten;
using Microsoft.Extensions.Caching.Memory;
using SBG.Api.Billing;
using SBG.Api.Kernel;
using SBG.Api.ServiceLevels;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Api.ClientFile;

/// <summary>
/// The part of a client's file that depends on now, computed from few rows. Within the file it is counted to the minute, once for each minute and
/// each state of the file, so that a file that is read often costs one read of its document.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="levels">Reads how incidents stand.</param>
public sealed class CurrentMonths(IDocumentStore store, ComplianceReader levels) : IDisposable
{
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = 5_000 });

    /// <summary>The minute that the month is counted to within the file.</summary>
    /// <param name="now">UTC.</param>
    public static DateTimeOffset Minute(DateTimeOffset now) => new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), now.Offset);

    /// <summary>The month so far, as JSON, for a state of the file.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="position">The state of the file.</param>
    /// <param name="minute">See <see cref="Minute"/>.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<byte[]> Json(string clientId, long position, DateTimeOffset minute, CancellationToken stop)
    {
        var key = (clientId, position, minute);
        if (_kept.TryGetValue(key, out byte[]? kept))
        {
            return kept!;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(await Read(clientId, minute, stop), ApiJson.Options);
        return _kept.Set(key, json, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1) });
    }

    /// <summary>The month so far.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="now">UTC.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="Kernel.Http.ProblemException">404: there is no such client.</exception>
    public async Task<CurrentMonthView> Read(string clientId, DateTimeOffset now, CancellationToken stop)
    {
        var billing = await ClientBilling.Load(store, clientId, zone => BillingMonth.Of(now, zone).In(zone), stop);
        var compliance = await levels.Read(clientId, ReportDays.Of(null, null, billing.Zone, now), LevelReading.Contracted, now, stop);
        return Tell(clientId, billing, compliance, now);
    }

    /// <summary>The month so far, from what is known.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="billing">What is needed to charge it.</param>
    /// <param name="compliance">How its incidents of the month stand.</param>
    /// <param name="now">UTC.</param>
    public static CurrentMonthView Tell(string clientId, ClientBilling billing, ComplianceView compliance, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(billing);
        ArgumentNullException.ThrowIfNull(compliance);
        var month = BillingMonth.Of(now, billing.Zone);
        var preview = billing.Preview(month, now);
        return new(
            clientId,
            month.ToString(),
            preview.Through,
            SeatTime.Seconds(preview.Lines.Sum(line => line.SeatTicks)),
            preview.Base,
            preview.Totals?.Total,
            PerDay(billing, preview, now),
            compliance.Incidents,
            compliance.Priorities,
            $"/v1/clients/{clientId}/invoices/preview?period={month}");
    }

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();

    private static string PerDay(ClientBilling billing, InvoicePreview preview, DateTimeOffset now)
    {
        var today = LocalDay.Of(now, billing.Zone);
        var held = billing.Seats.Where(seat => seat.Intervals() is [.., { Until: null }]).GroupBy(seat => (seat.PoolId, seat.PricePlanId));
        var monthly = held.Sum(seats => billing.Plans.GetValueOrDefault(seats.Key.PricePlanId)?.On(today) is { } price
            ? ChargeRating.Rate(price.Rates(), new(seats.Count()), Share.Whole, Agreed(seats.Key.PricePlanId), last: true).Steps[^1].Inputs[0].Value
            : 0m);
        var perDay = monthly * TimeSpan.TicksPerDay / preview.Span.Length.Ticks;
        return Math.Round(perDay, 6, MidpointRounding.AwayFromZero).ToString(System.Globalization.CultureInfo.InvariantCulture);

        Reduction Agreed(Guid planId) => billing.Agreement?.On(today)?.About(planId) is { } agreed ? new(agreed.DiscountPercent, agreed.MonthlyCap) : Reduction.None;
    }
}
