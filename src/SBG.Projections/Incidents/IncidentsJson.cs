using System.Text.Json.Serialization;

namespace SBG.Projections.Incidents;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.Incident))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.IncidentAssigned))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.IncidentCancelled))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.IncidentClosed))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.IncidentCommented))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.IncidentHeld))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.IncidentPrioritised))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.IncidentReopened))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.IncidentReported))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.IncidentResolved))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.IncidentResponded))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.IncidentResumed))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.Links.IncidentLinked))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.Links.IncidentUnlinked))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.Merging.IncidentMergeUndone))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.Merging.IncidentMerged))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.Merging.IncidentUnmerged))]
[JsonSerializable(typeof(global::SBG.Domain.Incidents.Merging.IncidentsAbsorbed))]
internal sealed partial class IncidentsJson : JsonSerializerContext;
