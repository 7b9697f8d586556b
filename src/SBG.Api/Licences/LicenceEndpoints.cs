using System.ComponentModel.DataAnnotations;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Projections.Kernel;

namespace SBG.Api.Licences;

/// <summary>A seat to give to a person.</summary>
/// <param name="PoolId">The pool to take it from.</param>
/// <param name="PersonId">Who gets it: a person of the client.</param>
/// <param name="OccurredAt">Since when it is held, when that is told late: it is charged from then on.</param>
/// <param name="Device">The device that uses it, by its number in the inventory, where the pool is of device seats; then the person answers for it.</param>
/// <param name="CostCentre">The cost centre that bears it; absent: the person's unit.</param>
public sealed record AssignLicenceBody(
    Guid PoolId, Guid PersonId, DateTimeOffset? OccurredAt = null, [RegularExpression("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")] string? Device = null,
    [StringLength(100, MinimumLength = 1)] string? CostCentre = null);

/// <summary>A client's licences: give a seat, suspend, resume, give back. A seat's two streams are written in one transaction.</summary>
public static class LicenceEndpoints
{
    internal static readonly string[] Keepers = [Role.Agent, Role.ServiceManager];

    private static readonly string[] Readers =
        [Role.Requester, Role.Approver, Role.ClientManager, Role.Agent, Role.ServiceManager, Role.Finance, Role.Auditor, Role.Admin];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/clients/{clientId}/licences", Assign).Creates<LicenceView>("AssignLicence", "Give a person a seat of a pool.", Keepers);
        api.MapGet("/v1/clients/{clientId}/licences", List).Lists<LicenceView>("ListLicences", "List the licences of a client, the newest first; a requester sees one's own, by the account that is linked to the person.", Readers);
        api.MapResource<LicenceView>("/v1/clients/{clientId}/licences/{assignmentId:guid}", Get, "GetLicence", "Read a licence.", Readers);
        api.MapPost("/v1/clients/{clientId}/licences/{assignmentId:guid}/suspend", Suspend)
            .Changes<LicenceView>("SuspendLicence", "Suspend a licence; its seat stays taken.", Keepers);
        api.MapPost("/v1/clients/{clientId}/licences/{assignmentId:guid}/resume", Resume).Changes<LicenceView>("ResumeLicence", "Let it be used again.", Keepers);
        api.MapPost("/v1/clients/{clientId}/licences/{assignmentId:guid}/release", Release)
            .Changes<LicenceView>("ReleaseLicence", "Give the seat back to its pool, for good.", Keepers);
    }

    private static Task<IResult> Assign(string clientId, AssignLicenceBody body, Recorder recorder, PoolTurn turn, CancellationToken stop) =>
        turn.Take(body.PoolId, () => recorder.Run(clientId, async (session, _) =>
        {
            var id = recorder.NewId();
            var person = await session.LoadAsync<Person>(body.PersonId, stop);
            var pool = await session.OpenPool(body.PoolId, recorder.Now, stop)
                ?? throw new ProblemException(HoldLicence.UnknownPool.With("pool", body.PoolId));
            var licence = session.New<LicenceAssignment>(id);
            Recorder.Demand(HoldLicence.Untimely(body.OccurredAt, recorder.Now));
            var held = HoldLicence.Decide(new(id, body.PersonId, Device: body.Device, CostCentre: body.CostCentre ?? person?.Unit), null, pool.State, person?.Departed);
            Recorder.Demand(licence.Record(held, recorder.Now, new(body.OccurredAt)));
            Recorder.Demand(pool.Record(AssignSeats.Decide(new([id], clientId, null), pool.State)));
            return Answer.Created(LicenceView.Of(licence.State!, recorder.Actor, recorder.Now), licence.Version, $"/v1/clients/{clientId}/licences/{id}");
        }, stop), stop);

    private static async Task<IResult> List(
        string clientId, [AsParameters] Paging paging, AssignmentStatus? status, Guid? personId, Reading reading, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        var own = await Own(store, clientId, reading.Actor, stop);
        return await reading.Page<LicenceAssignment, LicenceView>(
            clientId,
            paging,
            licences =>
            {
                var found = status is null ? licences : licences.Where(licence => licence.Status == status);
                found = own is null ? found : found.Where(licence => own.Contains(licence.PersonId));
                return personId is { } person ? found.Where(licence => licence.PersonId == person) : found;
            },
            licence => new(LicenceView.Of(licence, reading.Actor, clock.Now())),
            stop);
    }

    private static async Task<IResult> Get(
        string clientId, Guid assignmentId, [AsParameters] Moment moment, Reading reading, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        var own = await Own(store, clientId, reading.Actor, stop);
        return await reading.One<LicenceAssignment, LicenceView>(
            clientId, assignmentId, moment, licence => new(LicenceView.Of(licence, reading.Actor, clock.Now())), stop, licence => own?.Contains(licence.PersonId) ?? true);
    }

    // The person who signs in with the caller's account; null: the caller sees everyone's licences.
    private static async Task<Guid[]?> Own(IDocumentStore store, string clientId, Actor actor, CancellationToken stop)
    {
        if (actor.SeesAll())
        {
            return null;
        }

        await using var session = store.QuerySession(clientId);
        return await session.OwnPeople(actor, stop);
    }

    private static Task<IResult> Suspend(string clientId, Guid assignmentId, Recorder recorder, CancellationToken stop) =>
        recorder.Change<LicenceAssignment, LicenceView>(clientId, assignmentId, SuspendLicence.Decide, licence => new(LicenceView.Of(licence, recorder.Actor, recorder.Now)), stop);

    private static Task<IResult> Resume(string clientId, Guid assignmentId, Recorder recorder, CancellationToken stop) =>
        recorder.Change<LicenceAssignment, LicenceView>(clientId, assignmentId, ResumeLicence.Decide, licence => new(LicenceView.Of(licence, recorder.Actor, recorder.Now)), stop);

    private static Task<IResult> Release(string clientId, Guid assignmentId, Recorder recorder, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            var licence = await recorder.Fetch<LicenceAssignment>(session, assignmentId, stop);
            Recorder.Demand(licence.Record(ReleaseLicence.Decide(licence.State!), recorder.Now));
            var pool = await session.OpenPool(licence.State!.PoolId, recorder.Now, stop)
                ?? throw new ProblemException(HoldLicence.UnknownPool.With("pool", licence.State.PoolId));
            Recorder.Demand(pool.Record(ReleaseSeat.Decide(new(assignmentId, clientId), pool.State)));
            return Answer.Ok(LicenceView.Of(licence.State, recorder.Actor, recorder.Now), licence.Version);
        }, stop);
}
