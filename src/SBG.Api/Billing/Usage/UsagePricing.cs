using Marten;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;

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
        string[] months = [.. logs.Select(log => new BillingMonth(log.Day.Year, log.Day.Month).ToString()).Distinct()];
        var first = months.Min(StringComparer.Ordinal) ?? string.Empty;
        var invoices = ids.Length == 0 ? [] : (await session.Query<Invoice>().ToListAsync(stop)).Where(invoice => string.CompareOrdinal(invoice.Period, first) >= 0);
        return new(
            planOf.ToDictionary(meter => meter.Key, meter => plans.First(plan => plan.Id == meter.Value)),
            invoices.SelectMany(invoice => invoice.Content?.Lines ?? []).SelectMany(line => line.Logs)
                .GroupBy(log => log.LogId).ToDictionary(log => log.Key, log => log.Max(read => read.Version)));
    }

    /// <summary>How far the charging of a report got.</summary>
    /// <param name="log">Its log.</param>
    /// <param name="standing">The report.</param>
    public UsageState StateOf(UsageLog log, UsageStanding standing) =>
        standing.State(_plans.GetValueOrDefault(log.Meter)?.On(log.Day) is not null, _billed.GetValueOrDefault(log.Id));
}
