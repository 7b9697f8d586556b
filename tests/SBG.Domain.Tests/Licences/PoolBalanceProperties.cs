using CsCheck;
using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using Xunit;
using static SBG.Domain.Tests.Licences.Pools;

namespace SBG.Domain.Tests.Licences;

/// <summary>Whatever is asked in whatever order, the pool's decisions keep its balance right.</summary>
public sealed class PoolBalanceProperties
{
    private static readonly Gen<(int Verb, int Order, int Quantity)[]> Stories =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[1, 5]).Array[0, 60];

    [Fact]
    public void No_seat_is_given_twice_and_none_is_lost() => Stories.Sample(story =>
    {
        var pool = Given();
        var held = new Stack<Guid>();
        var history = new List<EventOf<LicencePool>>();
        foreach (var (verb, order, quantity) in story)
        {
            var decision = Decide(pool, verb, Seat(-order), quantity, held, history.Count);
            foreach (var happened in decision.Events)
            {
                history.Add(happened);
                pool = LicencePool.Evolve(pool, happened, Now)!;
                if (happened is SeatAssigned given)
                {
                    held.Push(given.AssignmentId);
                }
                else if (happened is SeatReleased)
                {
                    held.Pop();
                }
            }

            pool.Balance.Available.Should().BeGreaterThanOrEqualTo(0);
            pool.Balance.Reserved.Should().Be(pool.SetAside.Values.Sum(reservation => reservation.Quantity)).And.BeGreaterThanOrEqualTo(0);
            pool.Balance.Assigned.Should().Be(held.Count);
            pool.SetAside.Values.Should().NotContain(left => left.Quantity <= 0);
        }

        var backwards = pool.Balance;
        for (var i = history.Count - 1; i >= 0; i--)
        {
            backwards -= PoolBalance.Movement(history[i]);
        }

        backwards.Should().Be(default(PoolBalance), "a ledger read from the newest entry ends at nothing");
    }, iter: 2_000);

    private static Decision<LicencePool> Decide(LicencePool pool, int verb, Guid order, int quantity, Stack<Guid> held, int n) => verb switch
    {
        0 => PurchaseSeats.Decide(new(quantity), pool, Now),
        1 => ReserveSeats.Decide(new(order, quantity, Client), pool),
        2 => CancelReservation.Decide(new(order), pool),
        3 => AssignSeats.Decide(new([.. Enumerable.Range(0, quantity).Select(i => Seat((n * 10) + i + 1))], Client, order), pool),
        _ => ReleaseSeat.Decide(new(held.TryPeek(out var seat) ? seat : Seat(0), Client), pool),
    };
}
