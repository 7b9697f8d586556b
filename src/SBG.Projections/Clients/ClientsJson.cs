using System.Text.Json.Serialization;

namespace SBG.Projections.Clients;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Domain.Clients.Client))]
[JsonSerializable(typeof(global::SBG.Domain.Clients.ClientActivated))]
[JsonSerializable(typeof(global::SBG.Domain.Clients.ClientProfileRevised))]
[JsonSerializable(typeof(global::SBG.Domain.Clients.ClientRegistered))]
[JsonSerializable(typeof(global::SBG.Domain.Clients.Person))]
[JsonSerializable(typeof(global::SBG.Domain.Clients.PersonAccountLinked))]
[JsonSerializable(typeof(global::SBG.Domain.Clients.PersonDeparted))]
[JsonSerializable(typeof(global::SBG.Domain.Clients.PersonManagerSet))]
[JsonSerializable(typeof(global::SBG.Domain.Clients.PersonRegistered))]
[JsonSerializable(typeof(global::SBG.Domain.Clients.PersonRevised))]
[JsonSerializable(typeof(global::SBG.Domain.Clients.ServiceLevelAgreed))]
[JsonSerializable(typeof(global::SBG.Domain.Clients.TaxRegimeSet))]
internal sealed partial class ClientsJson : JsonSerializerContext;
