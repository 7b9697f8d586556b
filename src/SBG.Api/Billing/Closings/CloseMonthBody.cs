using System.ComponentModel.DataAnnotations;
using SBG.Api.Billing.Invoices;
using SBG.Domain.Billing;

namespace SBG.Api.Billing.Closings;

/// <summary>A month to close for all clients.</summary>
/// <param name="Period">The month, <c>yyyy-MM</c>; it is over in Québec.</param>
public sealed record CloseMonthBody([RegularExpression(DraftInvoiceBody.MonthForm)] string Period)
{
    internal BillingMonth Month => BillingMonth.Parse(Period)!.Value;
}
