using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Leases;
using SBG.Projections.Kernel;
using SBG.Projections.Licences;

namespace SBG.Api.Licences.Leases;

/// <summary>A seat of a shared pool to borrow.</summary>
/// <param name="PoolId">The pool.</param>
/// <param name="PersonId">Who uses it; absent: the person with the caller's account. A requester borrows for oneself.</param>
/// <param name="Wait">Whether to wait in the line when no seat is left.</param>
public sealed record AcquireLeaseBody(Guid PoolId, Guid? PersonId = null, bool Wait = false);

/// <summary>
/// A client's leases: borrow a seat, tell that it is still used, give it back. Every call about a lease takes its turn at the pool, so that no seat is
/// lent twice at any instant.
/// </summary>
public static class LeaseEndpoints
{
    internal static readonly string[] Users = [Role.Requester, Role.ClientManager, Role.Agent, Role.ServiceManager];

    private static readonly string[] Readers = [.. Users, Role.Finance, Role.Auditor, Role.Admin];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/clients/{clientId}/leases", Acquire).Creates<LeaseView>(
            "AcquireLease", "Borrow a seat of a shared pool for the time of use, or wait for one; who has a lease gets that one. When none is left for who does not wait, that is recorded and refused.", Users);
        api.MapGet("/v1/clients/{clientId}/leases", List).Lists<LeaseView>("ListLeases", "List the leases of a client, the newest first; a requester sees one's own.", Readers);
        api.MapResource<LeaseView>("/v1/clients/{clientId}/leases/{leaseId:guid}", Get, "GetLease", "Read a lease.", Readers);
        api.MapPost("/v1/clients/{clientId}/leases/{leaseId:guid}/renew", Renew).Changes<LeaseView>("RenewLease", "Tell that it is still used: it ends later.", Users);
        api.MapPost("/v1/clients/{clientId}/leases/{leaseId:guid}/release", Release).Changes<LeaseView>("ReleaseLease", "Give the seat back before its end.", Users);
        api.MapPost("/v1/clients/{clientId}/leases/{leaseId:guid}/take", Take).Changes<LeaseView>("TakeLease", "Use the seat that was kept when the turn came.", Users);
        api.MapPost("/v1/clients/{clientId}/leases/{leaseId:guid}/withdraw", Withdraw).Changes<LeaseView>("WithdrawLease", "Leave the line.", Users);
    }

    private static Task<IResult> Acquire(string clientId, AcquireLeaseBody body, Recorder recorder, PoolTurn turn, CancellationToken stop) =>
        turn.Take(body.PoolId, () => recorder.Run(clientId, async (session, _) =>
        {
            var person = await Borrower(session, recorder.Actor, body.PersonId, stop);
            var pool = await session.OpenPool(body.PoolId, recorder.Now, stop) ?? throw new ProblemException(HoldLicence.UnknownPool.With("pool", body.PoolId));
            if (await session.LeaseOf(person.Id, body.PoolId, pool.Now, stop) is { } held)
            {
                return await Created(session, pool.Current(held), recorder.Actor, stop);
            }

            Recorder.Demand(GrantLease.Hindrance(person.Id, person.Departed));
            var id = recorder.NewId();
            var lease = session.New<LicenceLease>(id);
            if (pool.Record(LeaseSeat.Decide(new(id, clientId), pool.State)) is not { } refusal)
            {
                lease.Record(GrantLease.Decide(new(id, body.PoolId, clientId, person.Id, await pool.EndOf(session, id, stop)), person.Departed), pool.Now);
            }
            else if (body.Wait && LeaseSeat.IsWantOfSeats(refusal))
            {
                Recorder.Demand(pool.Record(QueueLease.Decide(new(id, clientId), pool.State)));
                lease.Record(new LeaseRequested(id, body.PoolId, clientId, person.Id, pool.State.Version), pool.Now);
            }
            else
            {
                Recorder.Demand(LeaseSeat.IsWantOfSeats(refusal) ? pool.Record(new LeaseRefused(clientId, refusal.Code)) : refusal);
                return recorder.Refused(refusal);
            }

            return await Created(session, lease.State!, recorder.Actor, stop);
        }, stop), stop);

    private static async Task<IResult> List(
        string clientId, [AsParameters] Paging paging, LeaseStatus? status, Guid? poolId, Guid? personId, Reading reading, IDocumentStore store, TimeProvider clock,
        CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        var (own, now) = (await session.OwnUsers(reading.Actor, stop), clock.Now());
        return await reading.Page<LicenceLease, LeaseView>(
            clientId,
            paging,
            leases =>
            {
                var found = status is { } wanted ? leases.Standing(wanted, now) : leases;
                found = own is null ? found : found.Where(lease => own.Contains(lease.PersonId));
                found = poolId is { } pool ? found.Where(lease => lease.PoolId == pool) : found;
                return personId is { } person ? found.Where(lease => lease.PersonId == person) : found;
            },
            async lease => await session.View(lease.At(now), reading.Actor, stop),
            stop);
    }

    private static async Task<IResult> Get(
        string clientId, Guid leaseId, [AsParameters] Moment moment, Reading reading, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        var own = await session.OwnUsers(reading.Actor, stop);
        return await reading.One<LicenceLease, LeaseView>(
            clientId, leaseId, moment,
            async lease => moment is { AsOf: null, Version: null }
                ? await session.View(lease.At(clock.Now()), reading.Actor, stop)
                : LeaseView.Of(moment.AsOf is { } instant ? lease.At(instant) : lease, reading.Actor, null, null),
            stop,
            lease => own?.Contains(lease.PersonId) ?? true);
    }

    private static Task<IResult> Renew(string clientId, Guid leaseId, LeaseCommands leases, CancellationToken stop) =>
        leases.Change(
            clientId, leaseId,
            async (session, pool, lease) => lease.Record(RenewLease.Decide(new(await pool.EndOf(session, leaseId, stop)), lease.State!.At(pool.Now)), pool.Now), stop);

    private static Task<IResult> Release(string clientId, Guid leaseId, LeaseCommands leases, CancellationToken stop) =>
        leases.Change(
            clientId, leaseId,
            (_, pool, lease) => Task.FromResult(
                lease.Record(ReleaseLease.Decide(lease.State!.At(pool.Now)), pool.Now)
                ?? pool.Record(EndSeatLease.Decide(new(leaseId, clientId, LeaseEnding.Released), pool.State))),
            stop);

    private static Task<IResult> Take(string clientId, Guid leaseId, LeaseCommands leases, CancellationToken stop) =>
        leases.Change(
            clientId, leaseId,
            async (session, pool, lease) => lease.Record(TakeLease.Decide(new(await pool.EndOf(session, leaseId, stop)), lease.State!.At(pool.Now)), pool.Now), stop);

    private static Task<IResult> Withdraw(string clientId, Guid leaseId, LeaseCommands leases, CancellationToken stop) =>
        leases.Change(
            clientId, leaseId,
            (_, pool, lease) => Task.FromResult(
                lease.Record(WithdrawLease.Decide(lease.State!), pool.Now) ?? pool.Record(new LeaseUnqueued(leaseId, clientId))),
            stop);

    private static async Task<Answer> Created(IDocumentSession session, LicenceLease lease, Actor actor, CancellationToken stop) =>
        Answer.Created(await session.View(lease, actor, stop), lease.Version, $"/v1/clients/{lease.ClientId}/leases/{lease.Id}");

    // Who borrows for others names the person; a requester borrows for oneself.
    private static async Task<Person> Borrower(IDocumentSession session, Actor actor, Guid? personId, CancellationToken stop)
    {
        if (personId is null && (await session.OwnPeople(actor, stop)).FirstOrDefault() is var self)
        {
            return await session.LoadAsync<Person>(self, stop) ?? throw new ProblemException(GrantLease.NobodyNamed);
        }

        var own = await session.OwnUsers(actor, stop);
        var person = own?.Contains(personId!.Value) is false ? null : await session.LoadAsync<Person>(personId!.Value, stop);
        return person ?? throw new ProblemException(HoldLicence.UnknownPerson.With("person", personId.Value));
    }
}
