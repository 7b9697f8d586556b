using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Suppliers;

/// <summary>Who invoices, as it stands on invoices, and on which terms.</summary>
/// <param name="Number">1, 2, 3 ... in the order of recording.</param>
/// <param name="Name">Legal name.</param>
/// <param name="Address">Postal address, line by line.</param>
/// <param name="GstNumber">Registration for the goods and services tax (TPS).</param>
/// <param name="QstNumber">Registration for the Québec sales tax (TVQ).</param>
/// <param name="GraceDays">Days after the end of a month during which late usage is waited for; no invoice of the month is issued before.</param>
/// <param name="PaymentDays">Days after its issue in which an invoice is due.</param>
public sealed record SupplierVersion(int Number, string Name, ImmutableArray<string> Address, string GstNumber, string QstNumber, int GraceDays, int PaymentDays);

/// <summary>The supplier's particulars or terms are others from now on; every member is the new value.</summary>
/// <param name="SupplierId">The stream.</param>
/// <param name="Number">1, 2, 3 ... in the order of recording.</param>
/// <param name="Name">Legal name.</param>
/// <param name="Address">Postal address, line by line.</param>
/// <param name="GstNumber">Registration for the goods and services tax.</param>
/// <param name="QstNumber">Registration for the Québec sales tax.</param>
/// <param name="GraceDays">Days for which late usage is waited for.</param>
/// <param name="PaymentDays">Days in which an invoice is due.</param>
[StoredAs("supplier_revised")]
public sealed record SupplierRevised(
    Guid SupplierId, int Number, string Name, ImmutableArray<string> Address, string GstNumber, string QstNumber, int GraceDays, int PaymentDays) : EventOf<Supplier>;

/// <summary>The provider as it invoices: versions that are never edited. Invoices keep the one with which they were issued.</summary>
/// <param name="Id">Always the same: there is one.</param>
/// <param name="Versions">In the order of recording; the last applies.</param>
public sealed record Supplier(Guid Id, ImmutableArray<SupplierVersion> Versions) : IState<Supplier>
{
    /// <summary>The one stream.</summary>
    public static Guid StreamId { get; } = DerivedId.Of("supplier");

    /// <summary>What applies now.</summary>
    public SupplierVersion Current => Versions[^1];

    /// <inheritdoc/>
    public static Supplier? Evolve(Supplier? state, EventOf<Supplier> happened, DateTimeOffset at) => happened is SupplierRevised e
        ? new(e.SupplierId, (state?.Versions ?? []).Add(new(e.Number, e.Name, e.Address, e.GstNumber, e.QstNumber, e.GraceDays, e.PaymentDays)))
        : state;
}
