using System.Globalization;
using System.Net.Mime;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;

namespace SBG.Api.Audit.Replay;

/// <summary>Replays a request with all that led to it and followed from it.</summary>
public static class ReplayEndpoints
{
    private const string Request = "/v1/clients/{clientId}/requests/{requestId:guid}";

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Request + "/chain", Chain).Reads<RequestChainView>("GetRequestChain", "What followed from a request, line by line, down to the invoice lines.", Role.Auditor);
        api.MapGet(Request + "/replay", Steps).Lists<ReplayStep>(
            "ReplayRequest", "Every event of a request, its cart, deliveries, licences and charges, with the state after each, in the order of the log.", Role.Auditor);
        api.MapGet(Request + "/replay/document", Document)
            .Reads<SignedReplay>("GetRequestReplayDocument", "The replay as a page in French and as JSON, signed, with how to verify it; a zip file.", Role.Auditor).AnswersFile(MediaTypeNames.Application.Zip);
    }

    private static async Task<IResult> Chain(string clientId, Guid requestId, RequestStory story, CancellationToken stop) =>
        await story.Chain(clientId, requestId, stop) is { } chain ? Answer.Ok(chain) : Problem.Of("resource/not-found");

    private static async Task<IResult> Steps(string clientId, Guid requestId, [AsParameters] Paging paging, HttpContext context, RequestStory story, CancellationToken stop)
    {
        if (!long.TryParse(paging.Cursor ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            return Problem.Of("request/bad-cursor");
        }

        if (await story.Steps(clientId, requestId, stop) is not { } steps)
        {
            return Problem.Of("resource/not-found");
        }

        ReplayStep[] page = [.. steps.Where(step => step.Event.Position > after).Take(paging.Limit ?? Paging.DefaultLimit)];
        var next = page is [.., var last] && last.Event.Position < steps[^1].Event.Position ? last.Event.Position.ToString(CultureInfo.InvariantCulture) : null;
        if (next is not null)
        {
            context.LinkNext(next);
        }

        return Answer.Ok(new Page<ReplayStep>(page, next));
    }

    private static async Task<IResult> Document(string clientId, Guid requestId, ReplayDocument document, CancellationToken stop) =>
        await document.Write(clientId, requestId, stop) is var (number, zip)
            ? Results.File(zip, MediaTypeNames.Application.Zip, $"rejeu-{number}.zip")
            : Problem.Of("resource/not-found");
}
