using System.ComponentModel.DataAnnotations;
using NodaTime;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Privacy;
using SBG.Projections.Kernel;

namespace SBG.Api.Privacy;

/// <summary>The register of requests of people about what is held of them.</summary>
public static class AccessRequestEndpoints
{
    private const string Path = "/v1/clients/{clientId}/access-requests";
    private const string One = Path + "/{accessRequestId:guid}";

    private static readonly DateTimeZone Quebec = DateTimeZoneProviders.Tzdb["America/Toronto"];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Path, Receive).Creates<AccessRequestView>("ReceiveAccessRequest", "Enter a request for access, rectification or portability; its clock starts on the day of receipt.", Role.PrivacyOfficer);
        api.MapGet(Path, List).Lists<AccessRequestView>("ListAccessRequests", "List the requests, the newest first.", Role.PrivacyOfficer, Role.Auditor);
        api.MapResource<AccessRequestView>(One, Get, "GetAccessRequest", "Read a request with its days.", Role.PrivacyOfficer, Role.Auditor);
        api.MapPost(One + "/extend", Extend).Changes<AccessRequestView>("ExtendAccessRequest", "Give notice, before the time ends, that the answer takes ten days longer; once.", Role.PrivacyOfficer);
        api.MapPost(One + "/answer", Reply).Changes<AccessRequestView>("AnswerAccessRequest", "Record the answer; a refusal gives its grounds.", Role.PrivacyOfficer);
        api.MapPost(One + "/withdraw", Withdraw).Changes<AccessRequestView>("WithdrawAccessRequest", "Record that the person does not ask any more.", Role.PrivacyOfficer);
    }

    private static async Task<IResult> Receive(string clientId, ReceiveAccessRequestBody body, Recorder recorder, Vault vault, CancellationToken stop)
    {
        var (id, details) = (recorder.NewId(), await vault.SealOptional(body.PersonId.ToString(), body.Details, stop));
        return await recorder.Run(clientId, async (session, _) =>
        {
            var (request, person) = (session.New<AccessRequest>(id), await session.LoadAsync<Person>(body.PersonId, stop));
            Recorder.Demand(request.Record(
                ReceiveAccessRequest.Decide(new(id, body.Kind, body.PersonId, body.ReceivedOn, details), null, person is not null, Today(recorder.Now)), recorder.Now));
            return Answer.Created(await View(request.State!, recorder.Actor, vault, recorder.Now, stop), request.Version, $"/v1/clients/{clientId}/access-requests/{id}");
        }, stop);
    }

    private static Task<IResult> List(string clientId, [AsParameters] Paging paging, Reading reading, Vault vault, TimeProvider clock, CancellationToken stop) =>
        reading.Page<AccessRequest, AccessRequestView>(clientId, paging, all => all, request => View(request, reading.Actor, vault, clock.Now(), stop), stop);

    private static Task<IResult> Get(
        string clientId, Guid accessRequestId, [AsParameters] Moment moment, Reading reading, Vault vault, TimeProvider clock, CancellationToken stop) =>
        reading.One<AccessRequest, AccessRequestView>(clientId, accessRequestId, moment, request => View(request, reading.Actor, vault, clock.Now(), stop), stop);

    private static async Task<IResult> Extend(string clientId, Guid accessRequestId, ExtendAccessRequestBody body, Recorder recorder, Vault vault, CancellationToken stop)
    {
        var reason = await vault.Seal(recorder.Actor.Subject, body.Reason, stop);
        return await Change(clientId, accessRequestId, request => ExtendAccessRequest.Decide(new(reason), request, Today(recorder.Now)), recorder, vault, stop);
    }

    private static async Task<IResult> Reply(string clientId, Guid accessRequestId, AnswerAccessRequestBody body, Recorder recorder, Vault vault, CancellationToken stop)
    {
        var grounds = await vault.SealOptional(recorder.Actor.Subject, body.Grounds, stop);
        return await Change(clientId, accessRequestId, request => AnswerAccessRequest.Decide(new(body.Answer, grounds), request, Today(recorder.Now)), recorder, vault, stop);
    }

    private static Task<IResult> Withdraw(string clientId, Guid accessRequestId, Recorder recorder, Vault vault, CancellationToken stop) =>
        Change(clientId, accessRequestId, WithdrawAccessRequest.Decide, recorder, vault, stop);

    private static Task<IResult> Change(
        string clientId, Guid id, Func<AccessRequest, Decision<AccessRequest>> decide, Recorder recorder, Vault vault, CancellationToken stop) =>
        recorder.Change<AccessRequest, AccessRequestView>(clientId, id, decide, request => View(request, recorder.Actor, vault, recorder.Now, stop), stop);

    private static DateOnly Today(DateTimeOffset now) => LocalDay.Of(now, Quebec);

    private static async ValueTask<AccessRequestView> View(AccessRequest request, Actor actor, Vault vault, DateTimeOffset now, CancellationToken stop)
    {
        var (over, today) = (AnswerAccessRequest.Hindrance(request), Today(now));
        return new(
            request.Id, request.Kind, request.PersonId, request.ReceivedOn, await vault.Reveal(request.Details, stop), request.Status, request.DueOn,
            (request.AnsweredOn ?? today) > request.DueOn && request.Status != AccessRequestStatus.Withdrawn, request.ExtendedOn, request.AnsweredOn, request.Answer, await vault.Reveal(request.Grounds, stop),
            new Actions(actor).May("extend", ExtendAccessRequest.Hindrance(request, today), Role.PrivacyOfficer).May("answer", over, Role.PrivacyOfficer)
                .May("withdraw", over, Role.PrivacyOfficer).Listed);
    }
}

