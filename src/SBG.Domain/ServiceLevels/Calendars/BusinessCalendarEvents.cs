using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Rehearsals;

namespace SBG.Domain.ServiceLevels.Calendars;

/// <summary>A calendar came into being; its first version follows in the same decision.</summary>
/// <param name="CalendarId">The stream.</param>
/// <param name="Name">What people call it.</param>
[StoredAs("business_calendar_created")]
public sealed record CalendarCreated(Guid CalendarId, string Name) : EventOf<BusinessCalendar>;

/// <summary>The next version was drafted, or its draft written anew: what was rehearsed before counts no more.</summary>
/// <param name="Terms">When the service would be open.</param>
/// <param name="ValidFrom">First instant (UTC) that it is about; null: all time.</param>
/// <param name="Corrects">The version that was wrong; null: none was.</param>
[StoredAs("business_calendar_drafted")]
public sealed record CalendarDrafted(CalendarTerms Terms, DateTimeOffset? ValidFrom = null, int? Corrects = null) : EventOf<BusinessCalendar>;

/// <summary>The draft was rehearsed on real history.</summary>
/// <param name="Rehearsal">What it would have given.</param>
[StoredAs("business_calendar_draft_rehearsed")]
public sealed record CalendarDraftRehearsed(Rehearsal Rehearsal) : EventOf<BusinessCalendar>;

/// <summary>A version of the calendar was published; it is never edited. The rehearsal of its draft, told before, is kept with it.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="Terms">When the service is open.</param>
/// <param name="ValidFrom">First instant (UTC) that it is about; null: all time. Before it, the earlier versions say.</param>
/// <param name="Corrects">The version in whose place it counts where history is read as corrected; null: it corrects none.</param>
[StoredAs("business_calendar_version_published")]
public sealed record CalendarVersionPublished(int Number, CalendarTerms Terms, DateTimeOffset? ValidFrom = null, int? Corrects = null) : EventOf<BusinessCalendar>;
