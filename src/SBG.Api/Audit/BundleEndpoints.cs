using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;

namespace SBG.Api.Audit;

/// <summary>A bundle, to be kept as <c>bundle.json</c>.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">How many events it covers.</param>
/// <param name="Parts">How many parts it has, from 1 on; to be kept as <c>part-000001.json</c> and so on.</param>
/// <param name="Keys">The public keys.</param>
/// <param name="Checkpoints">The signed notes that cover it.</param>
public sealed record BundleView(string Origin, long Size, long Parts, IReadOnlyList<string> Keys, IReadOnlyList<string> Checkpoints);

/// <summary>A part of a bundle.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Lines">Events with their leaves, and hashes of what others own.</param>
public sealed record BundlePartView(long Number, IReadOnlyList<string> Lines);

/// <summary>Bundles for <c>ops/verify</c>. A part never changes once its leaves are all there, so a download can go on where it ended.</summary>
public static class BundleEndpoints
{
    private const int MostCheckpoints = 1_000;

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/audit/bundle", Whole).Reads<BundleView>("GetAuditBundle", "What there is to download to verify the whole log offline.", Role.Auditor);
        routes.MapGet("/v1/audit/bundle/parts/{number:long}", WholePart).Reads<BundlePartView>("GetAuditBundlePart", "A part of the log, up to a size: every event with its leaf.", Role.Auditor);
        routes.MapGet("/v1/clients/{clientId}/audit/bundle", OfClient).Reads<BundleView>(
            "GetClientAuditBundle", "What there is to download to verify a client's own events offline.", Role.ClientManager, Role.Auditor);
        routes.MapGet("/v1/clients/{clientId}/audit/bundle/parts/{number:long}", ClientPart).Reads<BundlePartView>(
            "GetClientAuditBundlePart", "A part of the log, up to a size: the client's events with their leaves, others' as hashes.", Role.ClientManager, Role.Auditor);
    }

    private static async Task<IResult> Whole(CheckpointLog checkpoints, CheckpointKeys keys, CancellationToken stop)
    {
        // Of the archive one a day; a checkpoint within the log is verified on the way.
        var archive = await checkpoints.Before(long.MaxValue, daily: true, MostCheckpoints, stop);
        return await List(checkpoints, keys, archive, stop);
    }

    private static Task<IResult> OfClient(string clientId, CheckpointLog checkpoints, CheckpointKeys keys, CancellationToken stop) => List(checkpoints, keys, [], stop);

    private static async Task<IResult> List(CheckpointLog checkpoints, CheckpointKeys keys, IEnumerable<IssuedCheckpoint> archive, CancellationToken stop)
    {
        if (await checkpoints.Last(stop) is not { } last)
        {
            return Problem.Of("resource/not-found");
        }

        var known = await checkpoints.Keys(stop);
        string[] notes = [.. archive.Where(older => older.Number < last.Number).OrderBy(older => older.Number).Select(older => older.Note), last.Note];
        return Answer.Ok(new BundleView(keys.Origin, last.Size, Bundle.Parts(last.Size), [.. known.Select(key => key.Key)], notes), last.Number);
    }

    private static Task<IResult> WholePart(long number, long? size, Bundle bundle, CheckpointLog checkpoints, CancellationToken stop) =>
        Part(number, size, null, bundle, checkpoints, stop);

    private static Task<IResult> ClientPart(string clientId, long number, long? size, Bundle bundle, CheckpointLog checkpoints, CancellationToken stop) =>
        Part(number, size, clientId, bundle, checkpoints, stop);

    private static async Task<IResult> Part(long number, long? size, string? tenant, Bundle bundle, CheckpointLog checkpoints, CancellationToken stop)
    {
        var covered = (await checkpoints.Last(stop))?.Size ?? 0;
        var end = Math.Min(size ?? covered, covered);
        if (number < 1 || number > Bundle.Parts(end))
        {
            return Problem.Of("resource/not-found");
        }

        var start = (number - 1) * Bundle.PartSize;
        var lines = await bundle.Lines(new(start, Math.Min(end, start + Bundle.PartSize)), tenant, stop);
        return Answer.Ok(new BundlePartView(number, lines), end);
    }
}
