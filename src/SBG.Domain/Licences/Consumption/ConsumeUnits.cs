using SBG.Domain.Kernel;
using SBG.Domain.Licences.Allotments;

namespace SBG.Domain.Licences.Consumption;

/// <summary>Use units of a pool up; recorded together with <see cref="LicenceConsumed"/>.</summary>
/// <param name="ConsumptionId">The consumption.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Quantity">How many units.</param>
public sealed record ConsumeUnits(Guid ConsumptionId, string ClientId, int Quantity)
{
    /// <summary>The pool has seats, not units that are used up.</summary>
    public static readonly Refusal NotConsumption = new("licences/not-consumption");

    /// <summary>Decides. All units or none.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool, as it is now.</param>
    public static Decision<LicencePool> Decide(ConsumeUnits command, LicencePool pool)
    {
        if (pool.Kind != PoolKind.Consumption)
        {
            return NotConsumption.With("pool", pool.Name);
        }

        return Room.For(pool, command.ClientId).Lacks(pool, command.Quantity) is { } refusal
            ? refusal
            : new UnitsConsumed(command.ConsumptionId, command.ClientId, command.Quantity);
    }
}
