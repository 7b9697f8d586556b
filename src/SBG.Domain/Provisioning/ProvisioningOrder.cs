using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning.Suppliers;

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

    /// <summary>A step was given up; an agent decides.</summary>
    Held,

    /// <summary>Steps are being undone.</summary>
    Pending,

    /// <summary>Undone up to a point of no return; an agent decides.</summary>
    Partial,

    /// <summary>Not wanted any more; what was done is undone.</summary>
    Cancelled,

    /// <summary>Delivered once and given up later; what was done is undone.</summary>
    Terminated,
}

/// <summary>The steps that are to be undone, and why.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Steps">Their keys, in that order.</param>
/// <param name="Redo">The steps to do again afterwards.</param>
/// <param name="StepKey">The step that was given up.</param>
/// <param name="Code">Why: a registered code.</param>
/// <param name="Quantity">The new quantity of a change.</param>
/// <param name="Options">The new options of a change.</param>
/// <param name="By">The subject who asked; null: it follows from the plan.</param>
/// <param name="Supply">Who is to deliver, and how; null: who does.</param>
public sealed record UndoPlan(
    UndoCause Cause,
    ImmutableArray<string> Steps,
    ImmutableArray<string> Redo,
    string? StepKey = null,
    string? Code = null,
    int? Quantity = null,
    ImmutableSortedDictionary<string, OptionValue>? Options = null,
    string? By = null,
    OrderSupply? Supply = null);

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
/// <param name="Steps">The steps, as the plan names them.</param>
/// <param name="IsCompensated">Whether the seats that an order no longer needs were given back.</param>
/// <param name="AcknowledgedAt">When it began (UTC).</param>
/// <param name="EndedAt">When it was delivered or given up (UTC).</param>
/// <param name="Undo">What is being undone; null: nothing.</param>
/// <param name="PromisedAt">By when it was promised (UTC).</param>
/// <param name="ExpectedAt">When it was expected to be done as it was found to become late (UTC); null: it was not found so.</param>
/// <param name="Drift">How the other sides were found to differ from what was delivered; null: not at all, as far as is known.</param>
public sealed record ProvisioningOrder(
    Guid Id,
    Guid RequestId,
    Guid LineId,
    Guid OfferId,
    int OfferVersion,
    Guid BeneficiaryId,
    int Quantity,
    ImmutableSortedDictionary<string, OptionValue> Options,
    Guid? LicencePoolId,
    Guid PricePlanId,
    OrderStatus Status,
    ImmutableArray<StepProgress> Steps,
    bool IsCompensated,
    DateTimeOffset AcknowledgedAt,
    DateTimeOffset? EndedAt = null,
    UndoPlan? Undo = null,
    DateTimeOffset? PromisedAt = null,
    DateTimeOffset? ExpectedAt = null,
    ImmutableArray<StepDrift>? Drift = null) : IState<ProvisioningOrder>
{
    /// <summary>Who delivers it for the provider; null: the offer names nobody.</summary>
    public OrderSupplier? Supplier { get; init; }

    /// <summary>The stream of a line's order: the same however often it is asked for, so that nothing is delivered twice.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="lineId">Its line.</param>
    public static Guid StreamOf(Guid requestId, Guid lineId) => DerivedId.Of("provisioning-order", requestId.ToString(), lineId.ToString());

    /// <summary>The licence that one seat of a step becomes: the same however often an attempt is carried out, another once the step was undone.</summary>
    /// <param name="stepKey">The step.</param>
    /// <param name="number">1 to <see cref="Quantity"/>.</param>
    public Guid LicenceOf(string stepKey, int number) => Step(stepKey)?.Base is { } earlier and > 0
        ? DerivedId.Of("licence-assignment", Id.ToString(), stepKey, $"{number}", $"{earlier}")
        : DerivedId.Of("licence-assignment", Id.ToString(), stepKey, $"{number}");

    /// <summary>
    /// What a step makes at the other side: the same for each of its attempts, another once it was undone or taken back, so that no outside
    /// system meets an id again that it has deleted.
    /// </summary>
    /// <param name="step">The step.</param>
    public Guid ResourceOf(StepProgress step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return DerivedId.Of("provisioned-resource", Id.ToString(), step.Step.Key, $"{step.Undone}", $"{step.Cleared}");
    }

    /// <summary>A step by its key; null when the plan has none of that name.</summary>
    /// <param name="key">The key.</param>
    public StepProgress? Step(string key) => Steps.FirstOrDefault(step => step.Step.Key == key);

    /// <summary>Whether nothing more is delivered or undone.</summary>
    [JsonIgnore]
    public bool IsOver => Status is OrderStatus.Completed or OrderStatus.Failed or OrderStatus.Cancelled or OrderStatus.Terminated;

    /// <summary>The done step beyond which nothing is undone; null: all can be.</summary>
    [JsonIgnore]
    public StepProgress? NoReturn => Steps.Where(step => step.Step.NoReturn && step.Status == StepStatus.Completed).MaxBy(step => step.Place);

    /// <summary>Whether the outcome of an attempt is awaited.</summary>
    /// <param name="key">The step.</param>
    /// <param name="attempt">The attempt.</param>
    public bool Awaits(string key, int attempt) => !IsOver && Step(key) is { Status: StepStatus.InProgress } step && step.Attempt == attempt;

    /// <summary>Whether the outcome of an attempt to undo a step is awaited.</summary>
    /// <param name="key">The step.</param>
    /// <param name="attempt">The attempt.</param>
    public bool AwaitsUndo(string key, int attempt) =>
        !IsOver && Step(key)?.Undo is { Status: StepStatus.InProgress } undo && undo.Attempt == attempt;

    /// <summary>The keys of the steps that a step waits for.</summary>
    /// <param name="place">Its place in the plan, from 0.</param>
    public ImmutableArray<string> Before(int place) => Steps[place].Step.DependsOn ?? (place == 0 ? [] : [Steps[place - 1].Step.Key]);

    /// <inheritdoc/>
    public static ProvisioningOrder? Evolve(ProvisioningOrder? state, EventOf<ProvisioningOrder> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, OrderAcknowledged e) => new(
            e.OrderId, e.RequestId, e.LineId, e.OfferId, e.OfferVersion, e.BeneficiaryId, e.Quantity, e.Options, e.LicencePoolId, e.PricePlanId,
            OrderStatus.Acknowledged, [.. e.Plan.Select(step => new StepProgress(step, StepStatus.Acknowledged, 0))], false, at, PromisedAt: e.PromisedAt)
        {
            Supplier = e.Supplier,
        },
        ({ }, OrderCompleted) => state with { Status = OrderStatus.Completed, EndedAt = at, Undo = null },
        ({ }, OrderFailed) => state with { Status = OrderStatus.Failed, EndedAt = at, Undo = null },
        ({ }, OrderCancelled) => state with { Status = OrderStatus.Cancelled, EndedAt = at, Undo = null },
        ({ }, OrderTerminated) => state with { Status = OrderStatus.Terminated, EndedAt = at, Undo = null },
        ({ }, OrderPartial) => state with { Status = OrderStatus.Partial, Undo = null },
        ({ }, OrderCompensated) => state with { IsCompensated = true },
        ({ }, OrderInJeopardy e) => state with { ExpectedAt = e.ExpectedAt },
        ({ }, DriftFound e) => state with { Drift = e.Steps.IsEmpty ? null : e.Steps },
        ({ }, OrderCorrected) => state.Renewed(state.Undo?.Redo ?? []) with { Undo = null, Status = OrderStatus.InProgress, Drift = null },
        ({ }, UndoPlanned e) => state.Settled() with
        {
            Status = OrderStatus.Pending,
            Undo = new(e.Cause, e.Undo, e.Redo, e.StepKey, e.Code, e.Quantity, e.Options, e.PlannedBy, e.Supply),
        },
        ({ }, OrderChanged e) => state.Renewed(state.Again) with { Undo = null, Status = OrderStatus.InProgress, Quantity = e.Quantity, Options = e.Options },
        ({ }, OrderResupplied e) => state.Planned(e.Supply.Plan).Renewed(state.Again) with
        {
            Undo = null,
            Status = OrderStatus.InProgress,
            Supplier = e.Supply.Supplier,
            LicencePoolId = e.Supply.LicencePoolId,
        },
        ({ }, _) => StepFold.Evolve(state, happened, at),
        _ => state,
    };

    /// <summary>The order with one step changed.</summary>
    /// <param name="key">The step.</param>
    /// <param name="change">How.</param>
    internal ProvisioningOrder With(string key, Func<StepProgress, StepProgress> change) =>
        this with { Steps = [.. Steps.Select(step => step.Step.Key == key ? change(step) : step)] };

    /// <summary>The order with steps that begin anew.</summary>
    /// <param name="keys">The steps.</param>
    internal ProvisioningOrder Renewed(ImmutableArray<string> keys) => this with
    {
        Steps = [.. Steps.Select(step => keys.Contains(step.Step.Key) ? (step with { Stands = step.Stands || (step.Step.UpdatedInPlace && step.Status == StepStatus.Completed) }).Anew : step)],
    };

    // What is done again once all is undone.
    private ImmutableArray<string> Again => [.. (Undo?.Redo ?? []).Where(IsBeforeNoReturn)];

    private ProvisioningOrder Planned(ImmutableArray<OrderStep> plan) => this with
    {
        Steps = [.. Steps.Select(step => Again.Contains(step.Step.Key) && plan.FirstOrDefault(other => other.Key == step.Step.Key) is { } other ? step with { Step = other } : step)],
    };

    // A point of no return that was passed while others were undone keeps what came before it.
    private bool IsBeforeNoReturn(string key) => NoReturn is not { } beyond || Step(key)?.Place is not { } place || place > beyond.Place;

    // What an agent was asked to decide is decided.
    private ProvisioningOrder Settled() => this with { Steps = [.. Steps.Select(step => step.FellOut ? step with { FellOut = false } : step)] };
}
