using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Approvals;
using SBG.Domain.Kernel;

namespace SBG.Api.Approvals;

/// <summary>Delegations: one lets a colleague of the client decide in one's place for a while. Both see them, and the client's managers.</summary>
public static class DelegationEndpoints
{
    private const string Path = "/v1/clients/{clientId}/approval-delegations";

    internal static readonly string[] Givers = [Role.Requester, Role.Approver, Role.ClientManager];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Path, Give).Creates<DelegationView>("DelegateApprovals", "Let a colleague decide in one's place for a while.", Givers);
        api.MapGet(Path, List)
            .Lists<DelegationView>("ListApprovalDelegations", "List delegations, the newest first: those that one gave or got; a client's manager sees all.", [.. Givers, Role.Auditor]);
        api.MapResource<DelegationView>(Path + "/{delegationId:guid}", Get, "GetApprovalDelegation", "Read a delegation.", [.. Givers, Role.Auditor]);
        api.MapPost(Path + "/{delegationId:guid}/revoke", Revoke)
            .Changes<DelegationView>("RevokeApprovalDelegation", "Take a delegation back; what was decided under it stands.", Givers);
    }

    private static async Task<IResult> Give(string clientId, DelegateApprovalsBody body, Recorder recorder, Vault vault, CancellationToken stop)
    {
        var (id, actor) = (recorder.NewId(), recorder.Actor);
        var reason = body.Reason is { } words ? await vault.Seal(actor.Subject, words, stop) : null;
        var command = new DelegateApprovals(id, body.To, body.StartsAt ?? recorder.Now, body.EndsAt, reason);
        return await recorder.Start<ApprovalDelegation, DelegationView>(
            clientId, id, existing => DelegateApprovals.Decide(command, existing, actor, recorder.Now),
            delegation => DelegationView.Of(delegation, actor, vault, stop), $"/v1/clients/{clientId}/approval-delegations/{id}", stop);
    }

    private static Task<IResult> List(string clientId, [AsParameters] Paging paging, Reading reading, Vault vault, CancellationToken stop)
    {
        var (actor, me) = (reading.Actor, reading.Actor.Subject);
        return reading.Page<ApprovalDelegation, DelegationView>(
            clientId, paging, given => SeesAll(actor) ? given : given.Where(one => one.From == me || one.To == me),
            delegation => DelegationView.Of(delegation, actor, vault, stop), stop);
    }

    private static Task<IResult> Get(string clientId, Guid delegationId, [AsParameters] Moment moment, Reading reading, Vault vault, CancellationToken stop) =>
        reading.One<ApprovalDelegation, DelegationView>(
            clientId, delegationId, moment, delegation => DelegationView.Of(delegation, reading.Actor, vault, stop), stop, IsSeenBy(reading.Actor));

    private static Task<IResult> Revoke(string clientId, Guid delegationId, Recorder recorder, Vault vault, CancellationToken stop) =>
        recorder.Change<ApprovalDelegation, DelegationView>(
            clientId, delegationId, delegation => RevokeDelegation.Decide(delegation, recorder.Actor, recorder.Now),
            delegation => DelegationView.Of(delegation, recorder.Actor, vault, stop), stop, IsSeenBy(recorder.Actor));

    private static Predicate<ApprovalDelegation> IsSeenBy(Actor actor) =>
        delegation => SeesAll(actor) || delegation.From == actor.Subject || delegation.To == actor.Subject;

    private static bool SeesAll(Actor actor) => actor.IsProvider || actor.Has(Role.ClientManager);
}

/// <summary>A delegation.</summary>
/// <param name="To">The colleague's subject.</param>
/// <param name="EndsAt">Until when, exclusive; a year after its beginning at most.</param>
/// <param name="StartsAt">From when; absent: now.</param>
/// <param name="Reason">Why; stored sealed.</param>
public sealed record DelegateApprovalsBody(
    [StringLength(200, MinimumLength = 1)] string To,
    DateTimeOffset EndsAt,
    DateTimeOffset? StartsAt = null,
    [StringLength(2000, MinimumLength = 1)] string? Reason = null);

/// <summary>A delegation, as the API shows it.</summary>
/// <param name="Id">The delegation.</param>
/// <param name="From">The subject who lets decide.</param>
/// <param name="To">The subject who may decide.</param>
/// <param name="Roles">The roles that go with it.</param>
/// <param name="StartsAt">From when.</param>
/// <param name="EndsAt">Until when, exclusive.</param>
/// <param name="Reason">Why; null once destroyed.</param>
/// <param name="GivenAt">When it was given.</param>
/// <param name="RevokedAt">When it was taken back.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record DelegationView(
    Guid Id,
    string From,
    string To,
    IReadOnlyList<string> Roles,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string? Reason,
    DateTimeOffset GivenAt,
    DateTimeOffset? RevokedAt,
    IReadOnlyList<string> Actions)
{
    internal static async ValueTask<DelegationView> Of(ApprovalDelegation given, Actor actor, Vault vault, CancellationToken stop)
    {
        var actions = new Actions(actor).May("revoke", RevokeDelegation.Hindrance(given, actor), DelegationEndpoints.Givers);
        return new(
            given.Id, given.From, given.To, given.Roles, given.StartsAt, given.EndsAt, await vault.Reveal(given.Reason, stop), given.GivenAt, given.RevokedAt, actions.Listed);
    }
}
