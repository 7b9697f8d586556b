using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing;

/// <summary>A price plan came into being; its first version follows in the same decision.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Name">What people call it; never a person's name.</param>
[StoredAs("price_plan_created")]
public sealed record PricePlanCreated(Guid PlanId, string Name) : EventOf<PricePlan>;

/// <summary>A price was decided; it applies from a date until a later version does.</summary>
/// <param name="Number">1, 2, 3 ... in the order of recording.</param>
/// <param name="ValidFrom">First day, in the zone of the client who is charged.</param>
/// <param name="MonthlyPerSeat">Dollars for one seat held over one whole month, to the cent; with a charge, what one seat alone costs by it.</param>
/// <param name="Charge">How seats are charged; null: each at the monthly price.</param>
/// <param name="RehearsalId">The rehearsal on real months; null: the first price of a plan, or one from before there were rehearsals.</param>
/// <param name="Corrects">The version in place of which it counts from that version's first day on; null: it corrects none.</param>
[StoredAs("price_version_added")]
public sealed record PriceVersionAdded(int Number, DateOnly ValidFrom, Money MonthlyPerSeat, Charge? Charge = null, Guid? RehearsalId = null, int? Corrects = null) : EventOf<PricePlan>;
