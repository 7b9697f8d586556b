using System.Text.Json.Serialization;

namespace SBG.Projections.Billing;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Invoices.CreditNoteIssued))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Invoices.DebitNoteIssued))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Invoices.Invoice))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Invoices.InvoiceDisputeResolved))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Invoices.InvoiceDrafted))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Invoices.InvoiceIssued))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Invoices.InvoiceLineDisputed))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Invoices.InvoiceSettled))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.PriceAgreement))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.PricePlan))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.PricePlanCreated))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.PriceVersionAdded))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.PricesAgreed))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Suppliers.Supplier))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Suppliers.SupplierRevised))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Usage.Meter))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Usage.MeterDefined))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Usage.MeterPriced))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Usage.UsageAmended))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Usage.UsageCancelled))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Usage.UsageLog))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Usage.UsageReceived))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Usage.UsageRejected))]
[JsonSerializable(typeof(global::SBG.Domain.Billing.Usage.UsageRejections))]
[JsonSerializable(typeof(global::SBG.Projections.Billing.SeatRecord))]
internal sealed partial class BillingJson : JsonSerializerContext;
