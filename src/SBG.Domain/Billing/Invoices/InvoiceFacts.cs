using NodaTime;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Billing.Suppliers;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>All that an invoice follows from. The same facts give the same invoice, on every machine and at any time.</summary>
/// <param name="Month">The month.</param>
/// <param name="TimeZone">The client's IANA zone.</param>
/// <param name="Now">When it is computed: bounds what happened and what was recorded (UTC).</param>
/// <param name="Client">Who is invoiced.</param>
/// <param name="ClientVersion">Version of the client's stream.</param>
/// <param name="Treatment">How the client is taxed; null until decided.</param>
/// <param name="Supplier">Who invoices; null until said.</param>
/// <param name="Seats">The client's seats of the month; others are ignored.</param>
/// <param name="Plans">The plans that seats and meters name.</param>
/// <param name="Agreement">What is agreed about prices; null for nothing.</param>
/// <param name="Use">What producers reported.</param>
public sealed record InvoiceFacts(
    BillingMonth Month,
    string TimeZone,
    DateTimeOffset Now,
    InvoicedClient Client,
    long ClientVersion,
    TaxTreatment? Treatment,
    SupplierVersion? Supplier,
    IReadOnlyCollection<SeatHistory> Seats,
    IReadOnlyDictionary<Guid, PricePlan> Plans,
    PriceAgreement? Agreement,
    MeteredUse Use)
{
    /// <summary>Earlier months whose invoices were issued, in their order.</summary>
    public IReadOnlyList<EarlierMonth> Earlier { get; init; } = [];

    /// <summary>What is charged of the client's orders beside seats; those outside of the month are ignored.</summary>
    public IReadOnlyCollection<OrderCharge> Orders { get; init; } = [];

    /// <summary>Whether the month's fiscal year is closed, and nobody decided that it is charged all the same.</summary>
    public bool IsBarred { get; init; }

    /// <summary>The client's zone.</summary>
    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[TimeZone];

    /// <summary>What the month adds up to, as far as time has passed.</summary>
    public InvoicePreview Preview() => InvoicePreview.Of(Month, Zone, Now, Seats, Plans, Treatment, Agreement, Use, Orders);

    /// <summary>When late usage of the month is no longer waited for (UTC); null until the supplier said how long that is.</summary>
    public DateTimeOffset? GraceUntil => Supplier is { } supplier ? LocalDay.Start(Month.FirstDay.AddMonths(1).AddDays(supplier.GraceDays), Zone) : null;
}
