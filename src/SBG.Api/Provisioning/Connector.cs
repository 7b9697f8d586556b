using System.Collections.Frozen;
using Marten;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;

namespace SBG.Api.Provisioning;

/// <summary>The edge to whoever carries out a step.</summary>
public interface IConnector
{
    /// <summary>The name by which plans ask for it.</summary>
    string Name { get; }

    /// <summary>
    /// Carries out an attempt. It can be called again for the same attempt after a crash: order, step and attempt are the idempotency key. An
    /// exception that is not an outcome lets the message be tried again.
    /// </summary>
    /// <param name="call">What is asked.</param>
    /// <param name="stop">Cancels.</param>
    Task<ConnectorOutcome> Provision(ConnectorCall call, CancellationToken stop);

    /// <summary>
    /// Undoes whatever attempts at the step have done, also one that failed or whose outcome nobody knows; where there is nothing, it is done. The
    /// same rules hold as for <see cref="Provision"/>; order, step and the attempt to undo are the idempotency key.
    /// </summary>
    /// <param name="call">What is asked.</param>
    /// <param name="stop">Cancels.</param>
    Task<ConnectorOutcome> Deprovision(ConnectorCall call, CancellationToken stop);

    /// <summary>
    /// Asks how far an attempt is that the other side accepted and whose outcome it has not told; called only after an outcome that says when to
    /// ask, see <see cref="ConnectorOutcome.PollAfter"/>.
    /// </summary>
    /// <param name="call">The attempt, with the token of the outcome that said when to ask.</param>
    /// <param name="stop">Cancels.</param>
    Task<ConnectorOutcome> Status(ConnectorCall call, CancellationToken stop);

    /// <summary>Asks, without consequence, what the other side holds of a step that is done. One that cannot be asked is not known.</summary>
    /// <param name="call">The step.</param>
    /// <param name="stop">Cancels.</param>
    Task<Holding> Inspect(ConnectorCall call, CancellationToken stop) => Task.FromResult(Holding.Unknown);

    /// <summary>Whether it writes through the call's session only: then it is called within the transaction of the outcome, and its exceptions are no outcome.</summary>
    bool IsTransactional => false;
}

/// <summary>An attempt to carry out.</summary>
/// <param name="Order">The order.</param>
/// <param name="Progress">Its step and attempt.</param>
/// <param name="Session">In the client's tenant; what is written through it commits together with the outcome, or not at all.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Undo">Whether the step is to be undone.</param>
/// <param name="Token">By what the other side knows the attempt; null: it gave nothing.</param>
public sealed record ConnectorCall(
    ProvisioningOrder Order, StepProgress Progress, IDocumentSession Session, DateTimeOffset At, bool Undo = false, string? Token = null)
{
    /// <summary>The attempt, from 1, at the step or at undoing it.</summary>
    public int Attempt => Undo ? Progress.Undo!.Attempt : Progress.Attempt;

    /// <summary>The same however often the attempt is carried out, another for any other: order, step, direction and attempt.</summary>
    public Guid IdempotencyKey => DerivedId.Of("connector-call", Order.Id.ToString(), Progress.Step.Key, Undo ? "undo" : "do", $"{Attempt}");

    /// <summary>When the attempt began (UTC).</summary>
    public DateTimeOffset BeganAt => Undo ? Progress.Undo!.StartedAt : Progress.StartedAt ?? At;

    /// <summary>Whose order it is.</summary>
    public string Client => Session.TenantId;

    /// <summary>What the step makes at the other side, see <see cref="ProvisioningOrder.ResourceOf"/>.</summary>
    public Guid Resource => Order.ResourceOf(Progress);

    /// <summary>What the other side is told: canonical JSON whose fingerprint is on record.</summary>
    public byte[] Payload => StepPayload.Of(Order, Progress.Step);
}

/// <summary>What came of an attempt.</summary>
/// <param name="Answer">Done, failed, or not known yet.</param>
/// <param name="FailureCode">Why it failed: a registered code.</param>
/// <param name="Words">What the other side answered, for the record; nothing personal, 200 characters at most.</param>
public sealed record ConnectorOutcome(ConnectorAnswer Answer, string? FailureCode = null, string? Words = null)
{
    /// <summary>The step is done.</summary>
    public static ConnectorOutcome Done { get; } = new(ConnectorAnswer.Done);

    /// <summary>Somebody will tell, or the attempt times out.</summary>
    public static ConnectorOutcome Waiting { get; } = new(ConnectorAnswer.Waiting);

    /// <summary>Of an outcome not known yet: when to ask for it; null: somebody will tell.</summary>
    public TimeSpan? PollAfter { get; init; }

    /// <summary>Of an outcome not known yet: by what the other side knows the attempt.</summary>
    public string? Token { get; init; }

    /// <summary>Of a failure: whether another attempt is of no use.</summary>
    public bool Final { get; init; }

    /// <summary>Of a failure: how long the other side wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Of a failure: whether what the attempt may have made was taken back, so that the next one makes another.</summary>
    public bool Cleared { get; init; }

    /// <summary>The other side works on it: ask again.</summary>
    /// <param name="pollAfter">After so long; a second at least, an hour at most.</param>
    /// <param name="token">By what it knows the attempt.</param>
    public static ConnectorOutcome InProgress(TimeSpan pollAfter, string? token = null) => Waiting with
    {
        PollAfter = TimeSpan.FromTicks(Math.Clamp(pollAfter.Ticks, TimeSpan.TicksPerSecond, TimeSpan.TicksPerHour)),
        Token = token,
    };

    /// <summary>The attempt failed; another may succeed.</summary>
    /// <param name="code">Why.</param>
    /// <param name="retryAfter">How long the other side wants to be left alone.</param>
    public static ConnectorOutcome Failed(string code, TimeSpan? retryAfter = null) => new(ConnectorAnswer.Failed, code) { RetryAfter = retryAfter };

    /// <summary>The attempt failed, and another would fail as well.</summary>
    /// <param name="code">Why.</param>
    public static ConnectorOutcome FailedFinally(string code) => new(ConnectorAnswer.Failed, code) { Final = true };
}

/// <summary>The kinds of outcome.</summary>
public enum ConnectorAnswer
{
    /// <summary>The step is done.</summary>
    Done,

    /// <summary>The attempt failed.</summary>
    Failed,

    /// <summary>Not known yet.</summary>
    Waiting,
}

/// <summary>The connectors by name.</summary>
/// <param name="connectors">All of them.</param>
public sealed class Connectors(IEnumerable<IConnector> connectors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FrozenDictionary<string, IConnector> _byName = connectors.ToFrozenDictionary(connector => connector.Name);

    /// <summary>A connector; the catalogue publishes no plan that names another.</summary>
    /// <param name="name">Its name.</param>
    public IConnector this[string name] => _byName[name];

    /// <summary>Asks what the other sides hold of the steps of an order that are done. What is not told in time is not known.</summary>
    /// <param name="order">The order.</param>
    /// <param name="which">Which steps.</param>
    /// <param name="session">In the client's tenant.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="stop">Cancels.</param>
    internal async Task<IReadOnlyDictionary<string, Holding>> Inspect(
        ProvisioningOrder order, Predicate<OrderStep> which, IDocumentSession session, DateTimeOffset now, CancellationToken stop)
    {
        var found = new Dictionary<string, Holding>(StringComparer.Ordinal);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        foreach (var step in order.Steps.Where(step => step.Status == StepStatus.Completed && which(step.Step)))
        {
            try
            {
                found[step.Step.Key] = await this[step.Step.Connector].Inspect(new(order, step, session, now), patience.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                break;
            }
        }

        return found;
    }
}
