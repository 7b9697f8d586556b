using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Suppliers;

/// <summary>Say who invoices and on which terms, from now on.</summary>
/// <param name="Name">Legal name.</param>
/// <param name="Address">Postal address, line by line.</param>
/// <param name="GstNumber">Registration for the goods and services tax.</param>
/// <param name="QstNumber">Registration for the Québec sales tax.</param>
/// <param name="GraceDays">Days for which late usage is waited for.</param>
/// <param name="PaymentDays">Days in which an invoice is due.</param>
public sealed record ReviseSupplier(string Name, ImmutableArray<string> Address, string GstNumber, string QstNumber, int GraceDays, int PaymentDays)
{
    /// <summary>The form of a GST registration: nine digits, <c>RT</c>, four digits (Canada Revenue Agency).</summary>
    public const string GstForm = @"^\d{9}RT\d{4}$";

    /// <summary>The form of a QST registration: ten digits, <c>TQ</c>, four digits (Revenu Québec).</summary>
    public const string QstForm = @"^\d{10}TQ\d{4}$";

    /// <summary>Longest grace period and longest time for payment, in days.</summary>
    public const int MostDays = 90;

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked; its forms were checked.</param>
    /// <param name="supplier">What was said before; null for nothing.</param>
    public static Decision<Supplier> Decide(ReviseSupplier command, Supplier? supplier)
    {
        var said = new SupplierRevised(
            Supplier.StreamId, (supplier?.Versions.Length ?? 0) + 1, command.Name, command.Address, command.GstNumber, command.QstNumber, command.GraceDays, command.PaymentDays);
        return supplier?.Current is { } now && IsSame(now, command) ? Decision.Nothing : said;
    }

    private static bool IsSame(SupplierVersion now, ReviseSupplier asked) =>
        (now.Name, now.GstNumber, now.QstNumber, now.GraceDays, now.PaymentDays) == (asked.Name, asked.GstNumber, asked.QstNumber, asked.GraceDays, asked.PaymentDays)
        && now.Address.AsSpan().SequenceEqual(asked.Address.AsSpan());
}
