using System.Collections.Immutable;
using System.Text.Json;
using Marten;
using Marten.Linq.MatchesSql;
using SBG.Api.Kernel;
using SBG.Domain.Clients;
using SBG.Domain.Provisioning;
using SBG.Projections.Kernel;
using SBG.Projections.Operations;

namespace SBG.Api.Provisioning.Targets;

/// <summary>Go on with the comparison of a target: the next slice of the orders.</summary>
/// <param name="OperationId">The operation, which remembers how far it got.</param>
public sealed record RunDriftCheck(Guid OperationId);

/// <summary>Which target is compared.</summary>
/// <param name="TargetId">The target.</param>
public sealed record DriftCheckRequest(Guid TargetId);

/// <summary>An order of which the target does not hold what was delivered.</summary>
/// <param name="ClientId">Whose.</param>
/// <param name="RequestId">The request.</param>
/// <param name="OrderId">The order, whose command <c>correct-drift</c> puts it right.</param>
/// <param name="Steps">The steps that differ.</param>
public sealed record DriftingOrder(string ClientId, Guid RequestId, Guid OrderId, ImmutableArray<StepDrift> Steps);

/// <summary>What a comparison found.</summary>
/// <param name="Checked">Orders that were compared.</param>
/// <param name="Differing">How many of them differ.</param>
/// <param name="Orders">Those; the first 1,000.</param>
/// <param name="Client">How far it got: the client.</param>
/// <param name="After">How far it got: that client's last order; null: all of that client's are compared.</param>
public sealed record DriftReport(int Checked, int Differing, ImmutableArray<DriftingOrder> Orders, string Client, Guid? After);

/// <summary>
/// Compares slice by slice, client by client: what was found of a slice, the operation's progress and the message for the next slice are one transaction,
/// so that a killed node's comparison goes on where it was.
/// </summary>
public static class RunDriftCheckHandler
{
    private const int Slice = 20;
    private const int MostOrders = 1_000;

    /// <summary>Handles one slice.</summary>
    /// <param name="message">Which operation.</param>
    /// <param name="session">A session of the provider's tenant.</param>
    /// <param name="connectors">The connectors.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The next message.</returns>
    public static async Task<object?> Handle(RunDriftCheck message, IDocumentSession session, Connectors connectors, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(connectors);
        if (await session.LoadAsync<Operation>(message.OperationId, stop) is not { IsOver: false } operation)
        {
            return null;
        }

        var request = operation.Request.Deserialize<DriftCheckRequest>(StoreJson.Options)!;
        var report = operation.Result?.Deserialize<DriftReport>(StoreJson.Options) ?? new(0, 0, [], string.Empty, null);
        var client = await ClientOf(session, report, stop);
        if (client is not null)
        {
            report = await Compare(session, client, request.TargetId, client == report.Client ? report : report with { Client = client, After = null }, connectors, clock, stop);
        }

        var status = client is null ? OperationStatus.Completed : OperationStatus.InProgress;
        session.Store(operation.Step(status, new(report.Checked, client is null ? report.Checked : null), JsonSerializer.SerializeToElement(report, StoreJson.Options), clock.GetUtcNow()));
        return client is null ? null : message;
    }

    private static async Task<DriftReport> Compare(
        IDocumentSession session, string client, Guid targetId, DriftReport report, Connectors connectors, TimeProvider clock, CancellationToken stop)
    {
        var orders = await session.ForTenant(client).Query<ProvisioningOrder>()
            .Where(order => order.Status == OrderStatus.Completed && order.MatchesSql("d.id > ?", report.After ?? Guid.Empty)).OrderBy(order => order.Id).Take(Slice).ToListAsync(stop);
        foreach (var order in orders.Where(order => order.Steps.Any(step => step.Step.Target == targetId)))
        {
            // Of the client's tenant: connectors read what the client knows.
            await using var reading = session.DocumentStore.LightweightSession(client);
            var found = await connectors.Inspect(order, step => step.Target == targetId, reading, clock.Now(), stop);
            if (await session.ForTenant(client).Fetch<ProvisioningOrder>(order.Id, stop) is not { } stream || stream.Record(OrderDrift.Found(found, stream.State!), clock.Now()) is not null)
            {
                continue; // given up meanwhile
            }

            var drift = stream.State!.Drift ?? [];
            report = report with
            {
                Checked = report.Checked + 1,
                Differing = report.Differing + (drift.IsEmpty ? 0 : 1),
                Orders = drift.IsEmpty || report.Orders.Length == MostOrders ? report.Orders : report.Orders.Add(new(client, order.RequestId, order.Id, drift)),
            };
        }

        // A slice that is not full is the client's last one.
        return report with { After = orders.Count < Slice ? null : orders[^1].Id };
    }

    // The client at which it goes on, in the order of their codes; null: there is none left.
    private static async Task<string?> ClientOf(IDocumentSession session, DriftReport report, CancellationToken stop)
    {
        var clients = await session.Query<Client>().Where(client => client.AnyTenant()).Select(client => client.ClientId).ToListAsync(stop);
        return clients.Where(client => string.CompareOrdinal(client, report.Client) > (report.After is null ? 0 : -1)).Order(StringComparer.Ordinal).FirstOrDefault();
    }
}
