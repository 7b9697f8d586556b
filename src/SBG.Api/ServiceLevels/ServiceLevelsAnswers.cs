using System.Text.Json.Serialization;

namespace SBG.Api.ServiceLevels;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.ServiceLevels.IncidentComplianceView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.ServiceLevels.Reports.ReportView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.ServiceLevels.Terms.CalendarView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.ServiceLevels.Terms.PolicyView>))]
[JsonSerializable(typeof(global::SBG.Api.ServiceLevels.Clocks.ClockWhyView))]
[JsonSerializable(typeof(global::SBG.Api.ServiceLevels.ComplianceReportView))]
[JsonSerializable(typeof(global::SBG.Api.ServiceLevels.ComplianceView))]
[JsonSerializable(typeof(global::SBG.Api.ServiceLevels.Fulfilment.RequestLevelView))]
[JsonSerializable(typeof(global::SBG.Api.ServiceLevels.Notices.ClockNoticesView))]
[JsonSerializable(typeof(global::SBG.Api.ServiceLevels.Reports.EditionContent))]
[JsonSerializable(typeof(global::SBG.Api.ServiceLevels.Reports.EditionProof))]
[JsonSerializable(typeof(global::SBG.Api.ServiceLevels.Reports.ReportView))]
[JsonSerializable(typeof(global::SBG.Api.ServiceLevels.Terms.CalendarView))]
[JsonSerializable(typeof(global::SBG.Api.ServiceLevels.Terms.IcalClosures))]
[JsonSerializable(typeof(global::SBG.Api.ServiceLevels.Terms.PolicyView))]
[JsonSerializable(typeof(global::SBG.Api.ServiceLevels.WhatIfView))]
internal sealed partial class ServiceLevelsAnswers : JsonSerializerContext;
