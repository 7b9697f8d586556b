using System.ComponentModel.DataAnnotations;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;

namespace SBG.Api.Clients;

/// <summary>Employees of a client that the service knows.</summary>
public static class PersonEndpoints
{
    private static readonly string[] Keepers = [Role.ClientManager, Role.Admin];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/clients/{clientId}/people", Register).Creates<PersonView>("RegisterPerson", "Make an employee known to the service.", Keepers);
        api.MapGet("/v1/clients/{clientId}/people", List).Lists<PersonView>("ListPeople", "List the employees.", [.. Keepers, Role.Requester, Role.Approver, Role.Agent]);
        api.MapResource<PersonView>("/v1/clients/{clientId}/people/{personId:guid}", Get, "GetPerson", "Read an employee.", [.. Keepers, Role.Requester, Role.Approver, Role.Agent]);
        api.MapPost("/v1/clients/{clientId}/people/{personId:guid}/revise", Revise).Changes<PersonView>("RevisePerson", "Correct what is known.", Keepers);
        api.MapPost("/v1/clients/{clientId}/people/{personId:guid}/link-account", Link)
            .Changes<PersonView>("LinkAccount", "Tell with which account the person signs in.", Keepers);
        api.MapPost("/v1/clients/{clientId}/people/{personId:guid}/set-manager", SetManagerOf)
            .Changes<PersonView>("SetManager", "Tell who manages the person.", Keepers);
        api.MapPost("/v1/clients/{clientId}/people/{personId:guid}/depart", Depart).Changes<PersonView>("RecordDeparture", "Record that the person left.", Keepers);
    }

    private static async Task<IResult> Register(string clientId, RegisterPersonBody body, Recorder recorder, Vault vault, CancellationToken stop)
    {
        var id = recorder.NewId();
        var name = await vault.Seal(id.ToString(), body.Name, stop);
        var email = await vault.Seal(id.ToString(), body.Email, stop);
        return await recorder.Start<Person, PersonView>(
            clientId, id, _ => RegisterPerson.Decide(new(id, name, email, body.Unit, body.JobRole)),
            person => PersonView.Of(person, recorder.Actor, vault, stop), $"/v1/clients/{clientId}/people/{id}", stop);
    }

    private static Task<IResult> List(string clientId, [AsParameters] Paging paging, Reading reading, Vault vault, CancellationToken stop) =>
        reading.Page<Person, PersonView>(clientId, paging, people => people, person => PersonView.Of(person, reading.Actor, vault, stop), stop);

    private static Task<IResult> Get(string clientId, Guid personId, [AsParameters] Moment moment, Reading reading, Vault vault, CancellationToken stop) =>
        reading.One<Person, PersonView>(clientId, personId, moment, person => PersonView.Of(person, reading.Actor, vault, stop), stop);

    private static async Task<IResult> Revise(
        string clientId, Guid personId, RevisePersonBody body, Recorder recorder, Vault vault, CancellationToken stop)
    {
        var name = await vault.Seal(personId.ToString(), body.Name, stop);
        var email = await vault.Seal(personId.ToString(), body.Email, stop);
        return await recorder.Change<Person, PersonView>(
            clientId, personId, person => RevisePerson.Decide(new(name, email, body.Unit, body.JobRole), person),
            person => PersonView.Of(person, recorder.Actor, vault, stop), stop);
    }

    private static Task<IResult> Link(string clientId, Guid personId, LinkAccountBody body, Recorder recorder, Vault vault, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            var person = await recorder.Fetch<Person>(session, personId, stop);
            var taken = await session.Query<Person>().AnyAsync(other => other.Account == body.Subject && other.Id != personId, stop);
            Recorder.Demand(person.Record(LinkAccount.Decide(new(body.Subject), person.State!, taken), recorder.Now));
            return Answer.Ok(await PersonView.Of(person.State!, recorder.Actor, vault, stop), person.Version);
        }, stop);

    private static Task<IResult> SetManagerOf(string clientId, Guid personId, SetManagerBody body, Recorder recorder, Vault vault, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            var person = await recorder.Fetch<Person>(session, personId, stop);
            var manager = body.ManagerId is { } id ? await session.LoadAsync<Person>(id, stop) : null;
            Recorder.Demand(person.Record(SetManager.Decide(new(body.ManagerId), person.State!, manager), recorder.Now));
            return Answer.Ok(await PersonView.Of(person.State!, recorder.Actor, vault, stop), person.Version);
        }, stop);

    private static Task<IResult> Depart(string clientId, Guid personId, Recorder recorder, Vault vault, CancellationToken stop) =>
        recorder.Change<Person, PersonView>(
            clientId, personId, RecordDeparture.Decide, person => PersonView.Of(person, recorder.Actor, vault, stop), stop);
}

