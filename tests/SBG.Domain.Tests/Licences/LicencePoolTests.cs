using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using Xunit;
using static SBG.Domain.Tests.Licences.Pools;

namespace SBG.Domain.Tests.Licences;

public sealed class LicencePoolTests
{
    [Fact]
    public void A_pool_is_opened_on_a_known_price_plan()
    {
        var command = new CreateLicencePool(Pool, "Courriel", "Exchange", Plan);
        CreateLicencePool.Decide(command, null, planExists: true).Events.Should().Equal(new LicencePoolCreated(Pool, "Courriel", "Exchange", Plan));
        CreateLicencePool.Decide(command, null, planExists: false).Refusal!.Code.Should().Be("licences/unknown-price-plan");
        CreateLicencePool.Decide(command, Given(), planExists: true).Should().Be((Decision<LicencePool>)Decision.Nothing);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(PurchaseSeats.MostAtOnce + 1)]
    public void A_purchase_is_of_a_sensible_quantity(int quantity) =>
        PurchaseSeats.Decide(new(quantity), Given(), Now).Refusal!.Code.Should().Be("licences/not-a-quantity");

    [Fact]
    public void Bought_seats_are_available()
    {
        PurchaseSeats.Decide(new(3), Given(), Now).Events.Should().Equal(new SeatsPurchased(3));
        Given(new SeatsPurchased(3), new SeatsPurchased(2)).Balance.Should().Be(new PoolBalance(5, 0, 0));
        PurchaseSeats.Decide(new(1), Given(new SeatsPurchased(PurchaseSeats.MostInPool)), Now).Refusal!.Code.Should().Be("licences/not-a-quantity");
    }

    [Fact]
    public void The_last_seat_is_the_last()
    {
        var pool = Given(new SeatsPurchased(1), new SeatAssigned(Seat(1), Client, null, false));
        AssignSeats.Decide(new([Seat(2)], Client, null), pool).Refusal!.Code.Should().Be("licences/no-seat-left");
        AssignSeats.Decide(new([Seat(2)], Client, null), Given(new SeatsPurchased(1))).Events.Should().Equal(new SeatAssigned(Seat(2), Client, null, false));
    }

    [Fact]
    public void Several_seats_are_taken_together_or_not_at_all()
    {
        var pool = Given(new SeatsPurchased(2));
        AssignSeats.Decide(new([Seat(1), Seat(2), Seat(3)], Client, Order), pool).Refusal.Should().NotBeNull();
        AssignSeats.Decide(new([Seat(1), Seat(2)], Client, Order), pool).Events.Should().HaveCount(2);
    }

    [Fact]
    public void What_is_reserved_is_for_its_order_only()
    {
        var pool = Given(new SeatsPurchased(2), new SeatsReserved(Order, 2));
        pool.Balance.Available.Should().Be(0);
        AssignSeats.Decide(new([Seat(1)], Client, Other), pool).Refusal!.Code.Should().Be("licences/no-seat-left");
        AssignSeats.Decide(new([Seat(1)], Client, Order), pool).Events.Should().Equal(new SeatAssigned(Seat(1), Client, Order, true));
    }

    [Fact]
    public void An_order_takes_its_reserved_seats_first_and_then_free_ones()
    {
        var pool = Given(new SeatsPurchased(3), new SeatsReserved(Order, 1));
        AssignSeats.Decide(new([Seat(1), Seat(2)], Client, Order), pool).Events.Should().Equal(
            new SeatAssigned(Seat(1), Client, Order, true), new SeatAssigned(Seat(2), Client, Order, false));
    }

    [Fact]
    public void Seats_are_reserved_once_for_an_order()
    {
        ReserveSeats.Decide(new(Order, 2, Client), Given(new SeatsPurchased(2))).Events.Should().Equal(new SeatsReserved(Order, 2, Client));
        ReserveSeats.Decide(new(Order, 3, Client), Given(new SeatsPurchased(2))).Refusal!.Code.Should().Be("licences/no-seat-left");
        ReserveSeats.Decide(new(Order, 2, Client), Given(new SeatsPurchased(4), new SeatsReserved(Order, 2))).Should().Be((Decision<LicencePool>)Decision.Nothing);
    }

    [Fact]
    public void A_reservation_is_cancelled_for_what_is_left_of_it()
    {
        var pool = Given(new SeatsPurchased(3), new SeatsReserved(Order, 3), new SeatAssigned(Seat(1), Client, Order, true));
        CancelReservation.Decide(new(Order), pool).Events.Should().Equal(new ReservationCancelled(Order, 2));
        var after = LicencePool.Evolve(pool, new ReservationCancelled(Order, 2), Now)!;
        after.Balance.Should().Be(new PoolBalance(3, 0, 1));
        after.SetAside.Should().BeEmpty();
        CancelReservation.Decide(new(Order), after).Should().Be((Decision<LicencePool>)Decision.Nothing);
    }

    [Fact]
    public void A_released_seat_is_free_again()
    {
        var pool = Given(new SeatsPurchased(1), new SeatAssigned(Seat(1), Client, null, false));
        ReleaseSeat.Decide(new(Seat(1), Client), pool).Events.Should().Equal(new SeatReleased(Seat(1), Client));
        Given(new SeatsPurchased(1), new SeatAssigned(Seat(1), Client, null, false), new SeatReleased(Seat(1), Client)).Balance.Available.Should().Be(1);
        ReleaseSeat.Decide(new(Seat(1), Client), Given(new SeatsPurchased(1))).Refusal!.Code.Should().Be("licences/no-seat-held");
    }
}
