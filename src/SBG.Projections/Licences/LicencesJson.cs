using System.Text.Json.Serialization;

namespace SBG.Projections.Licences;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Domain.Licences.LicenceAssigned))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.LicenceAssignment))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.LicencePool))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.LicencePoolCreated))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.LicenceReleased))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.LicenceResumed))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.LicenceSuspended))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.ReservationCancelled))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.ReservationExpired))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.SeatAssigned))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.SeatReleased))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.SeatTermBegan))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.SeatTermEnded))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.SeatsAllotted))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.SeatsPurchased))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.SeatsReserved))]
[JsonSerializable(typeof(global::SBG.Domain.Licences.UseCounted))]
internal sealed partial class LicencesJson : JsonSerializerContext;
