using System.Collections.Immutable;
using Marten;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Closings;
using SBG.Domain.Clients;

namespace SBG.Api.Billing.Closings;

/// <summary>Reads what a closing came to over all clients.</summary>
internal static class ClosingReader
{
    /// <summary>What it came to for each client of whom that is known.</summary>
    /// <param name="session">Any session.</param>
    /// <param name="period">The month.</param>
    /// <param name="run">Told by this run only; null: by whichever told it last.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<IReadOnlyList<ClosingOutcome>> Outcomes(IQuerySession session, string period, int? run, CancellationToken stop)
    {
        var found = session.Query<ClientClosing>().Where(closing => closing.AnyTenant() && closing.Period == period);
        return (run is { } wanted ? found.Where(closing => closing.Run == wanted) : found).Select(closing => closing.Outcome).ToListAsync(stop);
    }

    /// <summary>The clients whose month is not closed by an invoice, by their codes.</summary>
    /// <param name="session">Any session.</param>
    /// <param name="month">The month.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<ImmutableArray<string>> Open(IQuerySession session, BillingMonth month, CancellationToken stop)
    {
        var period = month.ToString();
        var clients = await session.Query<Client>().Where(client => client.AnyTenant()).Select(client => client.ClientId).ToListAsync(stop);
        var closed = await session.Query<ClientClosing>()
            .Where(closing => closing.AnyTenant() && closing.Period == period && closing.Outcome == ClosingOutcome.Issued).Select(closing => closing.ClientId).ToListAsync(stop);
        return [.. clients.Except(closed).Order(StringComparer.Ordinal)];
    }
}
