using System.Text.Json.Serialization;

namespace SBG.Projections.Approvals;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Domain.Approvals.ApprovalDelegation))]
[JsonSerializable(typeof(global::SBG.Domain.Approvals.ApprovalDelegationRevoked))]
[JsonSerializable(typeof(global::SBG.Domain.Approvals.ApprovalPolicy))]
[JsonSerializable(typeof(global::SBG.Domain.Approvals.ApprovalPolicyCreated))]
[JsonSerializable(typeof(global::SBG.Domain.Approvals.ApprovalPolicyRetired))]
[JsonSerializable(typeof(global::SBG.Domain.Approvals.ApprovalPolicyVersionPublished))]
[JsonSerializable(typeof(global::SBG.Domain.Approvals.ApprovalsDelegated))]
internal sealed partial class ApprovalsJson : JsonSerializerContext;
