using System.Collections.Immutable;
using System.Text.Json;
using Marten;
using Marten.Linq.MatchesSql;
using SBG.Api.Kernel;
using SBG.Domain.Clients;
using SBG.Domain.Provisioning;
using SBG.Domain.Provisioning.Targets;
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
public sealed record DriftReport(int Checked, int Differing, ImmutableArray<DriftingOrder> Orders, string Client, Guid? After)
{
    /// <summary>Whether the target tells all that it holds; null: it was not asked yet.</summary>
    public bool? Lists { get; init; }

    /// <summary>How far it got: the place of the target's next account, from 1; null: before the first, or all were looked at.</summary>
    public int? NextAccount { get; init; }

    /// <summary>The accounts that the target holds and of which no order knows, by the ids under which the service makes them; the first 1,000.</summary>
    public ImmutableArray<Guid> Orphans { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <summary>
/// Compares slice by slice, client by client, and then asks the target, page by page, what it holds of which no order knows: what was found of a slice, the operation's progress and
/// the message for the next slice are one transaction, so that a killed node's comparison goes on where it was.
/// </summary>
public static class RunDriftCheckHandler
{
    private const int Slice = 20;
    private const int MostOrders = 1_000;

    /// <summary>Handles one slice.</summary>
    /// <param name="message">Which operation.</param>
    /// <param name="session">A session of the provider's tenant.</param>
    /// <param name="connectors">The connectors.</param>
    /// <param name="accounts">What targets hold.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The next message.</returns>
    public static async Task<object?> Handle(
        RunDriftCheck message, IDocumentSession session, Connectors connectors, TargetAccounts accounts, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(connectors);
        ArgumentNullException.ThrowIfNull(accounts);
        if (await session.LoadAsync<Operation>(message.OperationId, stop) is not { IsOver: false } operation)
        {
            return null;
        }

        var request = operation.Request.Deserialize<DriftCheckRequest>(StoreJson.Options)!;
        var report = operation.Result?.Deserialize<DriftReport>(StoreJson.Options) ?? new(0, 0, [], string.Empty, null);
        var client = report.Lists is null ? await ClientOf(session, report, stop) : null;
        report = client is not null
            ? await Compare(session, client, request.TargetId, client == report.Client ? report : report with { Client = client, After = null }, connectors, clock, stop)
            : await LookForOrphans(session, request.TargetId, report, accounts, clock, stop);
        var isOver = client is null && report.NextAccount is null;
        session.Store(operation.Step(
            isOver ? OperationStatus.Completed : OperationStatus.InProgress, new(report.Checked, isOver ? report.Checked : null),
            JsonSerializer.SerializeToElement(report, StoreJson.Options), clock.GetUtcNow()));
        return isOver ? null : message;
    }

    private static async Task<DriftReport> LookForOrphans(
        IDocumentSession session, Guid targetId, DriftReport report, TargetAccounts accounts, TimeProvider clock, CancellationToken stop)
    {
        if (await accounts.Page(targetId, report.NextAccount ?? 1, stop) is not { } page)
        {
            return report with { Lists = false, NextAccount = null }; // what is not told counts as before
        }

        var people = page.People.ToArray();
        var orders = await session.Query<ProvisioningOrder>().Where(order => order.AnyTenant() && order.BeneficiaryId.IsOneOf(people)).ToListAsync(stop);
        var known = orders.Where(order => FindOrphans.IsKnown(order, targetId)).Select(order => order.BeneficiaryId).ToHashSet();
        report = report with { Lists = true, NextAccount = page.Next, Orphans = [.. report.Orphans.Concat(people.Where(person => !known.Contains(person))).Take(FindOrphans.Most)] };
        if (page.Next is null && await session.Fetch<Target>(targetId, stop) is { } target)
        {
            target.Record(FindOrphans.Decide(new(report.Orphans), target.State!), clock.Now());
        }

        return report;
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
