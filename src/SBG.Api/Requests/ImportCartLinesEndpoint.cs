using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Requests.CartFile;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>Put the lines of a file in a cart.</summary>
internal static class ImportCartLinesEndpoint
{
    private const int MaxBytes = 1024 * 1024;

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/v1/clients/{clientId}/carts/{cartId:guid}/lines/import", Post)
            .Changes<CartImportView>(
                "ImportCartLines", "Put in the lines of a CSV file (columns offer, beneficiary, quantity, option.<key>); what the cart has already is left as it is.", CartEndpoints.Orderers)
            .WithBodyLimit(MaxBytes)
            .Accepts<CartImportRequest>("multipart/form-data");

    private static async Task<IResult> Post(string clientId, Guid cartId, HttpContext context, Recorder recorder, CartRendering carts, OrderAnswers answers, CancellationToken stop)
    {
        var (request, file) = await UploadForm.Read<CartImportRequest>(context, MaxBytes, [], stop);
        var (rows, malformed) = CartFileReader.Read(file, CartRules.MostLines);
        var language = Language.Of(context.Request);
        return await recorder.Run(clientId, async (session, _) =>
        {
            var cart = await recorder.FetchInTurn(session, cartId, CartTurn.Anything, CartTurn.IsSeenBy(recorder.Actor), stop);
            Recorder.Demand(CartRules.Hindrance(cart.State!, recorder.Actor));
            var (read, facts, errors) = await CartRows.Of(session, answers, cartId, rows, malformed, recorder.Now, stop);
            var command = new ImportCartLines(read, request.Mode == CartImportMode.AllOrNothing);
            var verdicts = ImportCartLines.Judge(command, cart.State!, facts);
            if (request.DryRun is not true && cart.Record(ImportCartLines.Decide(command, cart.State!, recorder.Actor, facts), recorder.Now) is { } refusal)
            {
                throw new ProblemException(Problem.Of(
                    refusal, verdicts.Where(verdict => verdict.Refusal is not null).Select(verdict => ($"/rows/{verdict.Row}", verdict.Refusal!)),
                    errors.OrderBy(row => row.Key).SelectMany(row => row.Value.Select(error => error with { Pointer = $"/rows/{row.Key}{error.Pointer}" }))));
            }

            var view = CartImportView.Of(verdicts, errors, request, await carts.View(cart.State!, recorder.Actor, stop), language);
            return Answer.Ok(view, cart.Version);
        }, stop);
    }
}
