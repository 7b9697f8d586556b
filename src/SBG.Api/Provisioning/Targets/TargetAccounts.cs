using SBG.Api.Provisioning.Scim;
using SBG.Domain.Provisioning.Targets;

namespace SBG.Api.Provisioning.Targets;

/// <summary>A page of what a target holds.</summary>
/// <param name="People">The accounts in use that bear an id as the service gives it.</param>
/// <param name="Next">Where the next page begins, from 1; null: this was the last.</param>
public sealed record AccountPage(IReadOnlyList<Guid> People, int? Next);

/// <summary>
/// Asks a target for all that it holds. A directory tells (RFC 7644, section 3.4.2); brokers do not list their instances (Open Service Broker API 2.17), and webhooks
/// have no question.
/// </summary>
/// <param name="targets">The targets.</param>
/// <param name="http">Calls.</param>
public sealed class TargetAccounts(TargetDirectory targets, TargetHttp http)
{
    /// <summary>A page of its accounts. Those that are switched off are those that were given up.</summary>
    /// <param name="targetId">The target.</param>
    /// <param name="start">Where it begins, from 1.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null: it cannot be asked, or did not answer.</returns>
    public async Task<AccountPage?> Page(Guid targetId, int start, CancellationToken stop)
    {
        if (await targets.Open(targetId, stop) is not { Target: { Kind: TargetProtocol.Scim, IsEnabled: true } } target)
        {
            return null;
        }

        try
        {
            var (users, next) = await new ScimDirectory(target, http, stop).Page(start);
            return new([.. users.Where(ScimAccount.IsActive).Select(ScimAccount.PersonOf).OfType<Guid>()], next);
        }
        catch (ScimStopException)
        {
            return null;
        }
    }
}
