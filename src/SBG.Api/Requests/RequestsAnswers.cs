using System.Text.Json.Serialization;

namespace SBG.Api.Requests;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Requests.AwaitedApprovalView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Requests.CartView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Requests.RequestView>))]
[JsonSerializable(typeof(global::SBG.Api.Requests.ApprovalsView))]
[JsonSerializable(typeof(global::SBG.Api.Requests.CartFile.CartImportView))]
[JsonSerializable(typeof(global::SBG.Api.Requests.CartView))]
[JsonSerializable(typeof(global::SBG.Api.Requests.RequestView))]
internal sealed partial class RequestsAnswers : JsonSerializerContext;
