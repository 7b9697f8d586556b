using SBG.Api.Kernel;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;

namespace SBG.Api.Licences;

/// <summary>How the seats of a pool are used, as the API shows it. Seats, whole.</summary>
/// <param name="Purchased">Bought.</param>
/// <param name="Reserved">Set aside for orders.</param>
/// <param name="Assigned">Held by people, suspended ones included.</param>
/// <param name="Available">What can still be reserved or assigned.</param>
public sealed record PoolBalanceView(int Purchased, int Reserved, int Assigned, int Available)
{
    internal static PoolBalanceView Of(PoolBalance balance) => new(balance.Purchased, balance.Reserved, balance.Assigned, balance.Available);
}

/// <summary>A pool of licences, as the API shows it.</summary>
/// <param name="Id">The pool.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Product">The product, as its vendor names it.</param>
/// <param name="PricePlanId">The plan by which a held seat is charged.</param>
/// <param name="Balance">How its seats are used.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="ChangedAt">When a seat last moved.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record LicencePoolView(
    Guid Id,
    string Name,
    string Product,
    Guid PricePlanId,
    PoolBalanceView Balance,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    IReadOnlyList<string> Actions)
{
    /// <summary>Represents a pool.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="actor">The caller.</param>
    public static LicencePoolView Of(LicencePool pool, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var actions = new Actions(actor).May("purchase", Role.ServiceManager);
        return new(pool.Id, pool.Name, pool.Product, pool.PricePlanId, PoolBalanceView.Of(pool.Balance), pool.CreatedAt, pool.ChangedAt, actions.Listed);
    }
}
