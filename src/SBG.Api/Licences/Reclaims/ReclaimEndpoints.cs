using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Reclaims;
using SBG.Projections.Kernel;

namespace SBG.Api.Licences.Reclaims;

/// <summary>When a licence was last used.</summary>
/// <param name="LastUsedAt">When it was.</param>
/// <param name="PremiumUsedAt">When that of it was which the included product lacks; absent: not known.</param>
public sealed record ReportUseBody(DateTimeOffset LastUsedAt, DateTimeOffset? PremiumUsedAt = null);

/// <summary>A licence to take back.</summary>
/// <param name="InactiveDays">For how many days nobody must have used it.</param>
/// <param name="ObjectDays">For how many days its holder can object.</param>
public sealed record ProposeReclaimBody(
    [System.ComponentModel.DataAnnotations.Range(1, 3650)] int InactiveDays = 90,
    [System.ComponentModel.DataAnnotations.Range(1, 365)] int ObjectDays = 14);

/// <summary>Why a licence is still needed.</summary>
/// <param name="Ground">Why.</param>
public sealed record ObjectToReclaimBody(ObjectionGround Ground);

/// <summary>Taking licences back that nobody needs: from what is known of their use, with notice, a window to object, and a way back.</summary>
public static class ReclaimEndpoints
{
    internal static readonly string[] Objectors = [Role.Requester, Role.ClientManager, .. LicenceEndpoints.Keepers];

    internal static void Map(IEndpointRouteBuilder api)
    {
        const string Licence = "/v1/clients/{clientId}/licences/{assignmentId:guid}";
        api.MapPost(Licence + "/report-use", Report).Changes<LicenceView>("ReportLicenceUse", "Tell when a licence was last used.", LicenceEndpoints.Keepers);
        api.MapPost(Licence + "/propose-reclaim", Propose).Changes<LicenceView>(
            "ProposeReclaim", "Propose to take back a licence that nobody uses, that another includes, or for which a smaller one would do; its holder is told and can object.", LicenceEndpoints.Keepers);
        api.MapPost(Licence + "/object", Oppose).Changes<LicenceView>("ObjectToReclaim", "Object: the licence stays.", Objectors);
        api.MapPost(Licence + "/withdraw-reclaim", Withdraw).Changes<LicenceView>("WithdrawReclaim", "Give up taking the licence back.", LicenceEndpoints.Keepers);
        api.MapPost(Licence + "/reverse-reclaim", Reverse).Changes<LicenceView>("ReverseReclaim", "Give the person a licence again that was taken back.", LicenceEndpoints.Keepers);
    }

    private static Task<IResult> Report(string clientId, Guid assignmentId, ReportUseBody body, Recorder recorder, CancellationToken stop) =>
        Change(clientId, assignmentId, recorder, licence => ReportUse.Decide(new(body.LastUsedAt, body.PremiumUsedAt), licence, recorder.Now), stop);

    private static Task<IResult> Propose(string clientId, Guid assignmentId, ProposeReclaimBody body, Recorder recorder, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            var licence = await recorder.Fetch<LicenceAssignment>(session, assignmentId, stop);
            var holdings = (await session.HoldingsOf([licence.State!.PersonId], stop))[licence.State.PersonId];
            Recorder.Demand(licence.Record(
                ProposeReclaim.Decide(new(TimeSpan.FromDays(body.InactiveDays), TimeSpan.FromDays(body.ObjectDays)), licence.State, holdings, recorder.Now), recorder.Now));
            return Answer.Ok(LicenceView.Of(licence.State, recorder.Actor, recorder.Now), licence.Version);
        }, stop);

    private static async Task<IResult> Oppose(
        string clientId, Guid assignmentId, ObjectToReclaimBody body, Recorder recorder, IDocumentStore store, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        var own = await session.OwnUsers(recorder.Actor, stop);
        return await Change(
            clientId, assignmentId, recorder, licence => ObjectToReclaim.Decide(new(body.Ground), licence, recorder.Now), stop, licence => own?.Contains(licence.PersonId) ?? true);
    }

    private static Task<IResult> Withdraw(string clientId, Guid assignmentId, Recorder recorder, CancellationToken stop) =>
        Change(clientId, assignmentId, recorder, licence => WithdrawReclaim.Decide(licence, recorder.Now), stop);

    private static Task<IResult> Reverse(string clientId, Guid assignmentId, Recorder recorder, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            var licence = await recorder.Fetch<LicenceAssignment>(session, assignmentId, stop);
            var (was, id) = (licence.State!, recorder.NewId());
            Recorder.Demand(licence.Record(ReverseReclaim.Decide(new(id), was, recorder.Now), recorder.Now));
            var person = await session.LoadAsync<Person>(was.PersonId, stop);
            var pool = await session.OpenPool(was.PoolId, recorder.Now, stop) ?? throw new ProblemException(HoldLicence.UnknownPool.With("pool", was.PoolId));
            var held = HoldLicence.Decide(new(id, was.PersonId, PricePlanId: was.PricePlanId, Device: was.Device), null, pool.State, person?.Departed);
            Recorder.Demand(session.New<LicenceAssignment>(id).Record(held, recorder.Now));
            Recorder.Demand(pool.Record(AssignSeats.Decide(new([id], clientId, null), pool.State)));
            return Answer.Ok(LicenceView.Of(licence.State!, recorder.Actor, recorder.Now), licence.Version);
        }, stop);

    private static Task<IResult> Change(
        string clientId, Guid assignmentId, Recorder recorder, Func<LicenceAssignment, Decision<LicenceAssignment>> decide, CancellationToken stop,
        Predicate<LicenceAssignment>? visible = null) =>
        recorder.Change<LicenceAssignment, LicenceView>(
            clientId, assignmentId, decide, licence => new(LicenceView.Of(licence, recorder.Actor, recorder.Now)), stop, visible);
}
