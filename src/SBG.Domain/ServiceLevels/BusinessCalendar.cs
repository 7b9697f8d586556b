using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels;

/// <summary>One immutable version of a calendar.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="Terms">When the service is open.</param>
/// <param name="PublishedAt">When it was published (UTC).</param>
public sealed record CalendarVersion(int Number, CalendarTerms Terms, DateTimeOffset PublishedAt);

/// <summary>When the service is open, in versions that are never edited.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Versions">In order of publication; never empty.</param>
public sealed record BusinessCalendar(Guid Id, string Name, ImmutableArray<CalendarVersion> Versions) : IState<BusinessCalendar>
{
    /// <summary>A version; null when there is none of that number.</summary>
    /// <param name="number">1, 2, 3 ...</param>
    public CalendarVersion? Version(int number) => number >= 1 && number <= Versions.Length ? Versions[number - 1] : null;

    /// <inheritdoc/>
    public static BusinessCalendar? Evolve(BusinessCalendar? state, EventOf<BusinessCalendar> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, CalendarCreated e) => new(e.CalendarId, e.Name, []),
        ({ }, CalendarVersionPublished e) => state with { Versions = state.Versions.Add(new(e.Number, e.Terms, at)) },
        _ => state,
    };
}
