using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using SBG.Api.Billing.Invoices;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Rehearsals;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Rehearsals;

/// <summary>A price to try on real months.</summary>
/// <param name="Months">The months, <c>yyyy-MM</c>, that have begun.</param>
/// <param name="MonthlyPerSeat">Dollars for one seat held over one whole month, to the cent; absent when there is a charge.</param>
/// <param name="Charge">How seats, or the plan's meter, are charged; absent when there is a monthly price.</param>
/// <param name="ClientIds">The clients to try it on; absent: all that the plan charges in these months.</param>
public sealed record RehearsePriceBody(
    [MinLength(1), MaxLength(RehearsePriceBody.MostMonths)] IReadOnlyList<string> Months,
    Money? MonthlyPerSeat = null,
    ChargeBody? Charge = null,
    [MinLength(1), MaxLength(RehearsePriceBody.MostClients)] IReadOnlyList<string>? ClientIds = null)
{
    /// <summary>Most months of a rehearsal.</summary>
    public const int MostMonths = 12;

    /// <summary>Most clients that can be named.</summary>
    public const int MostClients = 500;

    /// <summary>A text is not a month.</summary>
    public static readonly Refusal NotAMonth = new("billing/not-a-month");

    internal ImmutableArray<BillingMonth> Named() =>
        [.. Months.Select(month => BillingMonth.Parse(month) ?? throw new Kernel.Http.ProblemException(NotAMonth.With("month", month)))];
}

/// <summary>A price that was tried on real months.</summary>
/// <param name="Id">The rehearsal.</param>
/// <param name="PricePlanId">The plan.</param>
/// <param name="RehearsedAt">When (UTC).</param>
/// <param name="MonthlyPerSeat">Dollars for one seat held over one whole month; with a charge, what one seat alone costs by it.</param>
/// <param name="Charge">How it charges; absent: each seat at the monthly price.</param>
/// <param name="Months">The months, in their order.</param>
/// <param name="Before">What the plan charged in them, before taxes.</param>
/// <param name="After">What it would have charged by the price.</param>
/// <param name="Difference">After - before.</param>
/// <param name="Clients">By client and month.</param>
public sealed record RehearsalView(
    Guid Id,
    Guid PricePlanId,
    DateTimeOffset RehearsedAt,
    Money MonthlyPerSeat,
    ChargeBody? Charge,
    ImmutableArray<string> Months,
    Money Before,
    Money After,
    Money Difference,
    ImmutableArray<RehearsedMonthView> Clients)
{
    internal static RehearsalView Of(PriceRehearsal rehearsal)
    {
        var before = rehearsal.Clients.Aggregate(Money.Zero, (sum, client) => sum + client.Before);
        var after = rehearsal.Clients.Aggregate(Money.Zero, (sum, client) => sum + client.After);
        return new(
            rehearsal.Id, rehearsal.PricePlanId, rehearsal.RehearsedAt, rehearsal.MonthlyPerSeat, ChargeBody.Of(rehearsal.Charge), rehearsal.Months,
            InvoiceContentView.Cents(before), InvoiceContentView.Cents(after), InvoiceContentView.Cents(after - before), [.. rehearsal.Clients.Select(RehearsedMonthView.Of)]);
    }
}

/// <summary>What a price changes for a client in a month.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Month">The month, <c>yyyy-MM</c>.</param>
/// <param name="Before">What the plan charged, before taxes.</param>
/// <param name="After">What it would have charged, under the same agreement.</param>
/// <param name="Difference">After - before.</param>
public sealed record RehearsedMonthView(string ClientId, string Month, Money Before, Money After, Money Difference)
{
    internal static RehearsedMonthView Of(RehearsedMonth month) =>
        new(month.ClientId, month.Month, InvoiceContentView.Cents(month.Before), InvoiceContentView.Cents(month.After), InvoiceContentView.Cents(month.After - month.Before));
}
