using NodaTime;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Suppliers;
using SBG.Domain.Kernel;
using static SBG.Domain.Billing.SeatChangeKind;

namespace SBG.Domain.Tests.Billing.Invoices;

/// <summary>A client with one seat through November 2026 at 42.00, a supplier that waits three days, and what follows.</summary>
internal static class InvoiceWorld
{
    public const string Client = "cegep-fjord";
    public static readonly BillingMonth November = new(2026, 11);
    public static readonly DateTimeZone Toronto = DateTimeZoneProviders.Tzdb["America/Toronto"];
    public static readonly DateTimeOffset InDecember = new(2026, 12, 5, 12, 0, 0, TimeSpan.Zero);
    public static readonly Guid SeatId = Guid.Parse("0190a000-0000-7000-8000-00000000000a");

    public static readonly SupplierVersion Provider = new(1, "Fournisseur fictif", ["1, rue Fictive", "Québec"], "123456789RT0001", "1234567890TQ0001", 3, 30);

    public static InvoiceFacts Facts(DateTimeOffset? now = null) => new(
        November,
        "America/Toronto",
        now ?? InDecember,
        new(Client, "Cégep du Fjord (fictif)", "1112345678", "fr"),
        3,
        TaxTreatment.Taxable,
        Provider,
        [Seats.Of(SeatId, [new(Assigned, new(2026, 10, 1, 4, 0, 0, TimeSpan.Zero))])],
        new Dictionary<Guid, PricePlan> { [Seats.Plans[0]] = PricePlanTests.Given((1, new(2026, 1, 1), 42m)) with { Id = Seats.Plans[0] } },
        null,
        MeteredUse.None);

    public static Invoice Draft { get; } = Fold(null, new InvoiceDrafted(Invoice.StreamOf(Client, November), Client, "2026-11"));

    public static Invoice Issued { get; } = Fold(Draft, Issue(Draft, DrawnInvoice.Of(Facts())));

    public static InvoiceIssued Issue(Invoice draft, DrawnInvoice drawn) =>
        (InvoiceIssued)IssueInvoice.Decide(new("FAC-2026-2027-000001", new(2026, 12, 5), new('0', 64)), draft, drawn).Events.Single();

    public static Invoice Fold(Invoice? state, params EventOf<Invoice>[] happened) => happened.Aggregate(state, (invoice, e) => Invoice.Evolve(invoice, e, InDecember))!;
}
