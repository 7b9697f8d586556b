using System.Text.Json.Serialization;

namespace SBG.Projections.ServiceLevels;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.BusinessCalendar))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.CalendarCreated))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.CalendarVersionPublished))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.IncidentTimeline))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.PolicyCreated))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.PolicyVersionPublished))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Reports.ComplianceReport))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Reports.EditionIssued))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Reports.ReportOpened))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.ServiceLevelPolicy))]
[JsonSerializable(typeof(global::SBG.Projections.ServiceLevels.ReportBytes))]
internal sealed partial class ServiceLevelsJson : JsonSerializerContext;
