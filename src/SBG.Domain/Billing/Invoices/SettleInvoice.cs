using System.Globalization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>Note that what is due was paid or charged internally.</summary>
/// <param name="On">The day.</param>
public sealed record SettleInvoice(DateOnly On)
{
    /// <summary>It was not issued.</summary>
    public static readonly Refusal NotIssued = new("billing/not-issued");

    /// <summary>A line is contested.</summary>
    public static readonly Refusal IsDisputed = new("billing/disputed");

    /// <summary>The day is before the issue or to come.</summary>
    public static readonly Refusal NotADayOfPayment = new("billing/not-a-day-of-payment");

    /// <summary>What stands in the way whatever is asked.</summary>
    /// <param name="invoice">The invoice.</param>
    public static Refusal? Hindrance(Invoice invoice) => invoice.Status switch
    {
        InvoiceStatus.Draft => NotIssued,
        InvoiceStatus.Disputed => IsDisputed,
        InvoiceStatus.Credited => IssueCreditNote.NothingLeft,
        _ => null,
    };

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="today">The day in Québec.</param>
    public static Decision<Invoice> Decide(SettleInvoice command, Invoice invoice, DateOnly today) =>
        Hindrance(invoice) is { } hindrance ? hindrance
        : invoice.Status == InvoiceStatus.Settled ? Decision.Nothing
        : command.On < invoice.IssuedOn || command.On > today ? NotADayOfPayment.With("day", command.On.ToString("O", CultureInfo.InvariantCulture))
        : new InvoiceSettled(command.On);
}
