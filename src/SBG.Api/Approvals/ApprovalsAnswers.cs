using System.Text.Json.Serialization;

namespace SBG.Api.Approvals;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Approvals.ApprovalPolicyView))]
[JsonSerializable(typeof(global::SBG.Api.Approvals.DelegationView))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Approvals.ApprovalPolicyView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Approvals.DelegationView>))]
internal sealed partial class ApprovalsAnswers : JsonSerializerContext;
