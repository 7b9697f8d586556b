using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;

namespace SBG.Domain.Tests.Provisioning;

/// <summary>Orders to start a test from: an account to open by a connector, a desk to set up by an agent, a seat to give.</summary>
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

    public static readonly ImmutableArray<OrderStep> Steps = [Step("account", "simulated", 3), Step("desk", "manual", 2), Step("seat", "licence", 1)];

    public static AcknowledgeOrder Command => new(
        Request, Line, Offer, 2, Person, 1, ImmutableSortedDictionary<string, string>.Empty, Pool, Plan, Steps);

    public static ProvisioningOrder Given(params EventOf<ProvisioningOrder>[] history) =>
        history.Aggregate(
            ProvisioningOrder.Evolve(null, AcknowledgeOrder.Decide(Command, null).Events[0], Now)!, (order, e) => ProvisioningOrder.Evolve(order, e, Now)!);

    public static EventOf<ProvisioningOrder> Started(string step, int attempt = 1) => new StepStarted(Order, step, attempt);

    public static EventOf<ProvisioningOrder> Completed(string step, int attempt = 1) => new StepCompleted(Order, step, attempt);

    public static EventOf<ProvisioningOrder> FailedAttempt(string step, int attempt, bool final = false) => new StepFailed(Order, step, attempt, "provisioning/timed-out", final);

    private static OrderStep Step(string key, string connector, int attempts) =>
        new(key, key, connector, attempts, TimeSpan.FromMinutes(10), ImmutableSortedDictionary<string, string>.Empty);
}
