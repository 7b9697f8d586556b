using Marten;
using SBG.Domain.Billing;
using SBG.Domain.Kernel;

namespace SBG.Projections.Billing;

/// <summary>Finds seats by when they were held.</summary>
public static class SeatsHeld
{
    /// <summary>The seats that the session's client held at any time of a period: one indexed read, whatever happened before.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="period">When.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<IReadOnlyList<SeatHistory>> SeatsHeldIn(this IQuerySession session, Period period, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(session);
        var (from, until) = (period.From, period.Until);
        var found = await session.Query<SeatRecord>()
            .Where(seat => seat.From < until && (seat.Until == null || seat.Until > from))
            .ToListAsync(stop);
        return [.. found.Select(seat => seat.Seat)];
    }
}
