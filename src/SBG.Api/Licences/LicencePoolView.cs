using SBG.Api.Kernel;
using SBG.Api.Licences.Allotments;
using SBG.Api.Licences.Purchases;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Leases;
using SBG.Domain.Licences.Purchases;

namespace SBG.Api.Licences;

/// <summary>How the seats of a pool are used, as the API shows it. Seats, whole.</summary>
/// <param name="Purchased">Bought, in a term that runs.</param>
/// <param name="Reserved">Set aside for orders.</param>
/// <param name="Assigned">Held by people and devices, suspended ones included.</param>
/// <param name="Leased">Lent for the time of use.</param>
/// <param name="Consumed">Used up, where they are units.</param>
/// <param name="Available">What can still be had.</param>
/// <param name="Overused">Held without being bought: a term ended while its seats were held.</param>
public sealed record PoolBalanceView(int Purchased, int Reserved, int Assigned, int Leased, int Consumed, int Available, int Overused)
{
    internal static PoolBalanceView Of(PoolBalance balance) => new(balance.Purchased, balance.Reserved, balance.Assigned, balance.Leased, balance.Consumed, balance.Available, balance.Overused);
}

/// <summary>A pool of licences, as the API shows it.</summary>
/// <param name="Id">The pool.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Product">The product, as its vendor names it.</param>
/// <param name="Kind">How its licences are used.</param>
/// <param name="PricePlanId">The plan by which a held seat is charged.</param>
/// <param name="Balance">How its seats are used, at the instant that was asked.</param>
/// <param name="LeaseTerms">For how long its licences are lent; null: they are not.</param>
/// <param name="Waiting">How many leases wait for a seat.</param>
/// <param name="CountedInUse">Seats in use by the vendor's last count; null: never counted.</param>
/// <param name="Overused">In use without being bought, by the ledger or by that count.</param>
/// <param name="Purchases">Purchases whose term runs or is to come.</param>
/// <param name="Allotments">What was agreed for clients, and what each client holds.</param>
/// <param name="Includes">The pools whose products this one's includes.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="ChangedAt">When something last happened to it.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record LicencePoolView(
    Guid Id,
    string Name,
    string Product,
    PoolKind Kind,
    Guid PricePlanId,
    PoolBalanceView Balance,
    LeaseTerms? LeaseTerms,
    int Waiting,
    int? CountedInUse,
    int Overused,
    IReadOnlyList<SeatPurchaseView> Purchases,
    IReadOnlyList<ClientShareView> Allotments,
    IReadOnlyList<Guid> Includes,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    IReadOnlyList<string> Actions)
{
    /// <summary>Represents a pool.</summary>
    /// <param name="pool">The pool, with what ended by itself.</param>
    /// <param name="actor">The caller.</param>
    public static LicencePoolView Of(LicencePool pool, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var actions = new Actions(actor)
            .May("purchase", Role.ServiceManager)
            .May("renew", RenewSeats.Hindrance(pool), Role.ServiceManager)
            .May("count", Role.ServiceManager)
            .May("true-up", TrueUpSeats.Hindrance(pool), Role.ServiceManager)
            .May("allot", Role.ServiceManager)
            .May("include", Role.ServiceManager)
            .May("lease-terms", SetLeaseTerms.Hindrance(pool), Role.ServiceManager);
        return new(
            pool.Id, pool.Name, pool.Product, pool.Kind, pool.PricePlanId, PoolBalanceView.Of(pool.Balance), pool.Kind == PoolKind.Shared ? pool.LeaseTerms : null,
            pool.Waiting, pool.Counted, pool.Overused,
            [.. pool.Purchases.Values.Select(SeatPurchaseView.Of)], ClientShareView.Of(pool), pool.Includes, pool.CreatedAt, pool.ChangedAt, actions.Listed);
    }
}
