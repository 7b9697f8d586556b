using System.Collections.Immutable;
using Marten;
using Marten.Linq.MatchesSql;
using SBG.Api.Kernel;
using SBG.Api.Kernel.History;
using SBG.Api.Kernel.Http;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;

namespace SBG.Api.Requests;

/// <summary>
/// Carts: open, fill, change, submit. A cart is seen by its owner and by those with whom it is shared. Several people write one at once: a
/// command on a line meets what was done to that line only, and putting lines in meets nothing.
/// </summary>
public static class CartEndpoints
{
    internal static readonly string[] Orderers = [Role.Requester, Role.Approver, Role.ClientManager];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/clients/{clientId}/carts", Open).Creates<CartView>("OpenCart", "Open a cart.", Orderers);
        api.MapGet("/v1/clients/{clientId}/carts", List).Lists<CartView>("ListCarts", "List one's own carts and those that are shared with one, the newest first.", Orderers);
        api.MapResource<CartView>("/v1/clients/{clientId}/carts/{cartId:guid}", Get, "GetCart", "Read a cart, one's own or a shared one.", Orderers);
        api.MapPost("/v1/clients/{clientId}/carts/{cartId:guid}/lines", Add)
            .Changes<CartView>("AddCartLines", "Put lines in, each at the current version of its offer: all of them, or none.", Orderers);
        api.MapPut("/v1/clients/{clientId}/carts/{cartId:guid}/lines/{lineId:guid}", Change).Changes<CartView>("ChangeCartLine", "Choose a line anew.", Orderers);
        api.MapDelete("/v1/clients/{clientId}/carts/{cartId:guid}/lines/{lineId:guid}", Remove).Changes<CartView>("RemoveCartLine", "Take a line out.", Orderers);
        api.MapGet("/v1/clients/{clientId}/carts/{cartId:guid}/history", History)
            .Lists<HistoryEntry>("GetCartHistory", "Replay the cart: who did what to which line, the first first.", Orderers);
        api.MapPost("/v1/clients/{clientId}/carts/{cartId:guid}/submit", Submit)
            .Changes<RequestView>("SubmitCart", "Make one's own cart a service request, as it was seen.", Orderers).Answers(StatusCodes.Status201Created);
    }

    private static Task<IResult> Open(string clientId, OpenCartBody body, Recorder recorder, CartRendering carts, OrderAnswers answers, CancellationToken stop)
    {
        var id = recorder.NewId();
        return recorder.Run(clientId, async (session, _) =>
        {
            var client = await session.LoadAsync<Client>(Client.StreamOf(clientId), stop) ?? throw new ProblemException("resource/not-found");
            var cart = session.New<Cart>(id);
            Recorder.Demand(cart.Record(OpenCart.Decide(new(id, recorder.Actor.Subject), client, null), recorder.Now));
            await Fill(session, cart, body.Lines ?? [], recorder, answers, stop);
            return Answer.Created(await carts.View(cart.State!, recorder.Actor, stop), cart.Version, $"/v1/clients/{clientId}/carts/{id}");
        }, stop);
    }

    private static Task<IResult> Add(
        string clientId, Guid cartId, AddCartLinesBody body, Recorder recorder, CartRendering carts, OrderAnswers answers, CancellationToken stop) =>
        recorder.OnCart(clientId, cartId, carts, CartTurn.Anything, (session, cart) => Fill(session, cart, body.Lines, recorder, answers, stop), stop);

    private static Task<IResult> Change(
        string clientId, Guid cartId, Guid lineId, ChangeCartLineBody body, Recorder recorder, CartRendering carts, OrderAnswers answers, CancellationToken stop) =>
        recorder.OnCart(clientId, cartId, carts, (cart, version) => cart.IsLineAsAt(lineId, version), async (session, cart) =>
        {
            Recorder.Demand(CartRules.Hindrance(cart.State!, recorder.Actor));
            var line = cart.State!.Line(lineId) ?? throw new ProblemException("resource/not-found");
            var facts = await session.FactsOf([line.OfferId], [body.BeneficiaryId], recorder.Now, stop);
            var anew = line with { BeneficiaryId = body.BeneficiaryId, Options = Choices.Of(body.Options), Quantity = body.Quantity, Parts = Choices.Of(body.Parts, line, facts) };
            var taken = (await answers.Take([anew], facts, stop, _ => line)).Demand(_ => string.Empty);
            var command = new ChangeCartLine(lineId, body.BeneficiaryId, taken.Lines[0].Options, body.Quantity, taken.Lines[0].Parts);
            Recorder.Demand(cart.Record(ChangeCartLine.Decide(command, cart.State, recorder.Actor, taken.Facts), recorder.Now));
        }, stop);

    private static Task<IResult> Remove(string clientId, Guid cartId, Guid lineId, Recorder recorder, CartRendering carts, CancellationToken stop) =>
        recorder.OnCart(clientId, cartId, carts, (cart, version) => cart.IsLineAsAt(lineId, version), (_, cart) =>
        {
            Recorder.Demand(cart.Record(RemoveCartLine.Decide(new(lineId), cart.State!, recorder.Actor), recorder.Now));
            return Task.CompletedTask;
        }, stop);

    private static Task<IResult> Submit(
        string clientId,
        Guid cartId,
        SubmitCartBody? body,
        Recorder recorder,
        Capacities capacities,
        RequestRendering rendering,
        Numbers numbers,
        OrderAnswers answers,
        CancellationToken stop)
    {
        var id = recorder.NewId();
        ImmutableArray<AcceptedPrice> prices = [.. body?.Prices ?? []];
        return recorder.Run(clientId, async (session, _) =>
        {
            var cart = await recorder.Fetch<Cart>(session, cartId, stop, CartTurn.IsSeenBy(recorder.Actor));
            var chosen = cart.State!;
            var known = await session.FactsOf(chosen, recorder.Now, stop);
            var taken = await answers.CheckAnew(SubmitCheck.AsOrdered(chosen, known, prices), known, stop);
            var facts = taken.Facts;
            var command = new SubmitCart(id, await numbers.Next("DS", stop), recorder.Actor.Subject, prices);
            if (cart.Record(SubmitCart.Decide(command, chosen, recorder.Actor, facts), recorder.Now) is { } refusal)
            {
                throw new ProblemException(refusal.Code == SubmitCart.LinesRefused.Code
                    ? Problem.Of(refusal, SubmitCheck.Of(chosen, facts, prices).Select(line => (line.Pointer, line.Reason)), taken.Errors.SelectMany(line => line.Value.Select(error => error with { Pointer = $"/lines/{line.Key}{error.Pointer}" })))
                    : Problem.Of(refusal));
            }

            var request = session.New<ServiceRequest>(id);
            Recorder.Demand(request.Record(SubmitCart.Tell(command, cart.State!, facts), recorder.Now));
            var approval = await session.ApprovalFacts(clientId, command.RequestedBy, facts, stop);
            Recorder.Demand(request.Record(RequireApproval.Decide(request.State!, facts, approval, recorder.Now), recorder.Now));
            var capacity = await capacities.Of(clientId, recorder.Actor, stop);
            return Answer.Created(await rendering.View(request.State!, capacity, stop), request.Version, $"/v1/clients/{clientId}/requests/{id}");
        }, stop);
    }

    private static Task<IResult> Get(
        string clientId, Guid cartId, [AsParameters] Moment moment, Reading reading, CartRendering carts, CancellationToken stop) =>
        reading.One(clientId, cartId, moment, cart => carts.View(cart, reading.Actor, stop), stop, CartTurn.IsSeenBy(reading.Actor));

    private static Task<IResult> History(string clientId, Guid cartId, [AsParameters] Paging paging, Histories histories, Reading reading, CancellationToken stop) =>
        histories.Page(clientId, cartId, paging, stop, CartTurn.IsSeenBy(reading.Actor));

    private static Task<IResult> List(string clientId, [AsParameters] Paging paging, Reading reading, CartRendering carts, CancellationToken stop)
    {
        var caller = reading.Actor.Subject;
        return reading.Page<Cart, CartView>(
            clientId,
            paging,
            carts => carts.Where(cart => cart.MatchesSql(
                "(d.data ->> 'openedBy' = ? or d.data ->> 'everyone' is not null or jsonb_exists(d.data -> 'shares', ?))", caller, caller)),
            cart => carts.View(cart, reading.Actor, stop),
            stop);
    }

    private static async Task Fill(IDocumentSession session, Writing<Cart> cart, IReadOnlyList<CartLineBody> bodies, Recorder recorder, OrderAnswers answers, CancellationToken stop)
    {
        Recorder.Demand(CartRules.Hindrance(cart.State!, recorder.Actor));
        var facts = await session.FactsOf(bodies.Select(line => line.OfferId), bodies.Select(line => line.BeneficiaryId), recorder.Now, stop);
        ImmutableArray<CartLine> lines =
        [
            .. from line in bodies
               let version = facts.Current(line.OfferId)
               select new CartLine(recorder.NewId(), line.OfferId, version?.Number ?? 0, line.BeneficiaryId, Choices.Of(line.Options), line.Quantity)
               {
                   Parts = Choices.Of(line.Parts, version?.Terms, facts),
               },
        ];
        var taken = (await answers.Take(lines, facts, stop)).Demand(place => $"/lines/{place}");
        Recorder.Demand(cart.Record(AddCartLines.Decide(new(taken.Lines), cart.State!, recorder.Actor, taken.Facts), recorder.Now));
    }
}
