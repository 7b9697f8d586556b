using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;

namespace SBG.Domain.Tests.Provisioning;

/// <summary>Orders to start a test from: an account to open by a connector, a desk to set up by an agent, a seat to give; or any plan.</summary>
internal static class Orders
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    public static readonly Guid Request = Guid.Parse("0190a000-0000-7000-8000-000000000020");
    public static readonly Guid Line = Guid.Parse("0190a000-0000-7000-8000-000000000021");
    public static readonly Guid Offer = Guid.Parse("0190a000-0000-7000-8000-000000000022");
    public static readonly Guid Person = Guid.Parse("0190a000-0000-7000-8000-000000000023");
    public static readonly Guid Pool = Guid.Parse("0190a000-0000-7000-8000-000000000024");
    public static readonly Guid Plan = Guid.Parse("0190a000-0000-7000-8000-000000000025");
    public static readonly Guid Order = ProvisioningOrder.StreamOf(Request, Line);
    public static readonly Actor Agent = new("agent.mcn", Tenant.Provider, [Role.Agent]);

    public static readonly ImmutableArray<OrderStep> Steps = [Step("account", attempts: 3), Step("desk", "manual", 2), Step("seat", "licence", 1)];

    public static AcknowledgeOrder Command => new(
        Request, Line, Offer, 2, Person, 1, ImmutableSortedDictionary<string, OptionValue>.Empty, Pool, Plan, Steps);

    /// <summary>The order of three steps, begun at its first.</summary>
    public static ProvisioningOrder Given(params EventOf<ProvisioningOrder>[] history) => Opened(Command, history);

    /// <summary>An order by another plan, its first steps begun.</summary>
    public static ProvisioningOrder By(params OrderStep[] plan) => Opened(Command with { Plan = [.. plan], LicencePoolId = null });

    public static ProvisioningOrder Opened(AcknowledgeOrder command, params EventOf<ProvisioningOrder>[] history) =>
        AcknowledgeOrder.Decide(command, null).Events.Concat(history).Aggregate((ProvisioningOrder?)null, (order, e) => ProvisioningOrder.Evolve(order, e, Now))!;

    public static ProvisioningOrder After(this ProvisioningOrder order, Decision<ProvisioningOrder> decision)
    {
        if (decision.Refusal is { } refusal)
        {
            throw new InvalidOperationException(refusal.Code);
        }

        return decision.Events.Aggregate(order, (state, e) => ProvisioningOrder.Evolve(state, e, Now)!);
    }

    /// <summary>The attempt under way did the steps.</summary>
    public static ProvisioningOrder Done(this ProvisioningOrder order, params string[] keys) =>
        keys.Aggregate(order, (state, key) => state.After(CompleteStep.Decide(new(key, state.Step(key)!.Attempt), state)));

    /// <summary>Every attempt that was left failed.</summary>
    public static ProvisioningOrder Exhausted(this ProvisioningOrder order, string key) =>
        order.After(FailStep.Decide(new(key, order.Step(key)!.Attempt, "provisioning/timed-out", GiveUp: true), order));

    /// <summary>The attempt under way undid the steps.</summary>
    public static ProvisioningOrder Undone(this ProvisioningOrder order, params string[] keys) =>
        keys.Aggregate(order, (state, key) => state.After(CompleteStep.Decide(new(key, state.Step(key)!.Undo!.Attempt, Undo: true), state)));

    public static string[] Keys(this Decision<ProvisioningOrder> decision) => [.. decision.Events.Select(Key)];

    public static EventOf<ProvisioningOrder> Started(string step, int attempt = 1) => new StepStarted(Order, step, attempt);

    public static EventOf<ProvisioningOrder> Completed(string step, int attempt = 1) => new StepCompleted(Order, step, attempt);

    public static EventOf<ProvisioningOrder> FailedAttempt(string step, int attempt, bool final = false) => new StepFailed(Order, step, attempt, "provisioning/timed-out", final);

    public static OrderStep Step(string key, string connector = "simulated", int attempts = 2, params string[]? after) =>
        new(key, key, connector, attempts, TimeSpan.FromMinutes(10), ImmutableSortedDictionary<string, string>.Empty, after is null or [] ? null : [.. after]);

    /// <summary>A step that waits for no other.</summary>
    public static OrderStep Free(string key, string connector = "simulated") => Step(key, connector) with { DependsOn = [] };

    private static string Key(EventOf<ProvisioningOrder> e) => e switch
    {
        StepStarted s => $"start {s.StepKey}",
        StepCompleted s => $"done {s.StepKey}",
        StepFailed s => $"fail {s.StepKey}",
        StepSkipped s => $"skip {s.StepKey}",
        StepRetried s => $"retry {s.StepKey}",
        StepWithdrawn s => $"withdraw {s.StepKey}",
        OrderFellOut s => $"fall out {s.StepKey}",
        UndoPlanned s => $"undo [{string.Join(' ', s.Undo)}] redo [{string.Join(' ', s.Redo)}]",
        StepUndoStarted s => $"start undo {s.StepKey}",
        StepUndone s => $"undone {s.StepKey}",
        StepUndoFailed s => $"fail undo {s.StepKey}",
        OrderPartial s => $"partial {s.NoReturnStep}",
        _ => e.GetType().Name,
    };
}
