using System.Globalization;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Closings;

/// <summary>Close a fiscal year, once each of its months is closed for everyone.</summary>
/// <param name="Year">The year.</param>
/// <param name="Drafts">Invoices of its months that are not issued.</param>
public sealed record CloseFiscalYear(FiscalYear Year, int Drafts)
{
    /// <summary>Its last day is not over in Québec.</summary>
    public static readonly Refusal NotOver = new("billing/fiscal-year-not-over");

    /// <summary>Invoices of the year are not issued.</summary>
    public static readonly Refusal HasDrafts = new("billing/fiscal-year-has-drafts");

    /// <summary>The month's fiscal year is closed, and nobody decided that it is charged all the same.</summary>
    public static readonly Refusal Closed = new("billing/fiscal-year-closed");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="closing">The year's closing; null while it is open.</param>
    /// <param name="today">The day in Québec.</param>
    public static Decision<FiscalYearClosing> Decide(CloseFiscalYear command, FiscalYearClosing? closing, DateOnly today) =>
        closing is not null ? Decision.Nothing
        : today < command.Year.FirstDay.AddYears(1) ? NotOver.With("until", command.Year.FirstDay.AddYears(1).ToString("O", CultureInfo.InvariantCulture))
        : command.Drafts > 0 ? HasDrafts.With("drafts", command.Drafts)
        : new FiscalYearClosed(FiscalYearClosing.StreamOf(command.Year), command.Year.ToString());
}
