using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;

namespace SBG.Api.Privacy;

/// <summary>Who read whose protected fields.</summary>
public static class ProtectedReadEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/privacy/protected-reads", List).Lists<ProtectedReadView>(
            "ListProtectedReads", "Who read whose names and free text, the newest first; of one person, or by one reader.", Role.PrivacyOfficer, Role.Auditor);
        api.MapGet("/v1/clients/{clientId}/protected-reads", OfClient).Lists<ProtectedReadView>(
            "ListClientProtectedReads", "Who read names and free text of the client's people, the newest first.", Role.ClientManager, Role.PrivacyOfficer, Role.Auditor);
    }

    private static Task<IResult> List([AsParameters] Paging paging, string? subject, string? reader, HttpContext context, ProtectedReads reads, CancellationToken stop) =>
        Page(null, paging, subject, reader, context, reads, stop);

    private static Task<IResult> OfClient(
        string clientId, [AsParameters] Paging paging, string? subject, string? reader, HttpContext context, ProtectedReads reads, CancellationToken stop) =>
        Page(clientId, paging, subject, reader, context, reads, stop);

    private static async Task<IResult> Page(string? tenant, Paging paging, string? subject, string? reader, HttpContext context, ProtectedReads reads, CancellationToken stop)
    {
        Guid? before = null;
        if (paging.Cursor is { } cursor)
        {
            if (!Cursor.TryRead(cursor, out var read))
            {
                return Problem.Of("request/bad-cursor");
            }

            before = read;
        }

        var limit = paging.Limit ?? Paging.DefaultLimit;
        var found = await reads.List(tenant, subject, reader, before, limit + 1, stop);
        var next = found.Count > limit ? Cursor.Write(found[limit - 1].Id) : null;
        if (next is not null)
        {
            context.LinkNext(next);
        }

        return Answer.Ok(new Page<ProtectedReadView>([.. found.Take(limit)], next));
    }
}
