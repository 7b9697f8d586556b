using System.Collections.Immutable;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Closings;

/// <summary>A fiscal year was closed: what comes to be known of its months later is charged only by a decision.</summary>
/// <param name="YearId">Derived from the year.</param>
/// <param name="Year"><c>2026-2027</c>.</param>
[StoredAs("fiscal_year_closed")]
public sealed record FiscalYearClosed(Guid YearId, string Year) : EventOf<FiscalYearClosing>;

/// <summary>Finance decided that what comes to be known of a client's month is charged although its fiscal year is closed.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="Reason">Why; personal data may be in it.</param>
[StoredAs("late_facts_admitted")]
public sealed record LateFactsAdmitted(string ClientId, string Period, Sealed<string> Reason) : EventOf<FiscalYearClosing>;

/// <summary>A month of a client that is charged although its fiscal year is closed.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
public readonly record struct AdmittedMonth(string ClientId, string Period);

/// <summary>A closed fiscal year, and the decisions since.</summary>
/// <param name="Id">Derived from the year.</param>
/// <param name="Year"><c>2026-2027</c>.</param>
/// <param name="ClosedAt">When it was closed (UTC).</param>
/// <param name="Admitted">The months that are charged all the same.</param>
public sealed record FiscalYearClosing(Guid Id, string Year, DateTimeOffset ClosedAt, ImmutableArray<AdmittedMonth> Admitted) : IState<FiscalYearClosing>
{
    /// <summary>The stream of a year.</summary>
    /// <param name="year">The year.</param>
    public static Guid StreamOf(FiscalYear year) => new BillingMonth(year.FirstYear, 4).IdOf("fiscal-year");

    /// <summary>Whether a client's month is out of reach: its year is closed, and nobody decided otherwise.</summary>
    /// <param name="years">The closed years.</param>
    /// <param name="clientId">The client.</param>
    /// <param name="month">The month.</param>
    public static bool Bars(IEnumerable<FiscalYearClosing> years, string clientId, BillingMonth month)
    {
        var year = FiscalYear.Of(month.FirstDay).ToString();
        return years.FirstOrDefault(closed => closed.Year == year) is { } found && !found.Admits(clientId, month);
    }

    /// <summary>Whether a client's month is charged all the same.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="month">The month.</param>
    public bool Admits(string clientId, BillingMonth month) => Admitted.Contains(new(clientId, month.ToString()));

    /// <inheritdoc/>
    public static FiscalYearClosing? Evolve(FiscalYearClosing? state, EventOf<FiscalYearClosing> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, FiscalYearClosed e) => new(e.YearId, e.Year, at, []),
        ({ }, LateFactsAdmitted e) => state with { Admitted = state.Admitted.Add(new(e.ClientId, e.Period)) },
        _ => state,
    };
}