/// <summary>An employee to make known.</summary>
/// <param name="Name">Full name; stored sealed.</param>
/// <param name="Email">Address at work; stored sealed.</param>
/// <param name="Unit">Organisational unit; not a person's name.</param>
/// <param name="JobRole">The part that the person plays at the client, as the client calls it, e.g. <c>enseignant</c>; offers can be for some only.</param>
public sealed record RegisterPersonBody(
    [StringLength(200, MinimumLength = 1)] string Name,
    [StringLength(254, MinimumLength = 3), RegularExpression(@"^[^@\s]+@[^@\s]+$")] string Email,
    [StringLength(100, MinimumLength = 1)] string Unit,
    [StringLength(100, MinimumLength = 1)] string? JobRole = null);

/// <summary>All that is known, anew.</summary>
/// <param name="Name">Full name; stored sealed.</param>
/// <param name="Email">Address at work; stored sealed.</param>
/// <param name="Unit">Organisational unit.</param>
/// <param name="JobRole">The part that the person plays at the client.</param>
public sealed record RevisePersonBody(
    [StringLength(200, MinimumLength = 1)] string Name,
    [StringLength(254, MinimumLength = 3), RegularExpression(@"^[^@\s]+@[^@\s]+$")] string Email,
    [StringLength(100, MinimumLength = 1)] string Unit,
    [StringLength(100, MinimumLength = 1)] string? JobRole = null);

/// <summary>An account.</summary>
/// <param name="Subject">The identity provider's stable subject.</param>
public sealed record LinkAccountBody([StringLength(200, MinimumLength = 1)] string Subject);

/// <summary>A manager.</summary>
/// <param name="ManagerId">Another person of the client; null: nobody.</param>
public sealed record SetManagerBody(Guid? ManagerId);

/// <summary>An employee, as the API shows it.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Full name; null once destroyed.</param>
/// <param name="Email">Address at work; null once destroyed.</param>
/// <param name="Unit">Organisational unit.</param>
/// <param name="JobRole">The part that the person plays at the client; null: not told.</param>
/// <param name="Departed">Whether the person left.</param>
/// <param name="RegisteredAt">When the service learnt of the person.</param>
/// <param name="Account">The subject with which the person signs in, where it is known.</param>
/// <param name="ManagerId">The person's manager.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record PersonView(
    Guid Id,
    string? Name,
    string? Email,
    string Unit,
    string? JobRole,
    bool Departed,
    DateTimeOffset RegisteredAt,
    string? Account,
    Guid? ManagerId,
    IReadOnlyList<string> Actions)
{
    internal static async ValueTask<PersonView> Of(Person person, Actor actor, Vault vault, CancellationToken stop)
    {
        var actions = new Actions(actor)
            .May("revise", RevisePerson.Hindrance(person), Role.ClientManager, Role.Admin)
            .May("linkAccount", RevisePerson.Hindrance(person), Role.ClientManager, Role.Admin)
            .May("setManager", RevisePerson.Hindrance(person), Role.ClientManager, Role.Admin)
            .May("depart", RecordDeparture.Hindrance(person), Role.ClientManager, Role.Admin);
        return new(
            person.Id, await vault.Reveal(person.Name, stop), await vault.Reveal(person.Email, stop), person.Unit, person.JobRole, person.Departed, person.RegisteredAt,
            person.Account, person.ManagerId, actions.Listed);
    }
}
