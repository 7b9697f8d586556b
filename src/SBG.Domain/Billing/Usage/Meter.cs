using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Usage;

/// <summary>How the reports of a day become one number.</summary>
public enum Aggregation
{
    /// <summary>How many there were.</summary>
    Count,

    /// <summary>The sum of their values.</summary>
    Sum,

    /// <summary>The largest value.</summary>
    Max,

    /// <summary>The value of the last one, by when it happened.</summary>
    Latest,

    /// <summary>How many different keys they named.</summary>
    UniqueCount,

    /// <summary>
    /// Values are levels, each of which holds for its subject until that subject's next one, over gaps and midnights: value x seconds.
    /// </summary>
    TimeWeighted,
}

/// <summary>A meter came to be; what it measures never changes, since amounts rest on it.</summary>
/// <param name="MeterId">Derived from the key.</param>
/// <param name="Key">What reports name as their type.</param>
/// <param name="Aggregation">How reports become one number.</param>
/// <param name="Unit">Of the values, e.g. <c>GB</c>.</param>
[StoredAs("meter_defined")]
public sealed record MeterDefined(Guid MeterId, string Key, Aggregation Aggregation, string Unit) : EventOf<Meter>;

/// <summary>What the meter reads is charged from now on, by the versions of one plan.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="PricePlanId">The plan.</param>
[StoredAs("meter_priced")]
public sealed record MeterPriced(Guid MeterId, Guid PricePlanId) : EventOf<Meter>;

/// <summary>Something that is measured.</summary>
/// <param name="Id">Derived from the key.</param>
/// <param name="Key">What reports name as their type.</param>
/// <param name="Aggregation">How reports become one number.</param>
/// <param name="Unit">Of the values.</param>
public sealed record Meter(Guid Id, string Key, Aggregation Aggregation, string Unit) : IState<Meter>
{
    /// <summary>The plan by which it is charged; null: it is only measured.</summary>
    public Guid? PricePlanId { get; init; }

    /// <summary>The form of a key.</summary>
    public const string KeyForm = @"^[a-z0-9]([-._]?[a-z0-9]){0,59}$";

    /// <summary>The stream of a key.</summary>
    /// <param name="key">The key.</param>
    public static Guid StreamOf(string key) => DerivedId.Of("meter", key);

    /// <inheritdoc/>
    public static Meter? Evolve(Meter? state, EventOf<Meter> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, MeterDefined e) => new(e.MeterId, e.Key, e.Aggregation, e.Unit),
        ({ }, MeterPriced e) => state with { PricePlanId = e.PricePlanId },
        _ => state,
    };
}
