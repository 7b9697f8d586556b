using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing;

/// <summary>One immutable price of a plan.</summary>
/// <param name="Number">1, 2, 3 ... in the order of recording.</param>
/// <param name="ValidFrom">First day, in the zone of the client who is charged.</param>
/// <param name="MonthlyPerSeat">Dollars for one seat held over one whole month, to the cent; with a charge, what one seat alone costs by it.</param>
/// <param name="Charge">How seats are charged; null: each at the monthly price.</param>
public sealed record PriceVersion(int Number, DateOnly ValidFrom, Money MonthlyPerSeat, Charge? Charge = null)
{
    /// <summary>What seats are rated by.</summary>
    public Charge Rates() => Charge ?? Charges.Charge.PerSeat(MonthlyPerSeat);
}

/// <summary>What a seat costs, and since when: effective-dated versions that are never edited.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Versions">In the order of recording.</param>
public sealed record PricePlan(Guid Id, string Name, ImmutableArray<PriceVersion> Versions) : IState<PricePlan>
{
    /// <summary>By number of the version: its rehearsal. (Not in the version itself, which invoices keep to the byte.)</summary>
    public ImmutableSortedDictionary<int, Guid> Rehearsals { get; init => field = value ?? ImmutableSortedDictionary<int, Guid>.Empty; } = ImmutableSortedDictionary<int, Guid>.Empty;

    /// <summary>The key of the meter that the plan charges; null: it charges seats. All of its versions charge the same.</summary>
    [JsonIgnore]
    public string? Meter => Versions is [{ Charge.Meter: { } meter }, ..] && meter != Charges.Charge.SeatMonths ? meter : null;

    /// <summary>
    /// The version in force on a date: of those that have begun, the one that began last; of two that begin on the same day,
    /// the one recorded last (so a price that is still to come can be corrected). Null before the first.
    /// </summary>
    /// <param name="date">A day in the zone of the client who is charged.</param>
    public PriceVersion? On(DateOnly date)
    {
        PriceVersion? inForce = null;
        foreach (var version in Versions)
        {
            if (version.ValidFrom <= date && (inForce is null || version.ValidFrom >= inForce.ValidFrom))
            {
                inForce = version;
            }
        }

        return inForce;
    }

    /// <inheritdoc/>
    public static PricePlan? Evolve(PricePlan? state, EventOf<PricePlan> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, PricePlanCreated e) => new(e.PlanId, e.Name, []),
        ({ }, PriceVersionAdded e) => state with { Versions = state.Versions.Add(new(e.Number, e.ValidFrom, e.MonthlyPerSeat, e.Charge)), Rehearsals = e.RehearsalId is { } rehearsal ? state.Rehearsals.SetItem(e.Number, rehearsal) : state.Rehearsals },
        _ => state,
    };
}
