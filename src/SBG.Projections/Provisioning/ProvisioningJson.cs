using System.Text.Json.Serialization;

namespace SBG.Projections.Provisioning;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.OrderAcknowledged))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.OrderCancelled))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.OrderChanged))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.OrderCompensated))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.OrderCompleted))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.OrderFailed))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.OrderFellOut))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.OrderInJeopardy))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.OrderPartial))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.OrderTerminated))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.ProvisioningOrder))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.StepCompleted))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.StepFailed))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.StepRetried))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.StepSkipped))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.StepStarted))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.StepUndoFailed))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.StepUndoStarted))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.StepUndone))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.StepWithdrawn))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.Targets.Target))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.Targets.TargetCredentialsReplaced))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.Targets.TargetDisabled))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.Targets.TargetEnabled))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.Targets.TargetRegistered))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.Targets.TargetRevised))]
[JsonSerializable(typeof(global::SBG.Domain.Provisioning.UndoPlanned))]
internal sealed partial class ProvisioningJson : JsonSerializerContext;
