using CsCheck;
using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Consumption;
using SBG.Domain.Licences.Purchases;
using Xunit;
using static SBG.Domain.Tests.Licences.Pools;

namespace SBG.Domain.Tests.Licences;

public sealed class ConsumptionTests
{
    private static readonly LicencePool Empty = LicencePool.Evolve(null, new LicencePoolCreated(Pool, "Signatures", "Signatures", Plan, PoolKind.Consumption), Now)!;

    [Fact]
    public void Units_are_used_up_as_long_as_some_are_left()
    {
        var pool = With(new SeatsPurchased(10));
        ConsumeUnits.Decide(new(Seat(1), Client, 10), pool).Events.Should().Equal(new UnitsConsumed(Seat(1), Client, 10));
        ConsumeUnits.Decide(new(Seat(1), Client, 11), pool).Refusal!.Code.Should().Be("licences/no-seat-left");
        var used = With(new SeatsPurchased(10), new UnitsConsumed(Seat(1), Client, 4));
        (used.Balance.Available, used.Balance.Consumed, used.Share(Client).Used).Should().Be((6, 4, 4));
        ConsumeUnits.Decide(new(Seat(1), Client, 1), Given(new SeatsPurchased(1))).Refusal!.Code.Should().Be("licences/not-consumption");
        HoldLicence.Decide(new(Seat(1), Person), null, pool, departed: false).Refusal!.Code.Should().Be("licences/consumption-pool");
        ReserveSeats.Decide(new(Order, 1, Client), pool).Refusal!.Code.Should().Be("licences/consumption-pool");
    }

    [Fact]
    public void Of_a_term_that_ends_only_what_was_not_used_up_is_lost_and_what_ends_first_is_used_first()
    {
        var pool = With(
            new SeatsPurchased(5, new PurchaseTerms(Seat(8))),
            new SeatsPurchased(10, new PurchaseTerms(Seat(9), EndsAt: Now.AddDays(30))),
            new UnitsConsumed(Seat(1), Client, 7));
        var after = pool.At(Now.AddDays(30));
        after.Balance.Should().Be(new PoolBalance(12, 0, 0, 0, 7));
        (after.Balance.Available, after.Overused).Should().Be((5, 0));
    }

    [Fact]
    public void What_is_left_is_what_a_count_unit_by_unit_leaves() =>
        Gen.Select(Gen.Select(Gen.Int[1, 9], Gen.Int[0, 40]).Array[1, 5], Gen.Int[1, 6].Array[0, 12]).Sample((bought, uses) =>
        {
            var pool = bought.Select((lot, n) => new SeatsPurchased(lot.Item1, new PurchaseTerms(Seat(n + 1), EndsAt: lot.Item2 == 0 ? null : Now.AddDays(lot.Item2))))
                .Aggregate(Empty, (folded, e) => LicencePool.Evolve(folded, e, Now)!);
            var units = bought.SelectMany((lot, n) => Enumerable.Repeat((End: lot.Item2 == 0 ? int.MaxValue : lot.Item2, n), lot.Item1)).OrderBy(unit => unit.End).ToList();
            for (var day = 0; day < uses.Length; day++)
            {
                units.RemoveAll(unit => unit.End <= day * 3);
                pool = pool.At(Now.AddDays(day * 3));
                var decision = ConsumeUnits.Decide(new(Seat(100 + day), Client, uses[day]), pool);
                (decision.Refusal is not null).Should().Be(uses[day] > units.Count);
                if (decision.Refusal is null)
                {
                    units.RemoveRange(0, uses[day]);
                    pool = LicencePool.Evolve(pool, decision.Events.Single(), Now.AddDays(day * 3))!;
                }

                (pool.Balance.Available, pool.Overused).Should().Be((units.Count, 0));
            }
        }, iter: 1_000);

    private static LicencePool With(params EventOf<LicencePool>[] history) => history.Aggregate(Empty, (pool, e) => LicencePool.Evolve(pool, e, Now)!);
}
