using Marten;
using NodaTime;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Budgets;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Budgets;

/// <summary>What a client's months may cost before someone is told.</summary>
public static class BudgetEndpoints
{
    internal static readonly string[] Keepers = [Role.Finance, Role.ClientManager];

    private const string Path = "/v1/clients/{clientId}/budgets";

    private static readonly string[] Readers = [Role.Finance, Role.ClientManager, Role.Auditor];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, Set).Creates<BudgetView>(
            "SetBudget", "Sets what a month may cost, of the client or of a cost centre, before someone is told; in place of what was set before. It stops nothing.", Keepers);
        routes.MapGet(Path, List).Lists<BudgetView>("ListBudgets", "Budgets of a client with what is spent of them this month and which thresholds were reached.", Readers);
        routes.MapGet(Path + "/{budgetId:guid}", Get).Reads<BudgetView>("GetBudget", "A budget.", Readers);
        routes.MapPost(Path + "/{budgetId:guid}/withdraw", Withdraw).Changes<BudgetView>("WithdrawBudget", "Tells nobody any more.", Keepers);
    }

    private static Task<IResult> Set(string clientId, SetBudgetBody body, Recorder recorder, IDocumentStore store, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            var spending = await Spending.Of(store, clientId, recorder.Now, stop);
            var id = Budget.StreamOf(clientId, body.CostCentre);
            var budget = await session.Fetch<Budget>(id, stop) ?? session.New<Budget>(id);
            Recorder.Demand(budget.Record(SetBudget.Decide(new(id, body.CostCentre, body.MonthlyAmount, [.. body.Thresholds]), budget.State), recorder.Now));
            return Answer.Created(spending.View(budget.State!, recorder.Actor), budget.Version, $"/v1/clients/{clientId}/budgets/{id}");
        }, stop);

    private static async Task<IResult> List(string clientId, [AsParameters] Paging paging, Reading reading, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        var spending = await Spending.Of(store, clientId, clock.Now(), stop);
        return await reading.Page<Budget, BudgetView>(clientId, paging, budgets => budgets, budget => new(spending.View(budget, reading.Actor)), stop);
    }

    private static async Task<IResult> Get(string clientId, Guid budgetId, Reading reading, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        var spending = await Spending.Of(store, clientId, clock.Now(), stop);
        return await reading.One<Budget, BudgetView>(clientId, budgetId, default, budget => new(spending.View(budget, reading.Actor)), stop);
    }

    private static async Task<IResult> Withdraw(string clientId, Guid budgetId, Recorder recorder, IDocumentStore store, CancellationToken stop)
    {
        var spending = await Spending.Of(store, clientId, recorder.Now, stop);
        return await recorder.Change<Budget, BudgetView>(clientId, budgetId, WithdrawBudget.Decide, budget => new(spending.View(budget, recorder.Actor)), stop);
    }

    /// <summary>The month that it is for a client, with what it cost so far.</summary>
    private sealed record Spending(ClientBilling Billing, BillingMonth Month, DateTimeOffset Now)
    {
        public static async Task<Spending> Of(IDocumentStore store, string clientId, DateTimeOffset now, CancellationToken stop)
        {
            await using var session = store.QuerySession(clientId);
            var client = await session.LoadAsync<Client>(Client.StreamOf(clientId), stop) ?? throw new ProblemException("resource/not-found");
            var month = BillingMonth.Of(now, DateTimeZoneProviders.Tzdb[client.TimeZone]);
            return new(await ClientBilling.Load(session, client, month.In, stop), month, now);
        }

        public BudgetView View(Budget budget, Actor caller) => BudgetView.Of(budget, Month, WatchBudget.SpentBy(Billing.Facts(Month, Now), budget.CostCentre), caller);
    }
}
