using System.Text.Json.Serialization;

namespace SBG.Projections.ServiceLevels;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Calendars.BusinessCalendar))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Calendars.CalendarCreated))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Calendars.CalendarDraftRehearsed))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Calendars.CalendarDrafted))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Calendars.CalendarVersionPublished))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Clocks.IncidentTimeline))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Fulfilment.FulfilmentPromise))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Fulfilment.FulfilmentPromised))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Fulfilment.RequestTimeline))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Notices.ClockNotices))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Notices.ThresholdReached))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Policies.PolicyCreated))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Policies.PolicyDraftRehearsed))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Policies.PolicyDrafted))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Policies.PolicyVersionPublished))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Policies.ServiceLevelPolicy))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Reports.ComplianceReport))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Reports.EditionIssued))]
[JsonSerializable(typeof(global::SBG.Domain.ServiceLevels.Reports.ReportOpened))]
[JsonSerializable(typeof(global::SBG.Projections.ServiceLevels.ReportBytes))]
internal sealed partial class ServiceLevelsJson : JsonSerializerContext;
