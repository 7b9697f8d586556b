using System.Text.Json.Serialization;

namespace SBG.Api.Audit;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Audit.AuditKeysView))]
[JsonSerializable(typeof(global::SBG.Api.Audit.BundlePartView))]
[JsonSerializable(typeof(global::SBG.Api.Audit.BundleView))]
[JsonSerializable(typeof(global::SBG.Api.Audit.CheckpointView))]
[JsonSerializable(typeof(global::SBG.Api.Audit.ConsistencyProofView))]
[JsonSerializable(typeof(global::SBG.Api.Audit.EventFeedView))]
[JsonSerializable(typeof(global::SBG.Api.Audit.InclusionProofView))]
[JsonSerializable(typeof(global::SBG.Api.Audit.Replay.RequestChainView))]
[JsonSerializable(typeof(global::SBG.Api.Audit.Replay.SignedReplay))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Audit.CheckpointView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Audit.Replay.ReplayStep>))]
internal sealed partial class AuditAnswers : JsonSerializerContext;
