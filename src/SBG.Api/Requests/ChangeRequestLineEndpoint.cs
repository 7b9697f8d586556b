using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Catalogue.Bundles;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.Requests.Bundles;

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
            ImmutableArray<CartPart> parts = [];
            if (ChangeRequestLine.Hindrance(request, recorder.Actor) is null && request.Chosen(lineId) is { } before)
            {
                var anew = before with { BeneficiaryId = body.BeneficiaryId, Options = options, Quantity = body.Quantity, Parts = Choices.Of(body.Parts, before, order) };
                var taken = (await answers.Take([anew], order, stop, _ => before)).Demand(_ => string.Empty);
                (order, options, parts) = (taken.Facts, taken.Lines[0].Options, taken.Lines[0].Parts);
            }

            var command = new ChangeRequestLine(lineId, body.BeneficiaryId, options, body.Quantity, parts);
            Recorder.Demand(stream.Record(ChangeRequestLine.Decide(command, request, recorder.Actor, order, approval, recorder.Now), recorder.Now));
            return Answer.Ok(await rendering.View(stream.State!, capacity, stop), stream.Version);
        }, stop);
    }
}

/// <summary>The line, chosen anew; its offer and version stay.</summary>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Options">The answers, by question; as the offer's form asks.</param>
/// <param name="Parts">Of a bundle, by the offer of each part: what is chosen of it, those that are absent by default; absent: the parts stay as they are.</param>
public sealed record ChangeRequestLineBody(
    Guid BeneficiaryId,
    [Range(1, CartRules.MostOfALine)] int Quantity,
    [MaxLength(FormRules.MostQuestions)] IReadOnlyDictionary<string, OptionValue>? Options = null,
    [MaxLength(BundleRules.Most)] IReadOnlyDictionary<string, CartPartBody>? Parts = null);