/// <summary>A request of a person about what is held of him or her.</summary>
/// <param name="Id">The request.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="PersonId">Whose information.</param>
/// <param name="ReceivedOn">The day on which it was received, in Québec.</param>
/// <param name="Details">In the person's own words; null: none, or destroyed.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="DueOn">The last day on which it can be answered in time: 20 days, 30 after a notice; on the next working day where that is none.</param>
/// <param name="IsLate">Whether it was not answered in time; silence counts as a refusal then.</param>
/// <param name="ExtendedOn">The day of the notice that extended it.</param>
/// <param name="AnsweredOn">The day of the answer.</param>
/// <param name="Answer">What was answered.</param>
/// <param name="Grounds">Why, where it was not granted whole.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record AccessRequestView(
    Guid Id,
    AccessRequestKind Kind,
    Guid PersonId,
    DateOnly ReceivedOn,
    string? Details,
    AccessRequestStatus Status,
    DateOnly DueOn,
    bool IsLate,
    DateOnly? ExtendedOn,
    DateOnly? AnsweredOn,
    AccessAnswer? Answer,
    string? Grounds,
    IReadOnlyList<string> Actions);

/// <summary>A request to enter.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="PersonId">Whose information.</param>
/// <param name="ReceivedOn">The day on which it was received, in Québec.</param>
/// <param name="Details">In the person's own words; stored sealed.</param>
public sealed record ReceiveAccessRequestBody(AccessRequestKind Kind, Guid PersonId, DateOnly ReceivedOn, [StringLength(4000, MinimumLength = 1)] string? Details = null);

/// <summary>A notice of extension.</summary>
/// <param name="Reason">Why; stored sealed.</param>
public sealed record ExtendAccessRequestBody([StringLength(2000, MinimumLength = 1)] string Reason);

/// <summary>An answer.</summary>
/// <param name="Answer">What.</param>
/// <param name="Grounds">Why, where it is not granted whole; stored sealed.</param>
public sealed record AnswerAccessRequestBody(AccessAnswer Answer, [StringLength(4000, MinimumLength = 1)] string? Grounds = null);
