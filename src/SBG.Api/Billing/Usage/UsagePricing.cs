using Marten;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;
using SBG.Projections.Billing;

namespace SBG.Api.Billing.Usage;

/// <summary>What decides how far the charging of reports got: the prices of their meters, and how far invoices read their logs.</summary>
internal sealed class UsagePricing
{
    private readonly Dictionary<string, PricePlan> _plans;
    private readonly Dictionary<Guid, long> _billed;

    private UsagePricing(Dictionary<string, PricePlan> plans, Dictionary<Guid, long> billed) => (_plans, _billed) = (plans, billed);

    /// <summary>Loads what is known of some logs.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="logs">The logs.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<UsagePricing> Load(IQuerySession session, IReadOnlyCollection<UsageLog> logs, CancellationToken stop)
    {
        var planOf = await UsageLedgerReader.Plans(session, logs.Select(log => log.Meter).Distinct(), stop);
        Guid[] ids = [.. planOf.Values];
        var plans = ids.Length == 0 ? [] : await session.ForTenant(Tenant.Provider).LoadManyAsync<PricePlan>(stop, ids);
        Guid[] read = ids.Length == 0 ? [] : [.. logs.Select(log => log.Id)];
        var billed = read.Length == 0 ? [] : await session.AdvancedSql.QueryAsync<Guid, long>(
            $"select row(source_id), row(billed) from {InvoicedFacts.Sources} where client_id = ? and source_id = any(?)", stop, session.TenantId, read);
        return new(
            planOf.ToDictionary(meter => meter.Key, meter => plans.First(plan => plan.Id == meter.Value)),
            billed.ToDictionary(log => log.Item1, log => log.Item2));
    }

    /// <summary>How far the charging of a report got.</summary>
    /// <param name="log">Its log.</param>
    /// <param name="standing">The report.</param>
    public UsageState StateOf(UsageLog log, UsageStanding standing) =>
        standing.State(_plans.GetValueOrDefault(log.Meter)?.On(log.Day) is not null, _billed.GetValueOrDefault(log.Id));
}
