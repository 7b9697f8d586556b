using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using SBG.Domain.Provisioning;
using SBG.Projections.Provisioning;
using Catalogued = SBG.Domain.Catalogue.Connector;

namespace SBG.Api.Provisioning;

/// <summary>
/// A stand-in for an outside system, for tests and demonstrations: it keeps its own records beside the service's transaction, as an outside
/// system does, and has one effect per order and step however often it is called. The step's settings tell it to misbehave:
/// <c>fault</c> is <c>none</c>, <c>failOnce</c>, <c>fail</c>, <c>hang</c> (it accepts and never answers) or <c>undoFail</c> (it keeps what it
/// did), <c>flaky</c> (by chance it refuses, or does it and loses its answer), <c>async</c> (it accepts, and tells when it is asked), <c>lieDone</c> (it says
/// done and did nothing), <c>lieFailed</c> (it says failed and did it), <c>never</c> (no attempt is of use); <c>latency</c> is the milliseconds that it takes, half before its effect and half after.
/// </summary>
/// <param name="database">Its records.</param>
/// <param name="clock">The clock.</param>
public sealed class SimulatedConnector(NpgsqlDataSource database, TimeProvider clock) : IConnector
{
    private static readonly TimeSpan LongestLatency = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollAfter = TimeSpan.FromSeconds(1);
    private static readonly ConnectorOutcome Done = ConnectorOutcome.Done with { Words = "201" };
    private static readonly ConnectorOutcome Refused = ConnectorOutcome.Failed(FailStep.ConnectorRefused.Code) with { Words = "409" };

    /// <inheritdoc/>
    public string Name => Catalogued.Simulated;

    /// <inheritdoc/>
    public async Task<ConnectorOutcome> Provision(ConnectorCall call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        var (order, step, attempt) = (call.Order.Id, call.Progress.Step, call.Progress.Attempt);
        var (latency, fault) = (Latency(step), step.Settings.GetValueOrDefault("fault", "none"));
        var draw = fault == "flaky" ? Draw(order, step.Key, attempt) : 0;
        var works = fault is not ("hang" or "fail" or "lieDone" or "never") && !(fault == "failOnce" && attempt == 1) && draw != 1;
        if (latency > TimeSpan.Zero)
        {
            await Called(order, step.Key, attempt, false, stop);
            await Task.Delay(latency / 2, clock, stop);
        }

        await Called(order, step.Key, attempt, works, stop, latency > TimeSpan.Zero ? 0 : 1);
        await Task.Delay(latency / 2, clock, stop);
        if (draw == 2)
        {
            throw new IOException("The answer was lost on its way.");
        }

        return fault switch
        {
            "async" => ConnectorOutcome.InProgress(PollAfter, $"{attempt}"),
            "hang" => ConnectorOutcome.Waiting,
            "never" => ConnectorOutcome.FailedFinally(FailStep.ConnectorRefused.Code) with { Words = "400" },
            "lieFailed" => Refused,
            "lieDone" => Done,
            _ => works ? Done : Refused,
        };
    }

    /// <inheritdoc/>
    public async Task<ConnectorOutcome> Deprovision(ConnectorCall call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Progress.Step.Settings.GetValueOrDefault("fault") == "undoFail")
        {
            return Refused;
        }

        await Execute($"update {ProvisioningStore.SimulatedEffects} set effects = 0 where order_id = $1 and step_key = $2", stop, call.Order.Id, call.Progress.Step.Key);
        return ConnectorOutcome.Done with { Words = "204" };
    }

    /// <inheritdoc/>
    public async Task<ConnectorOutcome> Status(ConnectorCall call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        await using var command = database.CreateCommand($"select effects from {ProvisioningStore.SimulatedEffects} where order_id = $1 and step_key = $2");
        command.Parameters.Add(new() { Value = call.Order.Id });
        command.Parameters.Add(new() { Value = call.Progress.Step.Key });
        return await command.ExecuteScalarAsync(stop) is 1 ? Done with { Words = "200" } : Refused;
    }

    /// <inheritdoc/>
    public async Task<Holding> Inspect(ConnectorCall call, CancellationToken stop) => (await Status(call, stop)).Answer == ConnectorAnswer.Done ? Holding.AsDelivered : Holding.Nothing;

    // Each attempt its own, the same for ever: 1 is refused, 2 is done without an answer.
    private static int Draw(Guid order, string step, int attempt)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{order:N}/{step}/{attempt}"));
        return hash[0] % 4;
    }

    private static TimeSpan Latency(OrderStep step)
    {
        var told = int.TryParse(step.Settings.GetValueOrDefault("latency"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : TimeSpan.Zero;
        return told < LongestLatency ? told : LongestLatency;
    }

    private Task Called(Guid order, string step, int attempt, bool works, CancellationToken stop, int calls = 1) => Execute(
        $"""
        insert into {ProvisioningStore.SimulatedEffects} as known (order_id, step_key, last_attempt, calls, effects) values ($1, $2, $3, $4, $5)
        on conflict (order_id, step_key) do update set last_attempt = $3, calls = known.calls + $4, effects = greatest(known.effects, $5)
        """,
        stop, order, step, attempt, calls, works ? 1 : 0);

    private async Task Execute(string sql, CancellationToken stop, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(stop);
    }
}
