using CsCheck;
using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Allotments;
using Xunit;
using static SBG.Domain.Tests.Licences.Pools;

namespace SBG.Domain.Tests.Licences;

/// <summary>Terms, reservations and guarantees over time: the balance of every instant follows from events and that instant, whoever recorded the ends and when.</summary>
public sealed class PoolLedgerProperties
{
    private static readonly string[] Clients = ["alpha", "beta", "gamma"];

    private static readonly Gen<(int Verb, int Who, int Quantity, int Wait)[]> Stories =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2], Gen.Int[0, 6], Gen.Int[0, 20]).Array[0, 50];

    [Fact]
    public void The_balance_is_the_same_whether_or_not_ends_are_recorded_and_nothing_is_ever_oversold() => Stories.Sample(story =>
    {
        var (pool, now) = (Given(), Now);
        var ledger = new List<(EventOf<LicencePool> Happened, DateTimeOffset At)>();
        var held = new List<(Guid Id, string Client)>();
        for (var i = 0; i < story.Length; i++)
        {
            now = now.AddMinutes(story[i].Wait);
            Record(Lapse.Until(pool, now).Select(lapse => (lapse.Happened, lapse.At)));
            var (before, decision) = (pool, Decide(story[i], pool, now, held, i));
            Record(decision.Events.Select(happened => (happened, now)));
            foreach (var happened in decision.Events)
            {
                if (happened is SeatAssigned given)
                {
                    held.Add((given.AssignmentId, given.ClientId));
                }
                else if (happened is SeatReleased back)
                {
                    held.RemoveAll(seat => seat.Id == back.AssignmentId);
                }
            }

            if (pool.Balance.Used > before.Balance.Used)
            {
                pool.Balance.Used.Should().BeLessThanOrEqualTo(pool.Balance.Purchased, "nothing is given that is not bought");
                var promised = Clients.Sum(client => Math.Max(Guaranteed(pool, client), pool.Share(client).Used));
                var promisedBefore = Clients.Sum(client => Math.Max(Guaranteed(before, client), before.Share(client).Used));
                (promised <= pool.Balance.Purchased || promised == promisedBefore).Should().BeTrue("what is guaranteed to others is kept free");
            }

            foreach (var client in Clients)
            {
                pool.Share(client).Used.Should().BeGreaterThanOrEqualTo(0);
            }

            Clients.Sum(client => pool.Share(client).Used).Should().Be(pool.Balance.Used);
        }

        // Folded to any instant, the ledger tells what its intervals tell, and recording the ends moved nothing.
        var later = now.AddMinutes(30);
        for (var at = Now; at <= later; at = at.AddMinutes(7))
        {
            var recorded = ledger.Where(entry => entry.At <= at && !Lapse.IsOne(entry.Happened)).Aggregate(
                Given(), (folded, entry) => LicencePool.Evolve(folded.At(entry.At), entry.Happened, entry.At)!);
            var whole = ledger.Where(entry => entry.At <= at).Aggregate(Given(), (folded, entry) => LicencePool.Evolve(folded, entry.Happened, entry.At)!);
            recorded.At(at).Balance.Should().Be(whole.At(at).Balance);
            whole.Balance.Used.Should().BeGreaterThanOrEqualTo(0);
            whole.At(at).Balance.Purchased.Should().Be(Bought(ledger, at));
        }

        ledger.Should().BeInAscendingOrder(entry => entry.At);

        void Record(IEnumerable<(EventOf<LicencePool> Happened, DateTimeOffset At)> entries)
        {
            foreach (var (happened, at) in entries.ToArray())
            {
                ledger.Add((happened, at));
                pool = LicencePool.Evolve(pool, happened, at)!;
            }
        }
    }, iter: 1_000);

    [Fact]
    public void A_guarantee_can_always_be_used() => Gen.Select(Gen.Int[1, 20], Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 30]).Sample((bought, first, second, rush) =>
    {
        var pool = Given(new SeatsPurchased(bought));
        foreach (var (client, guaranteed) in new[] { ("alpha", first), ("beta", second) })
        {
            pool = AllotSeats.Decide(new(client, new(guaranteed)), pool, true).Events.Aggregate(pool, (folded, happened) => LicencePool.Evolve(folded, happened, Now)!);
        }

        pool.Allotments.Values.Sum(agreed => agreed.Guaranteed).Should().BeLessThanOrEqualTo(bought);
        for (var i = 0; i < rush; i++)
        {
            pool = AssignSeats.Decide(new([Seat(i)], "gamma", null), pool).Events.Aggregate(pool, (folded, happened) => LicencePool.Evolve(folded, happened, Now)!);
        }

        foreach (var (client, agreed) in pool.Allotments)
        {
            AssignSeats.Decide(new([.. Enumerable.Range(100, agreed.Guaranteed).Select(Seat)], client, null), pool).Refusal.Should().BeNull();
        }
    }, iter: 1_000);

    private static int Guaranteed(LicencePool pool, string client) => pool.Allotments.GetValueOrDefault(client, Allotment.Common).Guaranteed;

    private static int Bought(IEnumerable<(EventOf<LicencePool> Happened, DateTimeOffset At)> ledger, DateTimeOffset at) =>
        ledger.Where(entry => entry.At <= at).Select(entry => entry.Happened).OfType<SeatsPurchased>()
            .Where(bought => !(bought.Terms!.StartsAt > at) && !(bought.Terms.EndsAt <= at)).Sum(bought => bought.Quantity);

    private static Decision<LicencePool> Decide(
        (int Verb, int Who, int Quantity, int Wait) step, LicencePool pool, DateTimeOffset now, List<(Guid Id, string Client)> held, int n)
    {
        var client = Clients[step.Who];
        return step.Verb switch
        {
            0 => PurchaseSeats.Decide(
                new(step.Quantity, new(Seat(-n), step.Who == 0 ? now.AddMinutes(step.Quantity) : null, step.Who == 2 ? null : now.AddMinutes(15 + step.Wait))), pool, now),
            1 => ReserveSeats.Decide(new(Seat(1000 + n), step.Quantity, client, now.AddMinutes(step.Wait + 1)), pool),
            2 => CancelReservation.Decide(new(pool.SetAside.Keys.Select(Guid.Parse).FirstOrDefault()), pool),
            3 => AssignSeats.Decide(new([.. Enumerable.Range(0, step.Quantity).Select(i => Seat((n * 10) + i + 1))], client, null), pool),
            4 when held.Count > 0 => ReleaseSeat.Decide(new(held[^1].Id, held[^1].Client), pool),
            _ => AllotSeats.Decide(new(client, new(step.Quantity)), pool, true),
        };
    }
}
