using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>Give a person the seat that was taken; recorded together with <see cref="SeatAssigned"/>.</summary>
/// <param name="AssignmentId">The new assignment.</param>
/// <param name="PersonId">Who holds the seat.</param>
/// <param name="OrderId">The provisioning order that gave it; null when none did.</param>
/// <param name="RequestId">The service request behind the order; null when there is none.</param>
/// <param name="PricePlanId">The plan by which it is charged: that of the ordered offer; null: the pool's.</param>
/// <param name="Device">The device that uses it, by its number in the inventory; null: the person.</param>
/// <param name="CostCentre">The cost centre that bears it; null: none is known.</param>
public sealed record HoldLicence(Guid AssignmentId, Guid PersonId, Guid? OrderId = null, Guid? RequestId = null, Guid? PricePlanId = null, string? Device = null, string? CostCentre = null)
{
    /// <summary>The client has no such person.</summary>
    public static readonly Refusal UnknownPerson = new("licences/unknown-person");

    /// <summary>The person has left the client.</summary>
    public static readonly Refusal PersonDeparted = new("licences/person-departed");

    /// <summary>A seat of the pool is a device's, and none was named.</summary>
    public static readonly Refusal DeviceMissing = new("licences/device-missing");

    /// <summary>A seat of the pool is a person's, not a device's.</summary>
    public static readonly Refusal NoDeviceSeat = new("licences/no-device-seat");

    /// <summary>The licences of the pool are lent for the time of use, not given.</summary>
    public static readonly Refusal SharedPool = new("licences/shared-pool");

    /// <summary>What the pool has is used up, not given.</summary>
    public static readonly Refusal ConsumptionPool = new("licences/consumption-pool");

    /// <summary>There is no such pool.</summary>
    public static readonly Refusal UnknownPool = new("licences/unknown-pool");

    /// <summary>The seat is told to be held from an instant that has not come.</summary>
    public static readonly Refusal InTheFuture = new("licences/in-the-future");

    /// <summary>The seat is told to be held for longer than can be corrected.</summary>
    public static readonly Refusal TooLongAgo = new("licences/too-long-ago");

    /// <summary>How far back an agent corrects.</summary>
    public static readonly TimeSpan Correctable = TimeSpan.FromDays(366);

    /// <summary>What forbids that a seat was held from an instant on.</summary>
    /// <param name="since">Since when it is said to be held (UTC); null: now.</param>
    /// <param name="now">UTC.</param>
    public static Refusal? Untimely(DateTimeOffset? since, DateTimeOffset now) =>
        since > now ? InTheFuture : since < now - Correctable ? TooLongAgo.With("days", Correctable.Days) : null;

    /// <summary>What forbids that a pool's seats are given or set aside.</summary>
    /// <param name="pool">The pool.</param>
    public static Refusal? NotGiven(LicencePool pool) => pool.Kind switch
    {
        PoolKind.Shared => SharedPool.With("pool", pool.Name),
        PoolKind.Consumption => ConsumptionPool.With("pool", pool.Name),
        _ => null,
    };

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="existing">The assignment of that id, if there is one: a retry records nothing twice.</param>
    /// <param name="pool">The pool of the seat.</param>
    /// <param name="departed">Whether the person has left; null when the client has no such person.</param>
    public static Decision<LicenceAssignment> Decide(HoldLicence command, LicenceAssignment? existing, LicencePool pool, bool? departed)
    {
        if (existing is not null)
        {
            return Decision.Nothing;
        }

        if (NotGiven(pool) is { } refusal)
        {
            return refusal;
        }

        // An order names the person who answers for the device; the device itself is known when it is delivered.
        if (pool.Kind == PoolKind.DeviceSeats ? command is { Device: null, OrderId: null } : command.Device is not null)
        {
            return command.Device is null ? DeviceMissing.With("pool", pool.Name) : NoDeviceSeat.With("pool", pool.Name);
        }

        return departed switch
        {
            null => UnknownPerson.With("person", command.PersonId),
            true => PersonDeparted,
            false => new LicenceAssigned(
                command.AssignmentId, pool.Id, command.PersonId, command.OrderId, command.RequestId, command.PricePlanId ?? pool.PricePlanId, command.Device, command.CostCentre),
        };
    }
}
