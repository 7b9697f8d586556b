using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Allotments;
using SBG.Domain.Licences.Purchases;
using Xunit;
using static SBG.Domain.Tests.Licences.Pools;

namespace SBG.Domain.Tests.Licences;

public sealed class TermTests
{
    private static readonly Guid First = Guid.Parse("0190a000-0000-7000-8000-000000000021");
    private static readonly Guid Second = Guid.Parse("0190a000-0000-7000-8000-000000000022");
    private static readonly PurchaseTerms Year = new(First, null, Now.AddDays(365), new(120m), "Fournisseur fictif", "C-1");

    [Fact]
    public void Seats_of_a_term_that_ended_count_no_longer_whether_or_not_it_is_recorded()
    {
        var pool = Given(new SeatsPurchased(5, Year), new SeatsPurchased(2));
        pool.At(Now.AddDays(365).AddTicks(-1)).Balance.Purchased.Should().Be(7);
        pool.At(Now.AddDays(365)).Balance.Purchased.Should().Be(2);
        Lapse.Until(pool, Now.AddDays(400)).Should().Equal(new Lapse(new SeatTermEnded(First, 5), Now.AddDays(365)));
        Lapse.Until(pool.At(Now.AddDays(400)), Now.AddDays(500)).Should().BeEmpty("it ends once");
    }

    [Fact]
    public void A_term_to_come_counts_from_its_first_instant_on()
    {
        var later = new PurchaseTerms(First, Now.AddDays(1), Now.AddDays(2));
        PurchaseSeats.Decide(new(3, later), Given(), Now).Events.Should().Equal(new SeatsPurchased(3, later, Pending: true));
        var pool = Given(new SeatsPurchased(3, later, Pending: true));
        pool.Balance.Purchased.Should().Be(0);
        pool.At(Now.AddDays(1)).Balance.Purchased.Should().Be(3);
        pool.At(Now.AddDays(2)).Balance.Purchased.Should().Be(0);
        PurchaseSeats.Decide(new(3, later with { EndsAt = Now }), Given(), Now).Refusal!.Code.Should().Be("licences/not-a-term");
        PurchaseSeats.Decide(new(3, later with { EndsAt = later.StartsAt }), Given(), Now).Refusal!.Code.Should().Be("licences/not-a-term");
        PurchaseSeats.Decide(new(3, later with { UnitPrice = new(0.001m) }), Given(), Now).Refusal!.Code.Should().Be("licences/not-a-price");
    }

    [Fact]
    public void A_renewal_follows_without_a_gap_and_once()
    {
        var pool = Given(new SeatsPurchased(5, Year));
        var renewed = RenewSeats.Decide(new(First, Second, Now.AddDays(730)), pool, Now).Events;
        renewed.Should().Equal(new SeatsPurchased(5, Year with { PurchaseId = Second, StartsAt = Year.EndsAt, EndsAt = Now.AddDays(730) }, Pending: true, Renews: First));
        var after = LicencePool.Evolve(pool, renewed[0], Now)!;
        after.At(Now.AddDays(365)).Balance.Purchased.Should().Be(5);
        RenewSeats.Decide(new(First, Seat(1), Now.AddDays(730)), after, Now).Refusal!.Code.Should().Be("licences/nothing-to-renew");
        RenewSeats.Decide(new(Seat(9), Seat(1), Now.AddDays(730)), after, Now).Refusal!.Code.Should().Be("licences/unknown-purchase");
    }

    [Fact]
    public void Over_use_is_found_by_the_ledger_or_by_the_vendors_count_and_bought_exactly()
    {
        var held = Given(new SeatsPurchased(2, Year), new SeatAssigned(Seat(1), Client, null, false), new SeatAssigned(Seat(2), Client, null, false)).At(Now.AddDays(365));
        (held.Overused, held.Balance.Available).Should().Be((2, 0));
        var terms = new PurchaseTerms(Second, null, Now.AddDays(700));
        TrueUpSeats.Decide(new(terms), held, Now.AddDays(366)).Events.Should().Equal(new SeatsPurchased(2, terms, TrueUp: true));

        var counted = Given(new SeatsPurchased(2), new UseCounted(5));
        counted.Overused.Should().Be(3);
        TrueUpSeats.Decide(new(terms), Given(new SeatsPurchased(2), new UseCounted(2)), Now).Refusal!.Code.Should().Be("licences/nothing-overused");
        CountUse.Decide(new(5), counted).Should().Be((Decision<LicencePool>)Decision.Nothing);
        CountUse.Decide(new(4), counted).Events.Should().Equal(new UseCounted(4));
    }

