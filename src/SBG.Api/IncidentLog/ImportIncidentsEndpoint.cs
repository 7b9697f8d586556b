using System.Text.Json;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Api.Operations;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;
using SBG.Projections.Operations;

namespace SBG.Api.IncidentLog;

/// <summary>Take over the history of another system.</summary>
public static class ImportIncidentsEndpoint
{
    /// <summary>The kind of the operation.</summary>
    public const string Kind = "incident-import";

    /// <summary>No client has that code.</summary>
    public static readonly Refusal UnknownClient = new("import/unknown-client");

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/incidents/import", Post)
            .Operates<OperationView>("ImportIncidents", "Imports an incident log (CSV) as history.", Role.ServiceManager, Role.Admin)
            .WithBodyLimit(ImportForm.MaxBytes)
            .Accepts<ImportRequest>("multipart/form-data");

    private static async Task<IResult> Post(HttpContext context, Recorder recorder, Vault vault, CancellationToken stop)
    {
        var form = await ImportForm.Read(context, stop);
        return await recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var clientId = form.Request.ClientId;
            if (await session.ForTenant(clientId).LoadAsync<Client>(Client.StreamOf(clientId), stop) is null)
            {
                throw new ProblemException(UnknownClient.With("client", clientId));
            }

            var id = recorder.NewId();
            var operation = new Operation(
                id,
                Kind,
                OperationStatus.Acknowledged,
                new(0, null),
                recorder.Actor.Subject,
                recorder.Now,
                recorder.Now,
                JsonSerializer.SerializeToElement(form.Request, StoreJson.Options));
            session.Store(operation);
            session.Store(new SealedUpload(id, await vault.Seal(SealedUpload.SubjectOf(id), form.File, stop)));
            await recorder.Send(new RunIncidentImport(id));
            return Answer.Accepted(OperationView.Of(operation, Language.Of(context.Request)), $"/v1/operations/{id}");
        }, stop);
    }
}
