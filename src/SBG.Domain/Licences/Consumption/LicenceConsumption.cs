using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Consumption;

/// <summary>A client used units of a pool up.</summary>
/// <param name="ConsumptionId">The stream.</param>
/// <param name="PoolId">The pool.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="PersonId">For whom; null: nobody in particular.</param>
[StoredAs("licence_consumed")]
public sealed record LicenceConsumed(Guid ConsumptionId, Guid PoolId, int Quantity, Guid? PersonId) : EventOf<LicenceConsumption>;

/// <summary>Units that a client used up, at once and for good.</summary>
/// <param name="Id">The stream.</param>
/// <param name="PoolId">The pool.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="PersonId">For whom; null: nobody in particular.</param>
/// <param name="ConsumedAt">When (UTC).</param>
public sealed record LicenceConsumption(Guid Id, Guid PoolId, int Quantity, Guid? PersonId, DateTimeOffset ConsumedAt) : IState<LicenceConsumption>
{
    /// <inheritdoc/>
    public static LicenceConsumption? Evolve(LicenceConsumption? state, EventOf<LicenceConsumption> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, LicenceConsumed e) => new(e.ConsumptionId, e.PoolId, e.Quantity, e.PersonId, at),
        _ => state,
    };
}
