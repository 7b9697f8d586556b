using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Marten;
using SBG.Api.Catalogue;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Api.Requests;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using SBG.Domain.Requests;

namespace SBG.Api.Provisioning;

/// <summary>Why a step is left out.</summary>
/// <param name="Reason">In the agent's words; stored sealed.</param>
public sealed record SkipStepBody([StringLength(2000, MinimumLength = 1)] string Reason);

/// <summary>What is to be delivered instead.</summary>
/// <param name="Quantity">How many.</param>
/// <param name="Options">The answers, by question; all of them.</param>
public sealed record ChangeOrderBody([Range(1, CartRules.MostOfALine)] int Quantity, [MaxLength(FormRules.MostQuestions)] IReadOnlyDictionary<string, OptionValue>? Options = null);

/// <summary>What agents decide about a step that was given up, and what is asked of an order on its way.</summary>
public static class RecoveryEndpoints
{
    internal static readonly string[] Cancellers = [Role.Requester, Role.Agent, Role.ServiceManager];

    internal static readonly string[] Terminators = [Role.Requester, Role.ClientManager, Role.Agent, Role.ServiceManager];

    private const string Order = ProvisioningEndpoints.Orders + "/{orderId:guid}";

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Order + "/steps/{stepKey}/retry", Retry)
            .Changes<OrderView>("RetryStep", "Try a step that was given up again, or its undoing; its attempts are counted anew.", ProvisioningEndpoints.Workers);
        api.MapPost(Order + "/steps/{stepKey}/skip", Skip)
            .Changes<OrderView>("SkipStep", "Go on without a step that was given up; of an undoing: nothing is left to undo.", ProvisioningEndpoints.Workers);
        api.MapPost(Order + "/compensate", Compensate)
            .Changes<OrderView>("CompensateOrder", "Undo what an order did whose step was given up; it fails.", ProvisioningEndpoints.Workers);
        api.MapPost(Order + "/cancel", Cancel)
            .Changes<OrderView>("CancelOrder", "Stop a delivery on its way and undo what was done.", Cancellers);
        api.MapPost(Order + "/terminate", Terminate)
            .Changes<OrderView>("TerminateOrder", "Give up what was delivered: its steps are undone, the last one first.", Terminators);
        api.MapPost(Order + "/change", Change)
            .Changes<OrderView>("ChangeOrder", "Deliver another quantity, or with other options: the steps that it matters for are undone and done again.", ProvisioningEndpoints.Workers);
    }

    private static Task<IResult> Retry(
        string clientId, Guid requestId, Guid orderId, [StringLength(40, MinimumLength = 1)] string stepKey, Recorder recorder, Vault vault, CancellationToken stop) =>
        ProvisioningEndpoints.Tell(clientId, requestId, orderId, stepKey, order => Fallout.Retry(stepKey, recorder.Actor, order), recorder, vault, stop);

    private static async Task<IResult> Skip(
        string clientId, Guid requestId, Guid orderId, [StringLength(40, MinimumLength = 1)] string stepKey, SkipStepBody body, Recorder recorder, Vault vault, CancellationToken stop)
    {
        var reason = await vault.Seal(recorder.Actor.Subject, body.Reason, stop);
        return await ProvisioningEndpoints.Tell(
            clientId, requestId, orderId, stepKey, order => Fallout.Skip(stepKey, recorder.Actor, reason, order), recorder, vault, stop);
    }

    private static Task<IResult> Compensate(string clientId, Guid requestId, Guid orderId, Recorder recorder, Vault vault, CancellationToken stop) =>
        ProvisioningEndpoints.Tell(clientId, requestId, orderId, null, order => Fallout.Compensate(recorder.Actor, order), recorder, vault, stop);

    private static async Task<IResult> Cancel(
        string clientId, Guid requestId, Guid orderId, Recorder recorder, Vault vault, IDocumentStore store, CancellationToken stop) =>
        await ProvisioningEndpoints.IsSeen(clientId, requestId, recorder.Actor, store, stop)
            ? await ProvisioningEndpoints.Tell(
                clientId, requestId, orderId, null, order => CancelOrder.Decide(new(recorder.Actor), order), recorder, vault, stop)
            : Problem.Of("resource/not-found");

    private static async Task<IResult> Terminate(
        string clientId, Guid requestId, Guid orderId, Recorder recorder, Vault vault, IDocumentStore store, CancellationToken stop) =>
        await ProvisioningEndpoints.IsSeen(clientId, requestId, recorder.Actor, store, stop)
            ? await ProvisioningEndpoints.Tell(
                clientId, requestId, orderId, null, order => TerminateOrder.Decide(new(recorder.Actor), order), recorder, vault, stop)
            : Problem.Of("resource/not-found");

    private static async Task<IResult> Change(
        string clientId,
        Guid requestId,
        Guid orderId,
        ChangeOrderBody body,
        Recorder recorder,
        Vault vault,
        IDocumentStore store,
        PublishedOffers offers,
        OrderAnswers answers,
        CancellationToken stop)
    {
        var (options, unfit) = await Fit(clientId, orderId, Choices.Of(body.Options), store, offers, answers, stop);
        return await ProvisioningEndpoints.Tell(
            clientId, requestId, orderId, null,
            order => (ChangeOrder.Hindrance(order) ?? unfit) is { } refusal ? refusal : ChangeOrder.Decide(new(recorder.Actor, body.Quantity, options), order),
            recorder, vault, stop);
    }

    // The ordered version never changes, so that it can be asked before.
    private static async Task<(ImmutableSortedDictionary<string, OptionValue> Options, Refusal? Unfit)> Fit(
        string clientId, Guid orderId, ImmutableSortedDictionary<string, OptionValue> options, IDocumentStore store, PublishedOffers offers, OrderAnswers answers, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        if (await session.LoadAsync<ProvisioningOrder>(orderId, stop) is not { } order
            || ChangeOrder.Hindrance(order) is not null
            || await offers.Version(order.OfferId, order.OfferVersion, stop) is not { } version)
        {
            return (options, null);
        }

        return version.Terms.Form is null
            ? (options, OrderChoice.Hindrance(version.Terms, options))
            : (await answers.Take(version.Terms, order.BeneficiaryId, options, order.Options, stop), null);
    }
}
