using SBG.Api.Kernel;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using SBG.Domain.Provisioning.Suppliers;

namespace SBG.Api.Provisioning;

/// <summary>A step of an order, as the API shows it.</summary>
/// <param name="Key">Its name within the plan.</param>
/// <param name="Title">What people see.</param>
/// <param name="Connector">Who carries it out.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Attempt">The current or last attempt, from 1; 0 before the first.</param>
/// <param name="MaxAttempts">After so many failed attempts the order fails.</param>
/// <param name="TimeOut">An attempt that takes longer has failed (ISO 8601).</param>
/// <param name="StartedAt">When that attempt began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="FailureCode">Why the last failed attempt failed.</param>
/// <param name="Reason">Why, in an agent's words; null once destroyed.</param>
/// <param name="DependsOn">The steps that come before it; null: the one before it.</param>
/// <param name="Condition">When it runs; null: always.</param>
/// <param name="Estimate">How long it takes as a rule (ISO 8601).</param>
/// <param name="NoReturn">Whether nothing before it is undone any more once it is done.</param>
/// <param name="FellOut">Whether an agent must decide about it.</param>
/// <param name="Undo">How far its undoing is; null when it is not being undone.</param>
/// <param name="Target">The outside system that carries it out; null: none.</param>
/// <param name="ResourceId">By what the outside system knows what the step makes; null: it needs none.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record OrderStepView(
    string Key,
    string Title,
    string Connector,
    StepStatus Status,
    int Attempt,
    int MaxAttempts,
    TimeSpan TimeOut,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? FailureCode,
    string? Reason,
    IReadOnlyList<string>? DependsOn,
    StepCondition? Condition,
    TimeSpan? Estimate,
    bool NoReturn,
    bool FellOut,
    StepUndo? Undo,
    Guid? Target,
    Guid? ResourceId,
    IReadOnlyList<string> Actions);

/// <summary>The delivery of one line, as the API shows it.</summary>
/// <param name="Id">The order.</param>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">Its line.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferVersion">The ordered version.</param>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="IsCompensated">Whether what a failed order had taken was given back.</param>
/// <param name="AcknowledgedAt">When it began.</param>
/// <param name="EndedAt">When it was delivered or given up.</param>
/// <param name="Options">The answers, by question; null once destroyed.</param>
/// <param name="PromisedAt">By when it was promised; null: nobody promised.</param>
/// <param name="ExpectedAt">When it was expected as it was found to become late; null: it was not found so.</param>
/// <param name="Drift">The steps of which the other side was found not to hold what was delivered.</param>
/// <param name="Supplier">Who delivers it for the provider; null: the offer names nobody.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record OrderView(
    Guid Id,
    Guid RequestId,
    Guid LineId,
    Guid OfferId,
    int OfferVersion,
    Guid BeneficiaryId,
    int Quantity,
    OrderStatus Status,
    IReadOnlyList<OrderStepView> Steps,
    bool IsCompensated,
    DateTimeOffset AcknowledgedAt,
    DateTimeOffset? EndedAt,
    IReadOnlyDictionary<string, OptionValue?> Options,
    DateTimeOffset? PromisedAt,
    DateTimeOffset? ExpectedAt,
    IReadOnlyList<StepDrift> Drift,
    OrderSupplier? Supplier,
    IReadOnlyList<string> Actions)
{
    /// <summary>Represents an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="vault">Reveals.</param>
    /// <param name="stop">Cancels.</param>
    internal static async ValueTask<OrderView> Of(ProvisioningOrder order, Actor actor, Vault vault, CancellationToken stop)
    {
        var steps = new List<OrderStepView>(order.Steps.Length);
        foreach (var progress in order.Steps)
        {
            steps.Add(await Of(order, progress, actor, vault, stop));
        }

        return new(
            order.Id, order.RequestId, order.LineId, order.OfferId, order.OfferVersion, order.BeneficiaryId, order.Quantity, order.Status, steps,
            order.IsCompensated, order.AcknowledgedAt, order.EndedAt, await vault.Reveal(order.Options, stop), order.PromisedAt, order.ExpectedAt, order.Drift ?? [],
            order.Supplier, ActionsOf(order, actor));
    }

    private static IReadOnlyList<string> ActionsOf(ProvisioningOrder order, Actor actor) => new Actions(actor)
        .May("compensate", Fallout.Hindrance(order), ProvisioningEndpoints.Workers)
        .May("cancel", CancelOrder.Hindrance(order), RecoveryEndpoints.Cancellers)
        .May("terminate", TerminateOrder.Hindrance(order), RecoveryEndpoints.Terminators)
        .May("check-drift", OrderDrift.Hindrance(order), ProvisioningEndpoints.Workers)
        .May("correct-drift", OrderDrift.CorrectionHindrance(order), ProvisioningEndpoints.Workers)
        .May("except-supplier", ResupplyOrder.Hindrance(order), ProvisioningEndpoints.Workers)
        .May("change", ChangeOrder.Hindrance(order), ProvisioningEndpoints.Workers)
        .Listed;

    private static async ValueTask<OrderStepView> Of(ProvisioningOrder order, StepProgress progress, Actor actor, Vault vault, CancellationToken stop)
    {
        var step = progress.Step;
        var (manual, fallout) = (ManualStep.Hindrance(order, step.Key), Fallout.Hindrance(order, step.Key));
        var actions = new Actions(actor)
            .May("complete", manual, ProvisioningEndpoints.Workers).May("fail", manual, ProvisioningEndpoints.Workers)
            .May("retry", fallout, ProvisioningEndpoints.Workers).May("skip", fallout, ProvisioningEndpoints.Workers);
        return new(
            step.Key, step.Title, step.Connector, progress.Status, progress.Attempt, step.MaxAttempts, step.TimeOut, progress.StartedAt, progress.EndedAt,
            progress.FailureCode, await vault.Reveal(progress.Reason, stop), step.DependsOn, step.Condition, step.Estimate, step.NoReturn, progress.FellOut,
            progress.Undo, step.Target, step.Target is null ? null : order.ResourceOf(progress), actions.Listed);
    }
}
