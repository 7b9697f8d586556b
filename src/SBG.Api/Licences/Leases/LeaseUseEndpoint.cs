using Marten;
using NodaTime;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Leases;
using SBG.Projections.Licences;

namespace SBG.Api.Licences.Leases;

/// <summary>How a client used the shared licences of one pool on one day.</summary>
/// <param name="PoolId">The pool.</param>
/// <param name="Day">The day, in the client's zone.</param>
/// <param name="Leases">How many leases were used.</param>
/// <param name="LeaseHours">For how long in all, to the ten-thousandth of an hour: one seat for one hour is 1.</param>
/// <param name="Peak">The most at once.</param>
/// <param name="PeakAt">When that was first so.</param>
public sealed record LeaseDayView(Guid PoolId, DateOnly Day, int Leases, decimal LeaseHours, int Peak, DateTimeOffset? PeakAt);

/// <summary>How a client used shared licences.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="AsOf">What runs is told up to here.</param>
/// <param name="Days">By pool and day; days without use are left out.</param>
public sealed record LeaseUseView(DateOnly From, DateOnly To, DateTimeOffset AsOf, IReadOnlyList<LeaseDayView> Days);

/// <summary>How a client used shared licences, by pool and day: hours and peaks, from the leases alone.</summary>
public static class LeaseUseEndpoint
{
    private const int Longest = 62;

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/v1/clients/{clientId}/leases/use", Read).Reads<LeaseUseView>(
            "GetLeaseUse", "Read for how long, and how many at once, a client used shared licences, by pool and day in its zone: the last week when nothing is said, 62 days at most.",
            Role.ClientManager, Role.Agent, Role.ServiceManager, Role.Finance, Role.Auditor);

    private static async Task<IResult> Read(string clientId, DateOnly? from, DateOnly? to, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        if (await session.LoadAsync<Client>(Client.StreamOf(clientId), stop) is not { } client)
        {
            return Problem.Of("resource/not-found");
        }

        var (now, zone) = (clock.Now(), DateTimeZoneProviders.Tzdb[client.TimeZone]);
        var last = to ?? LocalDay.Of(now, zone);
        var first = from ?? last.AddDays(-6);
        if (first > last || last.DayNumber - first.DayNumber >= Longest)
        {
            return Problem.Of(PoolPeriod.NotAPeriod.With("days", Longest));
        }

        var uses = await session.LeasesUsedIn(new(LocalDay.Start(first, zone), LocalDay.Start(last.AddDays(1), zone)), now, stop);
        var days =
            from pool in uses.GroupBy(use => use.PoolId)
            orderby pool.Key
            from number in Enumerable.Range(0, last.DayNumber - first.DayNumber + 1)
            let day = first.AddDays(number)
            let span = new Domain.Kernel.Period(LocalDay.Start(day, zone), LocalDay.Start(day.AddDays(1), zone))
            let used = pool.Where(use => use.Used.Intersect(span) is not null).Select(use => use.Used).ToArray()
            where used.Length > 0
            select Day(pool.Key, day, used.Length, Concurrency.Of(used, span));
        return Answer.Ok(new LeaseUseView(first, last, now, [.. days]));
    }

    private static LeaseDayView Day(Guid poolId, DateOnly day, int leases, Concurrency use) =>
        new(poolId, day, leases, Math.Round((decimal)use.Time.Ticks / TimeSpan.TicksPerHour, 4, MidpointRounding.AwayFromZero), use.Peak, use.PeakAt);
}
