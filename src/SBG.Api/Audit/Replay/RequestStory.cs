using Marten;
using SBG.Api.Kernel.History;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Provisioning;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;

namespace SBG.Api.Audit.Replay;

/// <summary>
/// All that belongs to one request: its cart, its deliveries, the seats and charges that came of them, the invoices that rest on these. What belongs
/// together, the ids in the events say; nothing is guessed by time.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="histories">Tells events.</param>
public sealed class RequestStory(IDocumentStore store, Histories histories)
{
    /// <summary>What followed from a request.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null: there is no such request.</returns>
    internal async Task<RequestChainView?> Chain(string clientId, Guid requestId, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        if (await session.LoadAsync<ServiceRequest>(requestId, stop) is not { } request)
        {
            return null;
        }

        var orders = (await session.LoadManyAsync<ProvisioningOrder>(stop, OrdersOf(request))).ToDictionary(order => order.LineId);
        var licences = (await session.Query<LicenceAssignment>().Where(licence => licence.RequestId == requestId).ToListAsync(stop)).ToLookup(licence => licence.OrderId);
        var charges = (await session.LoadManyAsync<OrderCharge>(stop, [.. orders.Values.Select(order => OrderCharge.StreamOf(order.Id))])).ToDictionary(charge => charge.OrderId, charge => charge.Id);
        var invoices = await session.Query<Invoice>().OrderBy(invoice => invoice.Period).ToListAsync(stop);
        return new(request.Id, request.Number, request.CartId,
        [
            .. from line in request.Lines
               let order = orders.GetValueOrDefault(line.LineId)
               let seats = order is null ? [] : licences[order.Id].OrderBy(licence => licence.Id).ToArray()
               let charge = order is not null && charges.TryGetValue(order.Id, out var id) ? id : (Guid?)null
               select new ChainLine(
                   line.LineId, line.OfferId, line.OfferVersion,
                   order is null ? null : new(order.Id, StoreJson.NameOf(typeof(OrderStatus), order.Status), order.Steps.ToDictionary(step => step.Step.Key, step => StoreJson.NameOf(typeof(StepStatus), step.Status))),
                   [.. seats.Select(seat => new ChainLicence(seat.Id, seat.PoolId, StoreJson.NameOf(typeof(AssignmentStatus), seat.Status)))],
                   charge,
                   [.. Invoiced(clientId, invoices, seats, charge)]),
        ]);
    }

    /// <summary>Every event of it, in the order of the log, with the state after each.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null: there is no such request.</returns>
    internal async Task<IReadOnlyList<ReplayStep>?> Steps(string clientId, Guid requestId, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        if (await session.LoadAsync<ServiceRequest>(requestId, stop) is not { } request)
        {
            return null;
        }

        var steps = new List<ReplayStep>();
        await Walk<Cart>("cart", request.CartId);
        await Walk<ServiceRequest>("service_request", requestId);
        foreach (var order in OrdersOf(request))
        {
            await Walk<ProvisioningOrder>("provisioning_order", order);
            await Walk<OrderCharge>("order_charge", OrderCharge.StreamOf(order));
        }

        foreach (var licence in await session.Query<LicenceAssignment>().Where(licence => licence.RequestId == requestId).Select(licence => licence.Id).ToListAsync(stop))
        {
            await Walk<LicenceAssignment>("licence_assignment", licence);
        }

        var (last, told) = (new Dictionary<string, long>(), new List<ReplayStep>());
        foreach (var step in steps.OrderBy(step => step.Event.Position))
        {
            var chain = step.Event.CorrelationId ?? string.Empty;
            told.Add(step with { FollowsFrom = last.TryGetValue(chain, out var before) ? before : null });
            last[chain] = step.Event.Position;
        }

        return told;

        async Task Walk<TState>(string kind, Guid id)
            where TState : class, IState<TState>
        {
            TState? state = null;
            foreach (var e in await session.Events.FetchStreamAsync(id, token: stop))
            {
                var before = state;
                state = TState.Evolve(state, (EventOf<TState>)e.Data, e.OccurredAt());
                var (entry, after) = await histories.Tell(e, before, state, stop);
                steps.Add(new($"{kind}/{id}", null, entry, after));
            }
        }
    }

    private static Guid[] OrdersOf(ServiceRequest request) => [.. request.Lines.Select(line => ProvisioningOrder.StreamOf(request.Id, line.LineId))];

    private static IEnumerable<ChainInvoiceLine> Invoiced(string clientId, IEnumerable<Invoice> invoices, IReadOnlyCollection<LicenceAssignment> seats, Guid? charge)
    {
        var held = seats.Select(seat => seat.Id).ToHashSet();
        return
            from invoice in invoices
            from line in invoice.Content?.Lines ?? []
            where line.Seats.Any(seat => held.Contains(seat.AssignmentId)) || line.Ordered?.Orders.Any(order => order.ChargeId == charge) is true
            select new ChainInvoiceLine(
                invoice.Id, invoice.Number, invoice.Period, line.Id, line.Amount, $"/v1/clients/{clientId}/invoices/{invoice.Id}/lines/{line.Id}/explanation");
    }
}
