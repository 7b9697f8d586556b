using SBG.Api.Kernel;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;

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
    DateTimeOffset? EndedAt)
{
    /// <summary>Represents an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="vault">Reveals.</param>
    /// <param name="stop">Cancels.</param>
    internal static async ValueTask<OrderView> Of(ProvisioningOrder order, Actor actor, Vault vault, CancellationToken stop)
    {
        var steps = new List<OrderStepView>(order.Steps.Length);
        foreach (var (step, status, attempt, startedAt, endedAt, code, reason) in order.Steps)
        {
            var hindrance = ManualStep.Hindrance(order, step.Key);
            var actions = new Actions(actor).May("complete", hindrance, ProvisioningEndpoints.Workers).May("fail", hindrance, ProvisioningEndpoints.Workers);
            steps.Add(new(
                step.Key, step.Title, step.Connector, status, attempt, step.MaxAttempts, step.TimeOut, startedAt, endedAt, code,
                await vault.Reveal(reason, stop), actions.Listed));
        }

        return new(
            order.Id, order.RequestId, order.LineId, order.OfferId, order.OfferVersion, order.BeneficiaryId, order.Quantity, order.Status, steps,
            order.IsCompensated, order.AcknowledgedAt, order.EndedAt);
    }
}
