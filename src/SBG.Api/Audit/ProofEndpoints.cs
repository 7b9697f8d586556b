using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Audit;
using SBG.Domain.Kernel;
using SBG.Projections.Audit;

namespace SBG.Api.Audit;

/// <summary>Proofs of the log. They consist of hashes, from which nobody learns what happened: everyone with a token may ask.</summary>
public static class ProofEndpoints
{
    /// <summary>The event is in the store, or will be, but no checkpoint covers it yet.</summary>
    public static readonly Refusal NotCovered = new("audit/not-covered-yet");

    private static readonly string[] Everyone = [];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/audit/proofs/inclusion", Inclusion).Reads<InclusionProofView>(
            "ProveInclusion", "Proof that the event at a position is in the log that a checkpoint covers; absent: the newest checkpoint.", Everyone);
        routes.MapGet("/v1/audit/proofs/consistency", Consistency).Reads<ConsistencyProofView>(
            "ProveConsistency", "Proof that the log of a checkpoint begins with the log of an earlier one; absent: the first and the newest.", Everyone);
    }

    private static async Task<IResult> Inclusion(long? position, long? checkpoint, CheckpointLog checkpoints, LogReader log, CancellationToken stop)
    {
        if (position is null)
        {
            return Problem.Of(new Refusal("request/bad-query").With("name", "position"));
        }

        var covering = checkpoint is { } number ? await checkpoints.Find(number, stop) : await checkpoints.Last(stop);
        if (await log.Find(position.Value, stop) is not { } leaf || (covering is null && checkpoint is not null))
        {
            return Problem.Of("resource/not-found");
        }

        if (covering is null || leaf.Index >= covering.Size)
        {
            return Problem.Of(NotCovered);
        }

        var hashes = await log.Hashes(MerkleProof.Inclusion(leaf.Index, covering.Size), stop);
        return Answer.Ok(new InclusionProofView(position.Value, leaf.Index, Convert.ToBase64String(leaf.Hash), Texts(hashes), CheckpointView.Of(covering)), covering.Number);
    }

    private static async Task<IResult> Consistency(long? from, long? to, CheckpointLog checkpoints, LogReader log, CancellationToken stop)
    {
        var earlier = await checkpoints.Find(from ?? 1, stop);
        var later = to is { } number ? await checkpoints.Find(number, stop) : await checkpoints.Last(stop);
        if (earlier is null || later is null)
        {
            return Problem.Of("resource/not-found");
        }

        if (earlier.Number > later.Number)
        {
            return Problem.Of(new Refusal("request/bad-query").With("name", "to"));
        }

        var hashes = await log.Hashes(MerkleProof.Consistency(earlier.Size, later.Size), stop);
        return Answer.Ok(new ConsistencyProofView(CheckpointView.Of(earlier), CheckpointView.Of(later), Texts(hashes)), later.Number);
    }

    private static string[] Texts(IEnumerable<byte[]> hashes) => [.. hashes.Select(Convert.ToBase64String)];
}
