using System.Collections.Immutable;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Rehearsals;

/// <summary>What a plan charged a client for a real month, and what it would have charged by another price.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Month">The month, <c>yyyy-MM</c>.</param>
/// <param name="Before">By the prices that applied, before taxes.</param>
/// <param name="After">By the rehearsed price throughout the month, under the same agreement, before taxes.</param>
public sealed record RehearsedMonth(string ClientId, string Month, Money Before, Money After)
{
    /// <summary>Compares a month.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="before">The month as it was charged.</param>
    /// <param name="after">The same facts by the rehearsed price.</param>
    /// <param name="planId">The plan.</param>
    /// <returns>Null when the plan charges nothing in either.</returns>
    public static RehearsedMonth? Of(string clientId, InvoicePreview before, InvoicePreview after, Guid planId)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return before.ChargesBy(planId) || after.ChargesBy(planId) ? new(clientId, before.Month.ToString(), before.ChargedBy(planId), after.ChargedBy(planId)) : null;
    }
}

/// <summary>A price was tried on real months before it is published; nothing was charged by it.</summary>
/// <param name="RehearsalId">The rehearsal.</param>
/// <param name="PricePlanId">The plan.</param>
/// <param name="Versions">How many versions the plan had.</param>
/// <param name="MonthlyPerSeat">The price, as its version would say it.</param>
/// <param name="Charge">How it charges; null: seats at the monthly price.</param>
/// <param name="Months">The months, <c>yyyy-MM</c>, in their order.</param>
/// <param name="Clients">The difference for each client and month that the plan charges.</param>
[StoredAs("price_rehearsed")]
public sealed record PriceRehearsed(
    Guid RehearsalId, Guid PricePlanId, int Versions, Money MonthlyPerSeat, Charge? Charge, ImmutableArray<string> Months, ImmutableArray<RehearsedMonth> Clients) : EventOf<PriceRehearsal>;

/// <summary>A draft of a price, tried on real months.</summary>
/// <param name="Id">The rehearsal.</param>
/// <param name="PricePlanId">The plan.</param>
/// <param name="Versions">How many versions the plan had.</param>
/// <param name="MonthlyPerSeat">The price, as its version would say it.</param>
/// <param name="Charge">How it charges; null: seats at the monthly price.</param>
/// <param name="Months">The months, in their order.</param>
/// <param name="Clients">The difference for each client and month that the plan charges.</param>
/// <param name="RehearsedAt">When (UTC).</param>
public sealed record PriceRehearsal(
    Guid Id, Guid PricePlanId, int Versions, Money MonthlyPerSeat, Charge? Charge, ImmutableArray<string> Months, ImmutableArray<RehearsedMonth> Clients, DateTimeOffset RehearsedAt)
    : IState<PriceRehearsal>
{
    /// <inheritdoc/>
    public static PriceRehearsal? Evolve(PriceRehearsal? state, EventOf<PriceRehearsal> happened, DateTimeOffset at) =>
        happened is PriceRehearsed e ? new(e.RehearsalId, e.PricePlanId, e.Versions, e.MonthlyPerSeat, e.Charge, e.Months, e.Clients, at) : state;
}
