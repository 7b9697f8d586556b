using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Rehearsals;

namespace SBG.Domain.ServiceLevels.Calendars;

/// <summary>One immutable version of a calendar.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="Terms">When the service is open.</param>
/// <param name="PublishedAt">When it was published (UTC).</param>
/// <param name="ValidFrom">First instant (UTC) that it is about; null: all time.</param>
/// <param name="Corrects">The version in whose place it counts where history is read as corrected; null: it corrects none.</param>
/// <param name="Rehearsal">What it would have given on real history, as it was rehearsed before; null: the first version, or one of before rehearsals.</param>
public sealed record CalendarVersion(
    int Number, CalendarTerms Terms, DateTimeOffset PublishedAt, DateTimeOffset? ValidFrom = null, int? Corrects = null, Rehearsal? Rehearsal = null);

/// <summary>The next version while it is prepared.</summary>
/// <param name="Terms">When the service would be open.</param>
/// <param name="ValidFrom">First instant (UTC) that it is about; null: all time.</param>
/// <param name="Corrects">The version that was wrong; null: none was.</param>
/// <param name="Rehearsal">What it would have given on real history; null until rehearsed as it is now.</param>
public sealed record CalendarDraft(CalendarTerms Terms, DateTimeOffset? ValidFrom, int? Corrects, Rehearsal? Rehearsal = null);

/// <summary>What a calendar says from an instant on.</summary>
/// <param name="From">First instant (UTC); null: since ever.</param>
/// <param name="Version">The version that says so.</param>
/// <param name="Terms">When the service is open.</param>
public sealed record CalendarPiece(DateTimeOffset? From, int Version, CalendarTerms Terms);

/// <summary>When the service is open, in versions that are never edited.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Versions">In order of publication; never empty.</param>
public sealed record BusinessCalendar(Guid Id, string Name, ImmutableArray<CalendarVersion> Versions) : IState<BusinessCalendar>
{
    /// <summary>The next version while it is prepared; null when none is.</summary>
    public CalendarDraft? Draft { get; init; }

    /// <summary>A version; null when there is none of that number.</summary>
    /// <param name="number">1, 2, 3 ...</param>
    public CalendarVersion? Version(int number) => number >= 1 && number <= Versions.Length ? Versions[number - 1] : null;

    /// <summary>
    /// What those say who pinned a version: at each instant, of the versions up to the pinned one whose validity has begun, the one that began last (of two that
    /// began together, the one published last). Before the first beginning, the first version says. A correction counts in place of what it corrects: those
    /// published up to the pinned version for who reads as contracted, all of them for who reads as corrected.
    /// </summary>
    /// <param name="pinned">A published version.</param>
    /// <param name="corrected">Whether to read as corrected since.</param>
    /// <returns>Ascending; the first piece begins with time.</returns>
    public ImmutableArray<CalendarPiece> Pieces(int pinned, bool corrected = false)
    {
        var begun = new List<CalendarPiece>();
        foreach (var own in Versions.Where(version => version.Number <= pinned && version.Corrects is null).OrderBy(version => version.ValidFrom ?? DateTimeOffset.MinValue))
        {
            var said = Versions.LastOrDefault(version => (corrected || version.Number <= pinned) && Root(version) == own.Number) ?? own;
            if (begun.Count > 0 && begun[^1].From == own.ValidFrom)
            {
                begun.RemoveAt(begun.Count - 1);
            }

            begun.Add(new(begun.Count == 0 ? null : own.ValidFrom, said.Number, said.Terms));
        }

        return [.. begun];
    }

    /// <summary>The pieces that versions make, told by their numbers.</summary>
    /// <param name="versions">Ascending in time, as <see cref="Pieces"/> gave them; never empty.</param>
    public ImmutableArray<CalendarPiece> PiecesOf(ImmutableArray<int> versions) =>
        [.. versions.Select((number, place) => new CalendarPiece(place == 0 ? null : Versions[number - 1].ValidFrom, number, Versions[number - 1].Terms))];

    /// <summary>The version that a chain of corrections began with.</summary>
    private int Root(CalendarVersion version) => version.Corrects is { } corrected ? Root(Versions[corrected - 1]) : version.Number;

    /// <inheritdoc/>
    public static BusinessCalendar? Evolve(BusinessCalendar? state, EventOf<BusinessCalendar> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, CalendarCreated e) => new(e.CalendarId, e.Name, []),
        ({ }, CalendarDrafted e) => state with { Draft = new(e.Terms, e.ValidFrom, e.Corrects) },
        ({ Draft: { } draft }, CalendarDraftRehearsed e) => state with { Draft = draft with { Rehearsal = e.Rehearsal } },
        ({ }, CalendarVersionPublished e) => state with
        {
            Versions = state.Versions.Add(new(e.Number, e.Terms, at, e.ValidFrom, e.Corrects, state.Draft?.Rehearsal)),
            Draft = null,
        },
        _ => state,
    };
}
