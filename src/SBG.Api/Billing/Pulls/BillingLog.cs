using System.Collections.Immutable;
using JasperFx.Events;
using Marten;
using Npgsql;
using SBG.Domain.Billing.Invoices;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Pulls;

/// <summary>
/// What happened to all clients, in the order of the store. Nobody reads past the mark up to which the store has no holes: an event that is
/// still being written could otherwise appear behind a cursor.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="database">The database.</param>
public sealed class BillingLog(IDocumentStore store, NpgsqlDataSource database)
{
    /// <summary>Events of some kinds, in order.</summary>
    /// <param name="types">Stored names.</param>
    /// <param name="after">From the position on, this one included.</param>
    /// <param name="most">How many.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IReadOnlyList<IEvent>> Read(string[] types, long after, int most, CancellationToken stop)
    {
        var mark = await Mark(stop);
        await using var session = store.QuerySession(Domain.Kernel.Tenant.Provider);
        return await session.Events.QueryAllRawEvents()
            .Where(e => e.AnyTenant() && types.Contains(e.EventTypeName) && e.Sequence >= after && e.Sequence <= mark)
            .OrderBy(e => e.Sequence).Take(most).ToListAsync(stop);
    }

    /// <summary>Invoices of any clients.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IReadOnlyDictionary<Guid, Invoice>> Invoices(Guid[] ids, CancellationToken stop)
    {
        if (ids.Length == 0)
        {
            return ImmutableDictionary<Guid, Invoice>.Empty;
        }

        await using var session = store.QuerySession(Domain.Kernel.Tenant.Provider);
        var found = await session.Query<Invoice>().Where(invoice => invoice.AnyTenant() && ids.Contains(invoice.Id)).ToListAsync(stop);
        return found.ToDictionary(invoice => invoice.Id);
    }

    private async Task<long> Mark(CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select last_seq_id from {StoreConfiguration.Schema}.mt_event_progression where name = 'HighWaterMark'");
        return await command.ExecuteScalarAsync(stop) is long mark ? mark : 0;
    }
}
