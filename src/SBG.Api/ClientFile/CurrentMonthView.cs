using SBG.Api.ServiceLevels;
using SBG.Domain.Kernel;

namespace SBG.Api.ClientFile;

/// <summary>What of a client's file changes with the clock: the month so far.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month in the client's zone, <c>yyyy-MM</c>.</param>
/// <param name="CountedThrough">Up to when time was counted (UTC).</param>
/// <param name="SeatSeconds">Seat-time so far.</param>
/// <param name="Base">What it costs so far, before taxes.</param>
/// <param name="Total">With taxes; null until the client's tax regime is decided.</param>
/// <param name="PerDay">What a day costs on average in a whole month of the present seats and prices, before taxes and rounding; a decimal string.</param>
/// <param name="Incidents">How many incidents were reported this month.</param>
/// <param name="ServiceLevels">How they stand against their targets.</param>
/// <param name="Preview">Where the amount is explained line by line.</param>
public sealed record CurrentMonthView(
    string ClientId,
    string Period,
    DateTimeOffset CountedThrough,
    decimal SeatSeconds,
    Money Base,
    Money? Total,
    string PerDay,
    int Incidents,
    IReadOnlyList<PriorityCompliance> ServiceLevels,
    string Preview);
