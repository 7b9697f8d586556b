using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Usage;

/// <summary>Define what is measured under a key, for ever.</summary>
/// <param name="Key">What reports name as their type.</param>
/// <param name="Aggregation">How reports become one number.</param>
/// <param name="Unit">Of the values.</param>
public sealed record DefineMeter(string Key, Aggregation Aggregation, string Unit)
{
    /// <summary>The key measures something else already, or is one of the service's own.</summary>
    public static readonly Refusal Taken = new("usage/meter-taken");

    private static readonly string[] Own = ["seat-seconds", "suspended-seat-seconds", Charges.Charge.SeatMonths];

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="existing">The meter of that key, if there is one.</param>
    public static Decision<Meter> Decide(DefineMeter command, Meter? existing)
    {
        if (Own.Contains(command.Key))
        {
            return Taken.With("meter", command.Key);
        }

        return existing is null
            ? new MeterDefined(Meter.StreamOf(command.Key), command.Key, command.Aggregation, command.Unit)
            : (existing.Aggregation, existing.Unit) == (command.Aggregation, command.Unit) ? Decision.Nothing : Taken.With("meter", command.Key);
    }
}
