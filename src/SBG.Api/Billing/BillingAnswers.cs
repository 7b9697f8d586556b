using System.Text.Json.Serialization;

namespace SBG.Api.Billing;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Billing.Closings.ClosingView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.Closings.FiscalYearView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.InvoicePreviewView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.Invoices.InvoiceExportView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.Invoices.InvoiceView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.Invoices.LineExplanationView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.Invoices.RecomputationView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.Invoices.SupplierView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.PriceAgreementView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.PriceInForceView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.PricePlanView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.Rehearsals.RehearsalView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.Rerating.NoteProposalView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.Usage.MeterDefinitionView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.Usage.UsageBatchView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.Usage.UsageRecordView))]
[JsonSerializable(typeof(global::SBG.Api.Billing.UsageView))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Billing.Closings.ClientClosingView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Billing.Closings.ClosingView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Billing.Invoices.InvoiceView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Billing.PricePlanView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Billing.Pulls.PulledInvoice>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Billing.Pulls.PulledUsage>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Billing.Rehearsals.RehearsalView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Billing.Rerating.NoteProposalView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Billing.Usage.MeterDefinitionView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Billing.Usage.UsageRecordView>))]
internal sealed partial class BillingAnswers : JsonSerializerContext;