    [Fact]
    public void A_reservation_ends_by_itself()
    {
        var pool = Given(new SeatsPurchased(2), new SeatsReserved(Order, 2, Client, Now.AddDays(30)), new SeatAssigned(Seat(1), Client, Order, true));
        pool.At(Now.AddDays(30).AddTicks(-1)).Balance.Should().Be(new PoolBalance(2, 1, 1));
        var after = pool.At(Now.AddDays(30));
        after.Balance.Should().Be(new PoolBalance(2, 0, 1));
        after.Share(Client).Should().Be(new PoolBalance(0, 0, 1));
        after.ReservedFor(Order).Should().Be(0);
    }

    [Fact]
    public void A_guarantee_is_kept_free_for_its_client_and_a_ceiling_holds()
    {
        var pool = Given(new SeatsPurchased(5), new SeatsAllotted(Client, new(3)), new SeatsAllotted("autre", new(0, OverflowRule.UpTo, 1)));
        Room.For(pool, Client).Seats.Should().Be(5);
        Room.For(pool, "tiers").Seats.Should().Be(2);
        AssignSeats.Decide(new([Seat(1), Seat(2), Seat(3)], "tiers", null), pool).Refusal!.Code.Should().Be("licences/no-seat-left");
        AssignSeats.Decide(new([Seat(1), Seat(2)], "autre", null), pool).Refusal!.Code.Should().Be("licences/client-at-ceiling");
        ReserveSeats.Decide(new(Order, 3, "tiers"), pool).Refusal!.Code.Should().Be("licences/no-seat-left");
        Room.For(Given(new SeatsPurchased(5), new SeatsAllotted(Client, new(3, OverflowRule.None))), Client).Seats.Should().Be(3);
    }

    [Fact]
    public void A_guarantee_is_given_only_when_it_can_be_used()
    {
        var pool = Given(new SeatsPurchased(5), new SeatAssigned(Seat(1), "autre", null, false), new SeatAssigned(Seat(2), Client, null, false));
        AllotSeats.Decide(new(Client, new(4)), pool, true).Events.Should().Equal(new SeatsAllotted(Client, new(4)));
        AllotSeats.Decide(new(Client, new(5)), pool, true).Refusal!.Code.Should().Be("licences/too-much-guaranteed");
        AllotSeats.Decide(new(Client, new(1)), pool, false).Refusal!.Code.Should().Be("licences/unknown-client");
        AllotSeats.Decide(new(Client, new(2, OverflowRule.UpTo, 1)), pool, true).Refusal!.Code.Should().Be("licences/not-an-allotment");
        AllotSeats.Decide(new(Client, new(2, OverflowRule.None, 3)), pool, true).Refusal!.Code.Should().Be("licences/not-an-allotment");
        AllotSeats.Decide(new(Client, Allotment.Common), pool, true).Should().Be((Decision<LicencePool>)Decision.Nothing);
        Given(new SeatsAllotted(Client, new(0, OverflowRule.None)), new SeatsAllotted(Client, Allotment.Common)).Allotments.Should().BeEmpty();
    }

    [Fact]
    public void A_seat_of_a_device_pool_names_its_device()
    {
        var devices = LicencePool.Evolve(null, new LicencePoolCreated(Pool, "Postes", "Système", Plan, PoolKind.DeviceSeats), Now)!;
        HoldLicence.Decide(new(Seat(1), Person), null, devices, false).Refusal!.Code.Should().Be("licences/device-missing");
        HoldLicence.Decide(new(Seat(1), Person, Device: "P-1"), null, Given(), false).Refusal!.Code.Should().Be("licences/no-device-seat");
        HoldLicence.Decide(new(Seat(1), Person, Device: "P-1"), null, devices, false).Events.Should().Equal(new LicenceAssigned(Seat(1), Pool, Person, null, null, Plan, "P-1"));
    }
}
