using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>The requester chooses a line anew while the request waits for approval; approval starts again.</summary>
public static class ChangeRequestLineEndpoint
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/v1/clients/{clientId}/requests/{requestId:guid}/lines/{lineId:guid}/change", Change)
            .Changes<RequestView>("ChangeRequestLine", "Choose a line of one's own request anew: approvals given so far are void.", CartEndpoints.Orderers);

    private static async Task<IResult> Change(
        string clientId,
        Guid requestId,
        Guid lineId,
        ChangeRequestLineBody body,
        Recorder recorder,
        Capacities capacities,
        RequestRendering rendering,
        OrderAnswers answers,
        CancellationToken stop)
    {
        var capacity = await capacities.Of(clientId, recorder.Actor, stop);
        return await recorder.Run(clientId, async (session, _) =>
        {
            var options = Choices.Of(body.Options);
            var stream = await recorder.Fetch<ServiceRequest>(session, requestId, stop, Capacities.Sees(capacity));
            var request = stream.State!;
            var order = await session.FactsOf(
                request.Lines.Select(line => line.OfferId), request.Lines.Select(line => line.BeneficiaryId).Append(body.BeneficiaryId), recorder.Now, stop, request.Id);
            var approval = await session.ApprovalFacts(clientId, request.RequestedBy, order, stop);
            if (ChangeRequestLine.Hindrance(request, recorder.Actor) is null && request.Lines.FirstOrDefault(line => line.LineId == lineId) is { } asked)
            {
                var anew = new CartLine(lineId, asked.OfferId, asked.OfferVersion, body.BeneficiaryId, options, body.Quantity);
                var taken = (await answers.Take([anew], order, stop, _ => anew with { Options = asked.Options })).Demand(_ => string.Empty);
                (order, options) = (taken.Facts, taken.Lines[0].Options);
            }

            var command = new ChangeRequestLine(lineId, body.BeneficiaryId, options, body.Quantity);
            Recorder.Demand(stream.Record(ChangeRequestLine.Decide(command, request, recorder.Actor, order, approval, recorder.Now), recorder.Now));
            return Answer.Ok(await rendering.View(stream.State!, capacity, stop), stream.Version);
        }, stop);
    }
}

/// <summary>The line, chosen anew; its offer and version stay.</summary>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Options">The answers, by question; as the offer's form asks.</param>
public sealed record ChangeRequestLineBody(
    Guid BeneficiaryId, [Range(1, CartRules.MostOfALine)] int Quantity, [MaxLength(FormRules.MostQuestions)] IReadOnlyDictionary<string, OptionValue>? Options = null);
