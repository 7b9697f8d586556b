using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Usage;

/// <summary>A report that was not taken in: as much of its name as could be read, and why.</summary>
/// <param name="Source">Who told it; null when that could not be read.</param>
/// <param name="Id">Its name among all of the source; null when that could not be read.</param>
/// <param name="Meter">The meter that it names; null when that could not be read.</param>
/// <param name="Time">When it is said to have happened (UTC); null when that could not be read.</param>
/// <param name="Code">The refusal's.</param>
public sealed record RejectedReport(string? Source, string? Id, string? Meter, DateTimeOffset? Time, string Code);

/// <summary>Reports of one call were not taken in.</summary>
/// <param name="RejectionsId">The client's rejections of the day.</param>
/// <param name="Day">The day on which they came, in the client's zone.</param>
/// <param name="Reports">In the order in which they were told.</param>
/// <param name="NotKept">How many more there were, beyond what is kept for a day.</param>
[StoredAs("usage_rejected")]
public sealed record UsageRejected(Guid RejectionsId, DateOnly Day, ImmutableArray<RejectedReport> Reports, int NotKept) : EventOf<UsageRejections>;

/// <summary>What was not taken in of a client on one day, so that nobody's use is ignored in silence.</summary>
/// <param name="Id">Derived from client and day.</param>
/// <param name="Day">The day on which it came, in the client's zone.</param>
/// <param name="Kept">How many are kept.</param>
/// <param name="NotKept">How many more there were.</param>
public sealed record UsageRejections(Guid Id, DateOnly Day, int Kept, int NotKept) : IState<UsageRejections>
{
    /// <summary>The most that is kept for a day: a producer that errs all day fills no disk.</summary>
    public const int MostPerDay = 5_000;

    /// <summary>The stream of a client's day.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="day">The day in the client's zone.</param>
    public static Guid StreamOf(string clientId, DateOnly day) =>
        DerivedId.Of("usage-rejections", clientId, day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Keeps rejected reports, as many as a day still holds.</summary>
    /// <param name="id">The stream.</param>
    /// <param name="day">The day.</param>
    /// <param name="reports">The reports of one call.</param>
    /// <param name="before">What was rejected on the day before; null for nothing.</param>
    public static Decision<UsageRejections> Decide(Guid id, DateOnly day, ImmutableArray<RejectedReport> reports, UsageRejections? before)
    {
        if (reports.IsEmpty)
        {
            return Decision.Nothing;
        }

        var room = Math.Min(reports.Length, MostPerDay - (before?.Kept ?? 0));
        return new UsageRejected(id, day, reports[..room], reports.Length - room);
    }

    /// <inheritdoc/>
    public static UsageRejections? Evolve(UsageRejections? state, EventOf<UsageRejections> happened, DateTimeOffset at) =>
        happened is UsageRejected e
            ? new(state?.Id ?? e.RejectionsId, state?.Day ?? e.Day, (state?.Kept ?? 0) + e.Reports.Length, (state?.NotKept ?? 0) + e.NotKept)
            : state;
}
