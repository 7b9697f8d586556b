using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SBG.Domain.Kernel;
using SBG.Domain.Licences.Allotments;
using SBG.Domain.Licences.Leases;
using SBG.Domain.Licences.Purchases;

namespace SBG.Domain.Licences;

/// <summary>Seats that are still set aside for an order.</summary>
/// <param name="Quantity">How many.</param>
/// <param name="ClientId">The client that ordered; null: not told.</param>
/// <param name="EndsAt">When they are free again by themselves (UTC); null: never.</param>
public sealed record SeatReservation(int Quantity, string? ClientId, DateTimeOffset? EndsAt);

/// <summary>
/// The seats of one product that the provider bought: a ledger. It keeps counts and what runs now, not what is over; who holds a seat is
/// told by the assignment's own stream, which also keeps a seat from being given or taken back twice.
/// </summary>
/// <remarks>
/// It is what the recorded events say. What ended by itself since the last of them is told by <see cref="At"/>, so that the balance of any instant
/// follows from events and that instant, whether or not anybody has recorded the end yet.
/// </remarks>
/// <param name="Id">The stream.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Product">The product.</param>
/// <param name="PricePlanId">The plan by which a held seat is charged.</param>
/// <param name="Balance">How the seats are used.</param>
/// <param name="CreatedAt">When it was opened (UTC).</param>
/// <param name="ChangedAt">When something last happened to it (UTC).</param>
public sealed record LicencePool(
    Guid Id, string Name, string Product, Guid PricePlanId, PoolBalance Balance, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt) : IState<LicencePool>
{
    /// <summary>How its licences are used.</summary>
    public PoolKind Kind { get; init; }

    /// <summary>Its stream's version.</summary>
    public int Version { get; init; }

    /// <summary>The version at which what it is, and who may hold how much of it, last changed: not at every seat that moves.</summary>
    public int ManagedVersion { get; init; }

    /// <summary>For how long its licences are lent, where they are shared.</summary>
    public LeaseTerms LeaseTerms { get; init => field = value ?? field; } = LeaseTerms.Usual;

    /// <summary>The pools whose products this one's includes.</summary>
    public ImmutableArray<Guid> Includes { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>How many leases wait for a seat.</summary>
    public int Waiting { get; init; }

    /// <summary>Seats in use by the vendor's last count; null: never counted.</summary>
    public int? Counted { get; init; }

    /// <summary>Purchases whose term runs or is to come, by id.</summary>
    public ImmutableSortedDictionary<string, SeatPurchase> Purchases { get; init => field = value ?? field; } = ImmutableSortedDictionary<string, SeatPurchase>.Empty;

    /// <summary>Seats still set aside, by order.</summary>
    public ImmutableSortedDictionary<string, SeatReservation> SetAside { get; init => field = value ?? field; } = ImmutableSortedDictionary<string, SeatReservation>.Empty;

    /// <summary>What was agreed for clients, by client; who is not named may use what is left.</summary>
    public ImmutableSortedDictionary<string, Allotment> Allotments { get; init => field = value ?? field; } = ImmutableSortedDictionary<string, Allotment>.Empty;

    /// <summary>What each client holds, by client; nothing is bought by a client.</summary>
    public ImmutableSortedDictionary<string, PoolBalance> Shares { get; init => field = value ?? field; } = ImmutableSortedDictionary<string, PoolBalance>.Empty;

    /// <summary>In use without being bought, by the ledger or by the vendor's last count.</summary>
    [JsonIgnore]
    public int Overused => Math.Max(Balance.Overused, (Counted ?? 0) - Balance.Purchased);

    /// <summary>Seats set aside for an order.</summary>
    /// <param name="orderId">The order; null: none.</param>
    public int ReservedFor(Guid? orderId) => orderId is { } order && SetAside.TryGetValue(order.ToString(), out var reservation) ? reservation.Quantity : 0;

    /// <summary>What a client holds.</summary>
    /// <param name="clientId">The client.</param>
    public PoolBalance Share(string clientId) => Shares.GetValueOrDefault(clientId);

    /// <summary>The pool at an instant, with all that ended by itself up to then.</summary>
    /// <param name="instant">UTC, not before <see cref="ChangedAt"/>.</param>
    /// <param name="leases">Its leases that ended by themselves up to then and are not recorded to be over.</param>
    public LicencePool At(DateTimeOffset instant, params ReadOnlySpan<LicenceLease> leases) =>
        Lapse.Until(this, instant, leases).Aggregate(this, (pool, lapse) => Evolve(pool, lapse.Happened, lapse.At)!);

    /// <inheritdoc/>
    public static LicencePool? Evolve(LicencePool? state, EventOf<LicencePool> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, LicencePoolCreated e) => new(e.PoolId, e.Name, e.Product, e.PricePlanId, default, at, at) { Kind = e.Kind, Version = 1, ManagedVersion = 1 },
        ({ }, _) => state.Moved(happened, at).Told(happened),
        _ => state,
    };

    private LicencePool Moved(EventOf<LicencePool> happened, DateTimeOffset at)
    {
        var movement = PoolBalance.Movement(happened);
        var moved = this with { Balance = Balance + movement, Version = Version + 1, ChangedAt = at > ChangedAt ? at : ChangedAt };
        if (ClientOf(happened) is not { } client)
        {
            return moved;
        }

        // Seats that were set aside before clients were told are nobody's; one of them becomes the client's when it is given.
        var own = happened is SeatAssigned { FromReservation: true } given && Reservation(given.OrderId) is { ClientId: null } ? movement with { Reserved = 0 } : movement;
        var share = Share(client) + own;
        return moved with { Shares = share == default ? Shares.Remove(client) : Shares.SetItem(client, share) };
    }

    private LicencePool Told(EventOf<LicencePool> happened) => happened switch
    {
        SeatsPurchased { Terms: { } terms } e => Managed(Renewed(e.Renews).SetItem(terms.PurchaseId.ToString(), new(e.Quantity, terms, e.Pending, e.TrueUp))),
        SeatsPurchased => this with { ManagedVersion = Version },
        SeatTermBegan e => this with { Purchases = Purchases.SetItem(e.PurchaseId.ToString(), Purchases[e.PurchaseId.ToString()] with { Pending = false }) },
        SeatTermEnded e => this with { Purchases = Purchases.Remove(e.PurchaseId.ToString()) },
        UseCounted e => this with { Counted = e.InUse, ManagedVersion = Version },
        SeatsAllotted e => this with { Allotments = e.Allotment == Allotment.Common ? Allotments.Remove(e.ClientId) : Allotments.SetItem(e.ClientId, e.Allotment), ManagedVersion = Version },
        PoolsIncluded e => this with { Includes = e.PoolIds, ManagedVersion = Version },
        LeaseQueued => this with { Waiting = Waiting + 1 },
        LeaseUnqueued or SeatLeased { WaitingSince: not null } => this with { Waiting = Waiting - 1 },
        UnitsConsumed e => this with { Purchases = Drawn(e.Quantity) },
        LeaseTermsSet e => this with { LeaseTerms = e.Terms, ManagedVersion = Version },
        SeatsReserved e => this with { SetAside = SetAside.SetItem(e.OrderId.ToString(), new(e.Quantity, e.ClientId, e.EndsAt)) },
        ReservationCancelled e => this with { SetAside = SetAside.Remove(e.OrderId.ToString()) },
        ReservationExpired e => this with { SetAside = SetAside.Remove(e.OrderId.ToString()) },
        SeatAssigned { OrderId: { } order, FromReservation: true } => this with { SetAside = Less(order) },
        _ => this,
    };

    private LicencePool Managed(ImmutableSortedDictionary<string, SeatPurchase> purchases) => this with { Purchases = purchases, ManagedVersion = Version };

    private ImmutableSortedDictionary<string, SeatPurchase> Renewed(Guid? purchaseId) =>
        purchaseId is { } id && Purchases.TryGetValue(id.ToString(), out var purchase) ? Purchases.SetItem(id.ToString(), purchase with { Renewed = true }) : Purchases;

    // Units are used up in the order in which they would be lost: of the term that ends first; those bought for good are last.
    private ImmutableSortedDictionary<string, SeatPurchase> Drawn(int quantity)
    {
        var purchases = Purchases;
        foreach (var (key, purchase) in Purchases.Where(each => !each.Value.Pending).OrderBy(each => each.Value.Terms.EndsAt ?? DateTimeOffset.MaxValue).ThenBy(each => each.Key, StringComparer.Ordinal))
        {
            var drawn = Math.Min(quantity, purchase.Quantity - purchase.Consumed);
            quantity -= drawn;
            purchases = purchases.SetItem(key, purchase with { Consumed = purchase.Consumed + drawn });
        }

        return purchases;
    }

    private SeatReservation? Reservation(Guid? orderId) => orderId is { } order ? SetAside.GetValueOrDefault(order.ToString()) : null;

    private ImmutableSortedDictionary<string, SeatReservation> Less(Guid orderId)
    {
        var (key, left) = (orderId.ToString(), Reservation(orderId)!);
        return left.Quantity == 1 ? SetAside.Remove(key) : SetAside.SetItem(key, left with { Quantity = left.Quantity - 1 });
    }

    private string? ClientOf(EventOf<LicencePool> happened) => happened switch
    {
        SeatsReserved e => e.ClientId,
        ReservationCancelled e => Reservation(e.OrderId)?.ClientId,
        ReservationExpired e => Reservation(e.OrderId)?.ClientId,
        SeatAssigned e => e.ClientId,
        SeatReleased e => e.ClientId,
        SeatLeased e => e.ClientId,
        SeatLeaseEnded e => e.ClientId,
        UnitsConsumed e => e.ClientId,
        _ => null,
    };
}
