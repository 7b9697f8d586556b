using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Orders;

/// <summary>What is charged from an instant on.</summary>
/// <param name="At">When (UTC), whenever it was recorded.</param>
/// <param name="Prices">All that is charged; none: it was given up.</param>
public sealed record OrderChargeChange(DateTimeOffset At, ImmutableArray<OrderPrice> Prices);

/// <summary>What a delivered line of a request costs beside its seats: one-off prices and paid options, as they were when it was ordered.</summary>
/// <param name="Id">Derived from the order.</param>
/// <param name="OrderId">The provisioning order.</param>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">Its line.</param>
/// <param name="RequestNumber">What people call the request.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferName">What people called it.</param>
/// <param name="OfferVersion">The version that was ordered.</param>
/// <param name="PublishedOn">The day in Québec on which that version was published.</param>
/// <param name="PricePlanId">The plan by which the order's seats are charged.</param>
/// <param name="From">When it was delivered (UTC).</param>
/// <param name="Until">When it was given up (UTC); null while it is held.</param>
/// <param name="Changes">In the order of recording.</param>
public sealed record OrderCharge(
    Guid Id,
    Guid OrderId,
    Guid RequestId,
    Guid LineId,
    string RequestNumber,
    Guid OfferId,
    string OfferName,
    int OfferVersion,
    DateOnly PublishedOn,
    Guid PricePlanId,
    DateTimeOffset From,
    DateTimeOffset? Until,
    ImmutableArray<OrderChargeChange> Changes) : IState<OrderCharge>
{
    /// <summary>The cost centre that bears it; null: none is known.</summary>
    public string? CostCentre { get; init; }

    /// <summary>The stream of an order: the same however often its delivery is told.</summary>
    /// <param name="orderId">The provisioning order.</param>
    public static Guid StreamOf(Guid orderId) => DerivedId.Of("order-charge", orderId.ToString());

    /// <summary>The charge as it was known when it had a number of changes.</summary>
    /// <param name="changes">How many.</param>
    public OrderCharge Known(int changes) => this with { Changes = [.. Changes.Take(changes)] };

    /// <summary>
    /// What is due once, and when: at the delivery, and later only for what was not had before. A delivery that is put right costs nothing a
    /// second time.
    /// </summary>
    public IEnumerable<(OrderPrice Price, DateTimeOffset At, decimal Count)> Once()
    {
        var had = new Dictionary<(string?, string?), decimal>();
        foreach (var change in Changes.OrderBy(change => change.At))
        {
            foreach (var price in change.Prices)
            {
                var more = price.Count - had.GetValueOrDefault((price.Option, price.Choice));
                if (more > 0m)
                {
                    had[(price.Option, price.Choice)] = price.Count;
                    yield return (price, change.At, more);
                }
            }
        }
    }

    /// <summary>What is held within a period, and for how long.</summary>
    /// <param name="period">Its end is the bound up to which time has passed.</param>
    public IEnumerable<(OrderPrice Price, Period Span)> Held(Period period)
    {
        var changes = Changes.OrderBy(change => change.At).ToArray();
        for (var n = 0; n < changes.Length; n++)
        {
            var until = n + 1 < changes.Length ? changes[n + 1].At : period.Until;
            if (changes[n].At < until && period.Intersect(new(changes[n].At, until)) is { } span)
            {
                foreach (var price in changes[n].Prices)
                {
                    yield return (price, span);
                }
            }
        }
    }

    /// <inheritdoc/>
    public static OrderCharge? Evolve(OrderCharge? state, EventOf<OrderCharge> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, OrderChargeBegun e) => new(
            e.ChargeId, e.OrderId, e.RequestId, e.LineId, e.RequestNumber, e.OfferId, e.OfferName, e.OfferVersion, e.PublishedOn, e.PricePlanId, at, null, [new(at, e.Prices)])
        {
            CostCentre = e.CostCentre,
        },
        ({ }, OrderChargeChanged e) => state with { Changes = state.Changes.Add(new(at, e.Prices)) },
        ({ }, OrderChargeEnded) => state with { Until = at, Changes = state.Changes.Add(new(at, [])) },
        _ => state,
    };
}
