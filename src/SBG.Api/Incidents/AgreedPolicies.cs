using System.Collections.Concurrent;
using Marten;
using Npgsql;
using SBG.Domain.Clients;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Policies;
using SBG.Projections.Kernel;

namespace SBG.Api.Incidents;

/// <summary>
/// Which policy version applies to an incident that is reported now. What is agreed and how far the policy is are read each time, in one small
/// query; the policy at that version never changes, so that it is read once.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="store">The store.</param>
public sealed class AgreedPolicies(NpgsqlDataSource database, IDocumentStore store)
{
    private static readonly string Agreed = $"""
        select s.id, s.version
        from {StoreConfiguration.Schema}.mt_doc_client c
        left join {StoreConfiguration.Schema}.mt_streams s on s.tenant_id = '{Tenant.Provider}' and s.id = (c.data ->> 'serviceLevelPolicyId')::uuid
        where c.tenant_id = $1 and c.id = $2
        """;

    private readonly ConcurrentDictionary<Guid, (long Version, ServiceLevelPolicy Policy)> _policies = new();

    /// <summary>The version in force of the policy agreed with the client.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="at">When the incident is reported (UTC).</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null when there is no such client.</returns>
    public async Task<AppliedPolicy?> ForNew(string clientId, DateTimeOffset at, CancellationToken stop)
    {
        var (known, agreed) = await Read(clientId, stop);
        if (!known)
        {
            return null;
        }

        return Applied(agreed is { } policyAt ? await Policy(policyAt.Id, policyAt.Version, stop) : null, at);
    }

    /// <summary>The version in force of a policy that was agreed.</summary>
    /// <param name="policy">The policy; null: none was.</param>
    /// <param name="at">When the incident is reported (UTC).</param>
    internal static AppliedPolicy Applied(ServiceLevelPolicy? policy, DateTimeOffset at) => policy is null ? AppliedPolicy.None
        : policy.InForce(at) is { } version ? new(policy.Id, version.Number, PolicyBasis.ClientAgreement, version.Terms.Matrix)
        : AppliedPolicy.None with { Basis = PolicyBasis.NoVersionInForce };

    private async Task<(bool Known, (Guid Id, long Version)? Agreed)> Read(string clientId, CancellationToken stop)
    {
        await using var command = database.CreateCommand(Agreed);
        command.Parameters.Add(new() { Value = clientId });
        command.Parameters.Add(new() { Value = Client.StreamOf(clientId) });
        await using var reader = await command.ExecuteReaderAsync(stop);
        if (!await reader.ReadAsync(stop))
        {
            return (false, null);
        }

        return (true, reader.IsDBNull(0) ? null : (reader.GetGuid(0), reader.GetInt64(1)));
    }

    private async ValueTask<ServiceLevelPolicy?> Policy(Guid id, long version, CancellationToken stop)
    {
        if (_policies.TryGetValue(id, out var kept) && kept.Version == version)
        {
            return kept.Policy;
        }

        await using var session = store.QuerySession(Tenant.Provider);
        var policy = await session.LoadAsync<ServiceLevelPolicy>(id, stop);
        if (policy is not null)
        {
            // It can be further than the version that was read; then the next call reads it again.
            _policies[id] = (version, policy);
        }

        return policy;
    }
}
