using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Leases;
using SBG.Domain.Licences.Purchases;
using Xunit;
using static SBG.Domain.Tests.Licences.Pools;

namespace SBG.Domain.Tests.Licences;

public sealed class LeaseTests
{
    private static readonly LicencePool Empty = LicencePool.Evolve(null, new LicencePoolCreated(Pool, "Dessin", "Dessin", Plan, PoolKind.Shared), Now)!;

    [Fact]
    public void A_seat_is_lent_while_one_is_left()
    {
        var pool = Shared(new SeatsPurchased(1));
        LeaseSeat.Decide(new(Seat(1), Client), pool).Events.Should().Equal(new SeatLeased(Seat(1), Client));
        var full = Shared(new SeatsPurchased(1), new SeatLeased(Seat(1), Client));
        full.Balance.Should().Be(new PoolBalance(1, 0, 0, 1));
        full.Share(Client).Used.Should().Be(1);
        var refusal = LeaseSeat.Decide(new(Seat(2), Client), full).Refusal!;
        (refusal.Code, LeaseSeat.IsWantOfSeats(refusal)).Should().Be(("licences/no-seat-left", true));
        LeaseSeat.IsWantOfSeats(LeaseSeat.Decide(new(Seat(1), Client), Given(new SeatsPurchased(1))).Refusal!).Should().BeFalse("a named seat is not lent");
        Shared(new SeatsPurchased(1), new SeatLeased(Seat(1), Client), new SeatLeaseEnded(Seat(1), Client, LeaseEnding.Released)).Balance.Available.Should().Be(1);
    }

    [Fact]
    public void What_is_lent_counts_for_what_was_guaranteed()
    {
        var pool = Shared(new SeatsPurchased(2), new SeatsAllotted("beta", new(1)), new SeatLeased(Seat(1), Client));
        LeaseSeat.Decide(new(Seat(2), Client), pool).Refusal!.Code.Should().Be("licences/no-seat-left");
        LeaseSeat.Decide(new(Seat(2), "beta"), pool).Events.Should().ContainSingle();
    }

    [Fact]
    public void A_lease_ends_by_itself_at_its_instant_and_not_before()
    {
        var lease = Lease();
        lease.At(Now.AddMinutes(30).AddTicks(-1)).Status.Should().Be(LeaseStatus.Active);
        var over = lease.At(Now.AddMinutes(30));
        (over.Status, over.EndedAt, over.HeldUntil).Should().Be((LeaseStatus.Expired, Now.AddMinutes(30), null));
        over.At(Now.AddDays(1)).Should().Be(over);
        RenewLease.Decide(new(Now.AddHours(2)), over).Refusal!.Code.Should().Be("licences/lease-over");
        ReleaseLease.Decide(over).Refusal!.Code.Should().Be("licences/lease-over");
    }

    [Fact]
    public void A_lease_that_is_used_ends_later()
    {
        RenewLease.Decide(new(Now.AddHours(1)), Lease()).Events.Should().Equal(new LeaseRenewed(Now.AddHours(1)));
        RenewLease.Decide(new(Now.AddMinutes(30)), Lease()).Should().Be((Decision<LicenceLease>)Decision.Nothing);
        Lease(new LeaseRenewed(Now.AddHours(1))).At(Now.AddMinutes(45)).Status.Should().Be(LeaseStatus.Active);
        ReleaseLease.Decide(Lease()).Events.Should().Equal(new LeaseReleased());
    }

    [Fact]
    public void Nobody_borrows_who_is_not_there()
    {
        var command = new GrantLease(Seat(1), Pool, Client, Person, Now.AddHours(1));
        GrantLease.Decide(command, departed: false).Events.Should().Equal(new LeaseGranted(Seat(1), Pool, Client, Person, Now.AddHours(1)));
        GrantLease.Decide(command, departed: null).Refusal!.Code.Should().Be("licences/unknown-person");
        GrantLease.Decide(command, departed: true).Refusal!.Code.Should().Be("licences/person-departed");
    }

    [Fact]
    public void A_lease_lasts_as_long_as_the_seats_that_are_bought()
    {
        var drop = Now.AddMinutes(20);
        var pool = Shared(new SeatsPurchased(1, new PurchaseTerms(Seat(8))), new SeatsPurchased(1, new PurchaseTerms(Seat(9), EndsAt: drop)));
        LeaseEnd.Drops(pool, Now).Should().Equal(drop);
        LeaseEnd.Of(pool, Now, new Dictionary<DateTimeOffset, int> { [drop] = 0 }).Should().Be(Now.AddMinutes(30));
        LeaseEnd.Of(pool, Now, new Dictionary<DateTimeOffset, int> { [drop] = 1 }).Should().Be(drop);
        LeaseEnd.Drops(pool, drop).Should().BeEmpty();
    }

    [Fact]
    public void Leases_that_lapsed_are_recorded_in_order_between_seats_that_come_and_seats_that_go()
    {
        var (pool, lease) = (Shared(new SeatsPurchased(1, new PurchaseTerms(Seat(8), EndsAt: Now.AddMinutes(30))), new SeatLeased(Seat(1), Client)), Lease());
        Lapse.Until(pool, Now.AddMinutes(29), lease).Should().BeEmpty();
        Lapse.Until(pool, Now.AddMinutes(31), lease).Should().Equal(
            new Lapse(new SeatLeaseEnded(Seat(1), Client, LeaseEnding.Expired), Now.AddMinutes(30)),
            new Lapse(new SeatTermEnded(Seat(8), 1), Now.AddMinutes(30)));
        pool.At(Now.AddMinutes(31), lease).Balance.Should().Be(default(PoolBalance));
    }

    [Fact]
    public void Terms_are_told_of_shared_pools_only()
    {
        var terms = new LeaseTerms(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        SetLeaseTerms.Decide(new(terms), Empty).Events.Should().Equal(new LeaseTermsSet(terms));
        SetLeaseTerms.Decide(new(terms), Shared(new LeaseTermsSet(terms))).Should().Be((Decision<LicencePool>)Decision.Nothing);
        SetLeaseTerms.Decide(new(terms), Given()).Refusal!.Code.Should().Be("licences/not-shared");
        SetLeaseTerms.Decide(new(new(TimeSpan.Zero, terms.TakeWithin)), Empty).Refusal!.Code.Should().Be("licences/not-lease-terms");
        HoldLicence.Decide(new(Seat(1), Person), null, Empty, departed: false).Refusal!.Code.Should().Be("licences/shared-pool");
        ReserveSeats.Decide(new(Order, 1, Client), Shared(new SeatsPurchased(1))).Refusal!.Code.Should().Be("licences/shared-pool");
    }

    private static LicencePool Shared(params EventOf<LicencePool>[] history) => history.Aggregate(Empty, (pool, e) => LicencePool.Evolve(pool, e, Now)!);

    private static LicenceLease Lease(params EventOf<LicenceLease>[] history) => history.Aggregate(
        LicenceLease.Evolve(null, new LeaseGranted(Seat(1), Pool, Client, Person, Now.AddMinutes(30)), Now)!, (lease, e) => LicenceLease.Evolve(lease, e, Now)!);
}
