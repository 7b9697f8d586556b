using CsCheck;
using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Leases;
using Xunit;
using static SBG.Domain.Tests.Licences.Pools;

namespace SBG.Domain.Tests.Licences;

/// <summary>The line in front of a shared pool.</summary>
public sealed class LeaseLineTests
{
    private static readonly LicencePool Empty = LicencePool.Evolve(null, new LicencePoolCreated(Pool, "Dessin", "Dessin", Plan, PoolKind.Shared), Now)!;

    [Fact]
    public void Who_waits_keeps_a_place_and_who_leaves_gives_it_up()
    {
        var full = With(Empty, new SeatsPurchased(1), new SeatLeased(Seat(1), Client));
        QueueLease.Decide(new(Seat(2), Client), full).Events.Should().Equal(new LeaseQueued(Seat(2), Client));
        With(full, new LeaseQueued(Seat(2), Client)).Waiting.Should().Be(1);
        With(full, new LeaseQueued(Seat(2), Client), new LeaseUnqueued(Seat(2), Client)).Waiting.Should().Be(0);
        With(full, new LeaseQueued(Seat(2), Client), new SeatLeased(Seat(2), Client, Now)).Waiting.Should().Be(0);
        QueueLease.Decide(new(Seat(2), Client), full with { Waiting = QueueLease.MostWaiting }).Refusal!.Code.Should().Be("licences/line-full");
        WithdrawLease.Decide(Waiting(2, Client)).Events.Should().Equal(new LeaseWithdrawn());
        WithdrawLease.Decide(Lease(Waiting(2, Client), new LeaseWithdrawn())).Refusal!.Code.Should().Be("licences/not-waiting");
    }

    [Fact]
    public void A_seat_that_is_kept_is_taken_in_time_or_passes_on()
    {
        var offered = Lease(Waiting(2, Client), new LeaseOffered(Now.AddMinutes(5)));
        (offered.Status, offered.Ticket, offered.HeldUntil).Should().Be((LeaseStatus.Offered, null, Now.AddMinutes(5)));
        TakeLease.Decide(new(Now.AddMinutes(30)), offered).Events.Should().Equal(new LeaseTaken(Now.AddMinutes(30)));
        TakeLease.Decide(new(Now.AddMinutes(30)), Waiting(2, Client)).Refusal!.Code.Should().Be("licences/nothing-kept");
        RenewLease.Decide(new(Now.AddMinutes(30)), offered).Refusal!.Code.Should().Be("licences/lease-not-taken");
        ReleaseLease.Decide(offered).Events.Should().Equal(new LeaseReleased());
        var passed = offered.At(Now.AddMinutes(5));
        (passed.Status, passed.EndedAt).Should().Be((LeaseStatus.Passed, Now.AddMinutes(5)));
        offered.Lapse(Now.AddMinutes(5))!.Value.Ending.Should().Be(LeaseEnding.NotTaken);
        TakeLease.Decide(new(Now.AddMinutes(30)), passed).Refusal!.Code.Should().Be("licences/nothing-kept");
        Lease(offered, new LeaseTaken(Now.AddMinutes(30))).At(Now.AddMinutes(30)).Status.Should().Be(LeaseStatus.Expired);
    }

    [Fact]
    public void The_wait_is_estimated_by_what_the_last_leases_lasted()
    {
        TimeSpan[] lengths = [TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(40)];
        WaitEstimate.Of(1, 10, lengths).Should().Be(TimeSpan.FromMinutes(3));
        WaitEstimate.Of(7, 10, lengths).Should().Be(TimeSpan.FromMinutes(21));
        WaitEstimate.Of(1, 7, lengths).Should().Be(TimeSpan.FromSeconds(258), "rounded up to the second");
        WaitEstimate.Of(1, 0, lengths).Should().BeNull();
        WaitEstimate.Of(1, 10, []).Should().BeNull();
    }

    [Fact]
    public void No_seat_is_free_while_someone_who_may_have_it_waits_and_each_client_is_served_in_order() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[0, 3], Gen.Select(Gen.Int[0, 1], Gen.Int[0, 2], Gen.Int[0, 9]).Array[0, 60]).Sample((seats, guaranteed, story) =>
        {
            string[] clients = ["alpha", "beta", "gamma"];
            var pool = With(Empty, new SeatsPurchased(seats), new SeatsAllotted("alpha", new(Math.Min(guaranteed, seats))), new SeatsAllotted("beta", new(0, Domain.Licences.Allotments.OverflowRule.UpTo, 2)));
            var (line, held, served) = (new List<LicenceLease>(), new List<LicenceLease>(), new List<LicenceLease>());
            for (var i = 0; i < story.Length; i++)
            {
                var (verb, who, which) = story[i];
                if (verb == 0)
                {
                    var lease = Waiting(i + 1, clients[who]);
                    if (LeaseSeat.Decide(new(lease.Id, lease.ClientId), pool) is { Refusal: null } granted)
                    {
                        pool = With(pool, [.. granted.Events]);
                        held.Add(lease);
                    }
                    else
                    {
                        pool = With(pool, new LeaseQueued(lease.Id, lease.ClientId));
                        line.Add(lease);
                    }
                }
                else if (held.Count > 0)
                {
                    var lease = held[which % held.Count];
                    held.Remove(lease);
                    pool = With(pool, new SeatLeaseEnded(lease.Id, lease.ClientId, LeaseEnding.Released));
                }

                while (ServeLine.Next(pool, line) is { } next)
                {
                    pool = With(pool, new SeatLeased(next.Id, next.ClientId, Now));
                    line.Remove(next);
                    held.Add(next);
                    served.Add(next);
                }

                pool.Waiting.Should().Be(line.Count);
                pool.Balance.Leased.Should().Be(held.Count).And.BeLessThanOrEqualTo(seats);
                line.Should().NotContain(lease => LeaseSeat.Decide(new(lease.Id, lease.ClientId), pool).Refusal == null);
            }

            foreach (var client in clients)
            {
                served.Where(lease => lease.ClientId == client).Select(lease => lease.AskedAt).Should().BeInAscendingOrder();
                line.Should().NotContain(lease => lease.ClientId == client && served.Any(other => other.ClientId == client && other.AskedAt > lease.AskedAt));
            }
        }, iter: 1_000);

    private static LicencePool With(LicencePool pool, params EventOf<LicencePool>[] history) => history.Aggregate(pool, (folded, e) => LicencePool.Evolve(folded, e, Now)!);

    private static LicenceLease Waiting(int ticket, string client) =>
        LicenceLease.Evolve(null, new LeaseRequested(Seat(ticket), Pool, client, Person, ticket), Now.AddSeconds(ticket))!;

    private static LicenceLease Lease(LicenceLease lease, params EventOf<LicenceLease>[] history) => history.Aggregate(lease, (folded, e) => LicenceLease.Evolve(folded, e, Now)!);
}
