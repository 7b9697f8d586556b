using System.Globalization;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;

namespace SBG.Api.Audit;

/// <summary>What the log was at a moment, signed. It tells nothing of what happened: everyone with a token may keep it.</summary>
public static class CheckpointEndpoints
{
    private static readonly string[] Everyone = [];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/audit/checkpoints", List).Lists<CheckpointView>("ListCheckpoints", "The signed checkpoints of the log, the newest first; daily gives one a day.", Everyone);
        routes.MapGet("/v1/audit/checkpoints/{number:long}", Get).Reads<CheckpointView>("GetCheckpoint", "One signed checkpoint of the log.", Everyone);
        routes.MapGet("/v1/audit/keys", Keys).Reads<AuditKeysView>("GetAuditKeys", "The public keys that checkpoints are verified with, the replaced ones too.", Everyone);
    }

    private static async Task<IResult> List([AsParameters] Paging paging, bool? daily, HttpContext context, CheckpointLog checkpoints, CancellationToken stop)
    {
        if (!long.TryParse(paging.Cursor ?? "9223372036854775807", NumberStyles.None, CultureInfo.InvariantCulture, out var before))
        {
            return Problem.Of("request/bad-cursor");
        }

        var limit = paging.Limit ?? Paging.DefaultLimit;
        var found = await checkpoints.Before(before, daily is true, limit + 1, stop);
        var next = found.Count > limit ? found[limit - 1].Number.ToString(CultureInfo.InvariantCulture) : null;
        if (next is not null)
        {
            context.LinkNext(next);
        }

        return Answer.Ok(new Page<CheckpointView>([.. found.Take(limit).Select(CheckpointView.Of)], next));
    }

    private static async Task<IResult> Get(long number, HttpContext context, CheckpointLog checkpoints, CancellationToken stop)
    {
        if (await checkpoints.Find(number, stop) is not { } found)
        {
            return Problem.Of("resource/not-found");
        }

        return context.IfNoneMatch(1) ? new Answer(StatusCodes.Status304NotModified, null, Answer.Tag(1)) : Answer.Ok(CheckpointView.Of(found), 1);
    }

    private static async Task<IResult> Keys(CheckpointLog checkpoints, CheckpointKeys keys, CancellationToken stop)
    {
        var signing = keys.Public.Select(key => key.ToString()).ToHashSet();
        var known = await checkpoints.Keys(stop);
        return Answer.Ok(new AuditKeysView(keys.Origin, [.. known.Select(key => new AuditKeyView(key.Key, key.FirstUsedAt, signing.Contains(key.Key)))]), known.Count);
    }
}
