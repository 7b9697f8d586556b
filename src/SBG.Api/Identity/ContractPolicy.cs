using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;

namespace SBG.Api.Identity;

/// <summary>
/// The one policy of all endpoints: the roles that the endpoint's contract names, within the client that the path names. An
/// endpoint without a contract falls to the fallback policy, which lets nobody in.
/// </summary>
public sealed class ContractPolicy : IAuthorizationRequirement
{
    /// <summary>The policy's name.</summary>
    public const string Name = "contract";

    /// <summary>The route value that names a client.</summary>
    public const string ClientRouteValue = "clientId";

    private const string Elsewhere = "elsewhere";

    private static readonly string[] ClientRoles = [Role.Requester, Role.Approver, Role.ClientManager];

    /// <summary>Whether an actor may use an endpoint.</summary>
    /// <param name="actor">Who calls.</param>
    /// <param name="roles">The endpoint's roles.</param>
    /// <param name="clientId">The client in the path; null when there is none.</param>
    public static Access Judge(Actor actor, IReadOnlyList<string> roles, string? clientId)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(roles);
        var suited = roles.Count == 0 || roles.Any(role => actor.Roles.Contains(role) && Array.IndexOf(ClientRoles, role) >= 0 != actor.IsProvider);
        if (clientId is null || clientId == actor.Organisation)
        {
            return suited ? Access.Granted : Access.RoleNotSufficient;
        }

        return suited && actor.IsProvider ? Access.Granted : Access.NotDisclosed;
    }

    /// <summary>Judges a request.</summary>
    internal sealed class Handler(IHttpContextAccessor http) : AuthorizationHandler<ContractPolicy>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ContractPolicy requirement)
        {
            var request = http.HttpContext!;
            if (context.User.Identity?.IsAuthenticated is true && request.GetEndpoint()?.Metadata.GetMetadata<EndpointContract>() is { } contract)
            {
                var access = Judge(request.Actor(), contract.Roles, request.GetRouteValue(ClientRouteValue) as string);
                if (access == Access.Granted)
                {
                    context.Succeed(requirement);
                }
                else if (access == Access.NotDisclosed)
                {
                    context.Fail(new(this, Elsewhere));
                }
            }

            return Task.CompletedTask;
        }
    }

    /// <summary>Answers those who are not let in: what is another client's does not exist for them.</summary>
    internal sealed class Answering : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            // No such path, or not with this method: routing's own 404 and 405 tell nothing that needs a right.
            var unrouted = context.GetEndpoint() is null or not RouteEndpoint;
            if (authorizeResult.Succeeded || unrouted)
            {
                return next(context);
            }

            if (authorizeResult.Challenged)
            {
                return context.ChallengeAsync(policy.AuthenticationSchemes is [var own, ..] ? own : null);
            }

            var elsewhere = authorizeResult.AuthorizationFailure?.FailureReasons.Any(reason => reason.Message == Elsewhere) is true;
            return Problem.Of(elsewhere ? "resource/not-found" : "auth/forbidden").ExecuteAsync(context);
        }
    }
}

/// <summary>What a caller is told.</summary>
public enum Access
{
    /// <summary>May.</summary>
    Granted,

    /// <summary>403: known here, but not with this role.</summary>
    RoleNotSufficient,

    /// <summary>404: another client's existence is not disclosed.</summary>
    NotDisclosed,
}
