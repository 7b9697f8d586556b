using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Provisioning.Targets;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using Wolverine;

namespace SBG.Api.Provisioning.Webhooks;

/// <summary>What came of an attempt.</summary>
public enum CallbackStatus
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>It failed.</summary>
    Failed,
}

/// <summary>What a target tells of an attempt that it accepted.</summary>
/// <param name="Client">Whose order it is.</param>
/// <param name="Order">The order.</param>
/// <param name="Step">The step.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="Status">What came of it.</param>
/// <param name="Undo">Whether it was to undo the step.</param>
/// <param name="Final">Of a failure: whether another attempt is of no use.</param>
public sealed record CallbackBody(
    [StringLength(40, MinimumLength = 1)] string Client,
    Guid Order,
    [StringLength(40, MinimumLength = 1)] string Step,
    [Range(1, 1_000_000)] int Attempt,
    CallbackStatus Status,
    bool Undo = false,
    bool Final = false);

/// <summary>
/// Where targets tell outcomes that come later. Not a token but the signature of one of the target's secrets lets in, and only to attempts at steps that
/// name this target. A message that comes again, or after its attempt was over, records nothing; both are answered alike.
/// </summary>
public static class CallbackEndpoint
{
    /// <summary>It is not signed by the target, or not now.</summary>
    public static readonly Refusal NotSigned = new("provisioning/callback-not-signed");

    private const int LargestBody = 16 * 1024;

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/v1/targets/{targetId:guid}/callbacks", Post).Public().ExcludeFromDescription();

    private static async Task<IResult> Post(
        Guid targetId, HttpContext context, TargetDirectory targets, IDocumentStore store, IMessageBus bus, TimeProvider clock, CancellationToken stop)
    {
        if (await StrictBody.Read(context.Request, LargestBody, stop) is not { } bytes)
        {
            return Problem.Of("request/too-large");
        }

        // An unknown target is told no otherwise than a wrong signature.
        if (await targets.Open(targetId, stop) is not { Secrets.SigningSecrets: { } secrets } || !StandardWebhook.IsSigned(secrets, context.Request.Headers, bytes, clock.GetUtcNow()))
        {
            return Problem.Of(NotSigned);
        }

        if (Parse(bytes, out var problem) is not { } told)
        {
            return problem!;
        }

        await using var session = store.QuerySession(told.Client);
        if (await session.LoadAsync<ProvisioningOrder>(told.Order, stop) is not { } order || order.Step(told.Step)?.Step.Target != targetId)
        {
            return Problem.Of("resource/not-found");
        }

        // Within this call: an answer 2xx means that it is on record.
        await bus.InvokeForTenantAsync(
            told.Client, new TellStep(told.Order, told.Step, told.Attempt, told.Undo, told.Status == CallbackStatus.Done, told.Final, $"callback {told.Status}".ToLowerInvariant()), stop);
        return Results.NoContent();
    }

    private static CallbackBody? Parse(byte[] bytes, out Problem? problem)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new() { AllowDuplicateProperties = false, MaxDepth = 8 });
            var errors = BodyContract.Of(typeof(CallbackBody)).Check(document.RootElement);
            problem = errors.Count == 0 ? null : Problem.Invalid(errors);
            return errors.Count == 0 ? document.Deserialize<CallbackBody>(ApiJson.Options) : null;
        }
        catch (JsonException)
        {
            problem = Problem.Of("request/malformed-json");
            return null;
        }
    }
}
