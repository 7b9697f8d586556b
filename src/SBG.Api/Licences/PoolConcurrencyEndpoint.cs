using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Projections.Licences;

namespace SBG.Api.Licences;

/// <summary>How a pool was used in one hour. Seats and leases, whole; hours of seats to the ten-thousandth.</summary>
/// <param name="Hour">The first instant of the hour.</param>
/// <param name="Purchased">Seats bought at its end.</param>
/// <param name="PeakUsed">The most seats used at once: assigned, set aside or lent.</param>
/// <param name="PeakLeased">The most seats lent at once.</param>
/// <param name="SeatHours">How long seats were used: one seat for one hour is 1.</param>
/// <param name="LeaseHours">How long seats were lent.</param>
/// <param name="Granted">Seats lent without waiting.</param>
/// <param name="Served">Seats kept for leases that had waited.</param>
/// <param name="AverageWait">How long those had waited on average; null: there were none.</param>
/// <param name="LongestWait">How long the one that waited longest had waited; null: there were none.</param>
/// <param name="PeakWaiting">The most leases that waited at once.</param>
/// <param name="Left">Leases that left the line without a seat.</param>
/// <param name="NotTaken">Seats that were kept and not taken.</param>
/// <param name="Refused">Leases refused for want of seats.</param>
public sealed record PoolHourView(
    DateTimeOffset Hour,
    int Purchased,
    int PeakUsed,
    int PeakLeased,
    decimal SeatHours,
    decimal LeaseHours,
    int Granted,
    int Served,
    TimeSpan? AverageWait,
    TimeSpan? LongestWait,
    int PeakWaiting,
    int Left,
    int NotTaken,
    int Refused)
{
    internal static PoolHourView Of(PoolHour hour) => new(
        hour.Hour, hour.Balance.Purchased, hour.PeakUsed, hour.PeakLeased, Hours(hour.SeatTime), Hours(hour.LeaseTime), hour.Granted, hour.Served,
        hour.Served == 0 ? null : hour.WaitTime / hour.Served, hour.Served == 0 ? null : hour.LongestWait, hour.PeakWaiting, hour.Left, hour.NotTaken, hour.Refused);

    private static decimal Hours(TimeSpan time) => Math.Round((decimal)time.Ticks / TimeSpan.TicksPerHour, 4, MidpointRounding.AwayFromZero);
}

/// <summary>How a pool was used, hour by hour.</summary>
/// <param name="From">The first instant of the first hour.</param>
/// <param name="Until">The first instant after the last hour.</param>
/// <param name="AsOf">What happened later is not told.</param>
/// <param name="PeakUsed">The most seats used at once.</param>
/// <param name="PeakLeased">The most seats lent at once.</param>
/// <param name="Refused">Leases refused for want of seats.</param>
/// <param name="Hours">Hour by hour.</param>
public sealed record PoolConcurrencyView(
    DateTimeOffset From, DateTimeOffset Until, DateTimeOffset AsOf, int PeakUsed, int PeakLeased, int Refused, IReadOnlyList<PoolHourView> Hours);

/// <summary>Peak concurrency, waiting times and refusals of a pool by hour, from its ledger.</summary>
public static class PoolConcurrencyEndpoint
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/v1/licence-pools/{poolId:guid}/concurrency", Read).Reads<PoolConcurrencyView>(
            "GetLicencePoolConcurrency", "Read how many seats of a pool were used at once, who waited and who was refused, by hour (UTC): the last day when nothing is said, 31 days at most.",
            LicencePoolEndpoints.Readers);

    private static async Task<IResult> Read(
        Guid poolId, DateTimeOffset? from, DateTimeOffset? until, DateTimeOffset? asOf, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        var instant = asOf ?? clock.Now();
        var end = PoolHour.Of((until ?? instant.AddHours(1)) - TimeSpan.FromTicks(1)).AddHours(1);
        var start = from is { } told ? PoolHour.Of(told) : end.AddDays(-1);
        await using var session = store.QuerySession(Tenant.Provider);
        if (await session.LoadAsync<LicencePool>(poolId, stop) is null)
        {
            return Problem.Of("resource/not-found");
        }

        if (start >= end || end - start > Longest)
        {
            return Problem.Of(PoolPeriod.NotAPeriod.With("days", Longest.Days));
        }

        var hours = await session.HoursOf(poolId, new(start, end), instant, stop);
        return Answer.Ok(new PoolConcurrencyView(
            start, end, instant, hours.Max(hour => (int?)hour.PeakUsed) ?? 0, hours.Max(hour => (int?)hour.PeakLeased) ?? 0, hours.Sum(hour => hour.Refused),
            [.. hours.Select(PoolHourView.Of)]));
    }
}
