using System.Text.Json.Serialization;

namespace SBG.Api.Clients;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Clients.ClientView))]
[JsonSerializable(typeof(global::SBG.Api.Clients.PersonView))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Clients.ClientView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Clients.PersonView>))]
internal sealed partial class ClientsAnswers : JsonSerializerContext;
