using System.Text.Json;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.History;
using SBG.Api.Kernel.Http;
using SBG.Api.Operations;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Closings;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;
using SBG.Projections.Operations;

namespace SBG.Api.Billing.Closings;

/// <summary>Closings of months: run, follow, see what they came to.</summary>
public static class ClosingEndpoints
{
    /// <summary>The kind of the operation.</summary>
    public const string Kind = "month-closing";

    private const string Path = "/v1/billing/closings";

    private static readonly string[] Readers = [Role.Finance, Role.Auditor];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, Run).Operates<OperationView>(
            "CloseMonth", "Closes a month: issues the invoice of every client as soon as late usage is no longer waited for, and tells what stands in the way of the others; again, it takes up those.", Role.Finance);
        routes.MapGet(Path, List).Lists<ClosingView>("ListClosings", "Closings of months, the latest month first.", Readers);
        routes.MapGet(Path + "/{closingId:guid}", Get).Reads<ClosingView>("GetClosing", "How far the closing of a month got, and what it came to.", Readers);
        routes.MapGet(Path + "/{closingId:guid}/clients", Clients).Lists<ClientClosingView>("ListClosingClients", "What a closing came to, client by client, with all that stands in the way.", Readers);
        routes.MapGet(Path + "/{closingId:guid}/history", History)
            .Lists<HistoryEntry>("GetClosingHistory", "Replay the closing: every run and who followed it, the first first.", Readers);
    }

    private static Task<IResult> Run(CloseMonthBody body, HttpContext context, Recorder recorder, CancellationToken stop) =>
        recorder.Run(Tenant.Provider, async (session, _) =>
        {
            // Many who ask at once take turns: one begins the run, the others follow it.
            var id = Closing.StreamOf(body.Month);
            var closing = await session.FetchExclusively<Closing>(Tenant.Provider, id, stop) ?? session.New<Closing>(id);
            var operation = new Operation(
                recorder.NewId(), Kind, OperationStatus.Acknowledged, new(0, null), recorder.Actor.Subject, recorder.Now, recorder.Now, JsonSerializer.SerializeToElement(body, StoreJson.Options));
            var open = closing.State is { Status: ClosingStatus.InProgress } ? [] : await ClosingReader.Open(session, body.Month, stop);
            var decision = CloseMonth.Decide(new(body.Month, operation.Id, open), closing.State, BillingMonth.Of(recorder.Now, FiscalYear.Zone));
            Recorder.Demand(closing.Record(decision, recorder.Now));
            if (decision.Events.IsEmpty)
            {
                var result = new ClosingResult(id, body.Period, closing.State?.Run ?? 0, ClosingTally.Of([]));
                operation = operation.Step(OperationStatus.Completed, new(0, 0), JsonSerializer.SerializeToElement(result, StoreJson.Options), recorder.Now);
            }

            session.Store(operation);
            return Answer.Accepted(OperationView.Of(operation, Language.Of(context.Request)), $"/v1/operations/{operation.Id}");
        }, stop);

    private static Task<IResult> Get(Guid closingId, IDocumentStore store, CancellationToken stop) =>
        Of(store, closingId, async (session, closing) => Answer.Ok(await View(session, closing, stop)), stop);

    private static async Task<IResult> List([AsParameters] Paging paging, Reading reading, IDocumentStore store, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        return await reading.Page<Closing, ClosingView>(Tenant.Provider, paging, closings => closings, async closing => await View(session, closing, stop), stop);
    }

    private static Task<IResult> Clients(
        Guid closingId, [AsParameters] Paging paging, ClosingOutcome? outcome, HttpContext context, Reading reading, IDocumentStore store, CancellationToken stop) =>
        Of(store, closingId, (_, closing) => reading.Page<ClientClosing, ClientClosingView>(
            null, paging,
            clients => (outcome is { } wanted ? clients.Where(client => client.Outcome == wanted) : clients).Where(client => client.Period == closing.Period),
            client => ValueTask.FromResult(ClientClosingView.Of(client, Language.Of(context.Request))), stop), stop);

    private static Task<IResult> History(Guid closingId, [AsParameters] Paging paging, Histories histories, CancellationToken stop) =>
        histories.Page<Closing>(Tenant.Provider, closingId, paging, stop);

    private static async Task<IResult> Of(IDocumentStore store, Guid closingId, Func<IQuerySession, Closing, Task<IResult>> answer, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        return await session.LoadAsync<Closing>(closingId, stop) is { } closing ? await answer(session, closing) : Problem.Of("resource/not-found");
    }

    private static async Task<ClosingView> View(IQuerySession session, Closing closing, CancellationToken stop) =>
        new(closing.Id, closing.Period, closing.Status, closing.Run, closing.Clients.Length, ClosingTally.Of(await ClosingReader.Outcomes(session, closing.Period, null, stop)));
}
