using System.Text.Json.Serialization;

namespace SBG.Api.Licences;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Licences.Consumption.ConsumptionView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Licences.Leases.LeaseView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Licences.LicencePoolView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Licences.LicenceView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Licences.PoolLedgerEntryView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Licences.Reclaims.ReclaimGroundView>))]
[JsonSerializable(typeof(global::SBG.Api.Licences.Consumption.ConsumptionView))]
[JsonSerializable(typeof(global::SBG.Api.Licences.Leases.LeaseUseView))]
[JsonSerializable(typeof(global::SBG.Api.Licences.Leases.LeaseView))]
[JsonSerializable(typeof(global::SBG.Api.Licences.LicencePoolView))]
[JsonSerializable(typeof(global::SBG.Api.Licences.LicenceView))]
[JsonSerializable(typeof(global::SBG.Api.Licences.PoolConcurrencyView))]
[JsonSerializable(typeof(global::SBG.Api.Licences.Purchases.RenewalCalendarView))]
internal sealed partial class LicencesAnswers : JsonSerializerContext;
