using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Projections.Operations;

namespace SBG.Api.Operations;

/// <summary>Long work: what became of it.</summary>
public static class OperationEndpoints
{
    private static readonly string[] Everyone = [];

    /// <summary>Maps the endpoints.</summary>
    /// <param name="routes">The routes.</param>
    public static void MapOperations(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/operations/{operationId:guid}", Get).Reads<OperationView>("GetOperation", "Where long work stands, and its result.", Everyone);

    private static async Task<IResult> Get(Guid operationId, HttpContext context, IDocumentStore store, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        var operation = await session.LoadAsync<Operation>(operationId, stop);
        var caller = context.Actor();
        if (operation is null || (operation.RequestedBy != caller.Subject && !(caller.IsProvider && caller.Has(Role.Admin, Role.Auditor))))
        {
            return Problem.Of("resource/not-found");
        }

        return context.IfNoneMatch(operation.Version)
            ? new Answer(StatusCodes.Status304NotModified, null, Answer.Tag(operation.Version))
            : Answer.Ok(OperationView.Of(operation, Language.Of(context.Request)), operation.Version);
    }
}
