using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;

namespace SBG.Api.Clients;

/// <summary>Public bodies: register, read, revise, tax regime, activate.</summary>
public static class ClientEndpoints
{
    private static readonly string[] Readers =
        [Role.Admin, Role.ServiceManager, Role.Agent, Role.Finance, Role.Auditor, Role.PrivacyOfficer];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/clients", Register).Creates<ClientView>("RegisterClient", "Register a public body.", Role.Admin);
        api.MapGet("/v1/clients", List).Lists<ClientView>("ListClients", "List the public bodies.", Readers);
        api.MapResource<ClientView>("/v1/clients/{clientId}", Get, "GetClient", "Read a public body.", [Role.Requester, Role.Approver, Role.ClientManager, .. Readers]);
        api.MapPost("/v1/clients/{clientId}/revise", Revise).Changes<ClientView>("ReviseClientProfile", "Revise the profile.", Role.Admin);
        api.MapPost("/v1/clients/{clientId}/set-tax-regime", SetRegime)
            .Changes<ClientView>("SetClientTaxRegime", "Decide how invoices are taxed.", Role.Admin, Role.Finance);
        api.MapPost("/v1/clients/{clientId}/activate", Activate).Changes<ClientView>("ActivateClient", "Let the client order.", Role.Admin);
    }

    private static Task<IResult> Register(RegisterClientBody body, Recorder recorder, CancellationToken stop) =>
        recorder.Start<Client, ClientView>(
            body.Id, Client.StreamOf(body.Id), existing => RegisterClient.Decide(body.Command, existing),
            client => new(ClientView.Of(client, recorder.Actor)), $"/v1/clients/{body.Id}", stop);

    private static Task<IResult> List([AsParameters] Paging paging, ClientStatus? status, Reading reading, CancellationToken stop) =>
        reading.Page<Client, ClientView>(
            null, paging, clients => status is null ? clients : clients.Where(client => client.Status == status),
            client => new(ClientView.Of(client, reading.Actor)), stop);

    private static Task<IResult> Get(string clientId, [AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        reading.One<Client, ClientView>(clientId, Client.StreamOf(clientId), moment, client => new(ClientView.Of(client, reading.Actor)), stop);

    private static Task<IResult> Revise(string clientId, ReviseClientProfileBody body, Recorder recorder, CancellationToken stop) =>
        Change(clientId, recorder, client => ReviseClientProfile.Decide(new(body.Name, body.Category, body.TimeZone, body.Language), client), stop);

    private static Task<IResult> SetRegime(string clientId, SetTaxRegimeBody body, Recorder recorder, CancellationToken stop) =>
        Change(clientId, recorder, client => SetTaxRegime.Decide(new(body.Regime), client), stop);

    private static Task<IResult> Activate(string clientId, Recorder recorder, CancellationToken stop) =>
        Change(clientId, recorder, ActivateClient.Decide, stop);

    private static Task<IResult> Change(string clientId, Recorder recorder, Func<Client, Decision<Client>> decide, CancellationToken stop) =>
        recorder.Change<Client, ClientView>(clientId, Client.StreamOf(clientId), decide, client => new(ClientView.Of(client, recorder.Actor)), stop);
}

/// <summary>A public body to register.</summary>
/// <param name="Id">Short code: lower-case letters, digits and single hyphens; for ever.</param>
/// <param name="Name">Legal name.</param>
/// <param name="Neq">Number in the enterprise register.</param>
/// <param name="Category">What kind of public body.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
public sealed record RegisterClientBody(
    [StringLength(40, MinimumLength = 3), RegularExpression(RegisterClient.ClientCode)] string Id,
    [StringLength(200, MinimumLength = 1)] string Name,
    [RegularExpression(RegisterClient.NeqPattern)] string Neq,
    ClientCategory Category,
    [StringLength(60, MinimumLength = 1)] string TimeZone = "America/Toronto",
    [RegularExpression("^(fr|en)$")] string Language = "fr")
{
    internal RegisterClient Command => new(Id, Name, Neq, Category, TimeZone, Language);
}

/// <summary>The whole new profile.</summary>
/// <param name="Name">Legal name.</param>
/// <param name="Category">What kind of public body.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
public sealed record ReviseClientProfileBody(
    [StringLength(200, MinimumLength = 1)] string Name,
    ClientCategory Category,
    [StringLength(60, MinimumLength = 1)] string TimeZone,
    [RegularExpression("^(fr|en)$")] string Language);

/// <summary>The regime from now on.</summary>
/// <param name="Regime">How invoices are taxed.</param>
public sealed record SetTaxRegimeBody(TaxRegime Regime);
