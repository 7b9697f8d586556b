using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>How far an order is (TM Forum states).</summary>
public enum OrderStatus
{
    /// <summary>Nothing was begun.</summary>
    Acknowledged,

    /// <summary>Being delivered.</summary>
    InProgress,

    /// <summary>Delivered.</summary>
    Completed,

    /// <summary>Given up.</summary>
    Failed,
}

/// <summary>The delivery of one line of a request, step by step. All that a restart needs to go on.</summary>
/// <param name="Id">The stream.</param>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">Its line.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferVersion">The ordered version.</param>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Options">Option to choice.</param>
/// <param name="LicencePoolId">The pool from which seats are taken.</param>
/// <param name="PricePlanId">The plan by which what is delivered is charged.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="IsCompensated">Whether what a failed order had taken was given back.</param>
/// <param name="AcknowledgedAt">When it began (UTC).</param>
/// <param name="EndedAt">When it was delivered or given up (UTC).</param>
public sealed record ProvisioningOrder(
    Guid Id,
    Guid RequestId,
    Guid LineId,
    Guid OfferId,
    int OfferVersion,
    Guid BeneficiaryId,
    int Quantity,
    ImmutableSortedDictionary<string, string> Options,
    Guid? LicencePoolId,
    Guid PricePlanId,
    OrderStatus Status,
    ImmutableArray<StepProgress> Steps,
    bool IsCompensated,
    DateTimeOffset AcknowledgedAt,
    DateTimeOffset? EndedAt = null) : IState<ProvisioningOrder>
{
    /// <summary>The stream of a line's order: the same however often it is asked for, so that nothing is delivered twice.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="lineId">Its line.</param>
    public static Guid StreamOf(Guid requestId, Guid lineId) => DerivedId.Of("provisioning-order", requestId.ToString(), lineId.ToString());

    /// <summary>The licence that one seat of a step becomes: the same however often the step is carried out.</summary>
    /// <param name="stepKey">The step.</param>
    /// <param name="number">1 to <see cref="Quantity"/>.</param>
    public Guid LicenceOf(string stepKey, int number) => DerivedId.Of("licence-assignment", Id.ToString(), stepKey, $"{number}");

    /// <summary>A step by its key; null when the plan has none of that name.</summary>
    /// <param name="key">The key.</param>
    public StepProgress? Step(string key) => Steps.FirstOrDefault(step => step.Step.Key == key);

    /// <summary>Whether nothing more is delivered.</summary>
    [JsonIgnore]
    public bool IsOver => Status is OrderStatus.Completed or OrderStatus.Failed;

    /// <summary>The first step that is not done; null when all are, or the order was given up.</summary>
    [JsonIgnore]
    public StepProgress? Current => IsOver ? null : Steps.FirstOrDefault(step => step.Status != StepStatus.Completed);

    /// <summary>Whether the outcome of an attempt is awaited.</summary>
    /// <param name="key">The step.</param>
    /// <param name="attempt">The attempt.</param>
    public bool Awaits(string key, int attempt) =>
        Current is { Status: StepStatus.InProgress } step && step.Step.Key == key && step.Attempt == attempt;

    /// <inheritdoc/>
    public static ProvisioningOrder? Evolve(ProvisioningOrder? state, EventOf<ProvisioningOrder> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, OrderAcknowledged e) => new(
            e.OrderId, e.RequestId, e.LineId, e.OfferId, e.OfferVersion, e.BeneficiaryId, e.Quantity, e.Options, e.LicencePoolId, e.PricePlanId,
            OrderStatus.Acknowledged, [.. e.Plan.Select(step => new StepProgress(step, StepStatus.Acknowledged, 0))], false, at),
        ({ }, StepStarted e) => state.With(e.StepKey, step => new(step.Step, StepStatus.InProgress, e.Attempt, at)) with { Status = OrderStatus.InProgress },
        ({ }, StepCompleted e) => state.With(e.StepKey, step => step with { Status = StepStatus.Completed, EndedAt = at }),
        ({ }, StepFailed e) => state.With(e.StepKey, step => step with
        {
            Status = e.Final ? StepStatus.Failed : StepStatus.Pending,
            EndedAt = at,
            FailureCode = e.Code,
            Reason = e.Reason,
        }),
        ({ }, OrderCompleted) => state with { Status = OrderStatus.Completed, EndedAt = at },
        ({ }, OrderFailed) => state with { Status = OrderStatus.Failed, EndedAt = at },
        ({ }, OrderCompensated) => state with { IsCompensated = true },
        _ => state,
    };

    private ProvisioningOrder With(string key, Func<StepProgress, StepProgress> change) =>
        this with { Steps = [.. Steps.Select(step => step.Step.Key == key ? change(step) : step)] };
}
