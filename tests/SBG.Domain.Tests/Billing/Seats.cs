using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using SBG.Domain.Billing;
using static SBG.Domain.Billing.SeatChangeKind;

namespace SBG.Domain.Tests.Billing;

/// <summary>Generators of seats around the changes of the clocks.</summary>
internal static class Seats
{
    private static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly Guid[] Pools = [.. Enumerable.Range(1, 2).Select(n => Id(100 + n))];
    public static readonly Guid[] Plans = [.. Enumerable.Range(1, 2).Select(n => Id(200 + n))];

    public static readonly Gen<DateTimeOffset> Instant = Gen.Long[0, 90 * TimeSpan.TicksPerDay].Select(ticks => Start.AddTicks(ticks));

    public static readonly Gen<DateTimeZone> Zone =
        Gen.OneOf("America/Toronto", "America/St_Johns", "UTC", "Europe/Paris", "Australia/Lord_Howe").Select(id => DateTimeZoneProviders.Tzdb[id]);

    /// <summary>What happens to one seat: assigned, then anything, released or not.</summary>
    public static readonly Gen<SeatChange[]> Changing =
        Gen.Select(
            Instant,
            Gen.Select(Gen.OneOf(Suspended, Resumed, Released), Instant, (kind, at) => new SeatChange(kind, at)).Array[0, 5],
            (at, later) => (SeatChange[])[new(Assigned, at), .. later]);

    public static readonly Gen<SeatHistory[]> Several =
        Gen.Select(Changing, Gen.OneOf(Pools), Gen.OneOf(Plans), (changes, pool, plan) => (changes, pool, plan)).Array[0, 6]
            .Select(all => all.Select((seat, n) => Of(Id(n), seat.changes) with { PoolId = seat.pool, PricePlanId = seat.plan }).ToArray());

    public static SeatHistory Of(Guid id, SeatChange[] changes) => new(id, Pools[0], Plans[0], ImmutableArray.Create(changes));

    private static Guid Id(int n) => Guid.Parse($"0190a000-0000-7000-8000-{n:x12}");
}
