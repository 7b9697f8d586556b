using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Closings;

/// <summary>Decide that what comes to be known of a client's month is charged although its fiscal year is closed: from the client's next invoice on.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Month">The month.</param>
/// <param name="Reason">Why.</param>
public sealed record AdmitLateFacts(string ClientId, BillingMonth Month, Sealed<string> Reason)
{
    /// <summary>The month is not of that year.</summary>
    public static readonly Refusal OtherYear = new("billing/month-of-another-year");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="closing">The closed year.</param>
    public static Decision<FiscalYearClosing> Decide(AdmitLateFacts command, FiscalYearClosing closing) =>
        FiscalYear.Of(command.Month.FirstDay).ToString() != closing.Year ? OtherYear.With("month", command.Month).With("year", closing.Year)
        : closing.Admits(command.ClientId, command.Month) ? Decision.Nothing
        : new LateFactsAdmitted(command.ClientId, command.Month.ToString(), command.Reason);
}
