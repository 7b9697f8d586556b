using SBG.Api.Kernel;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Policies;
using SBG.Domain.ServiceLevels.Rehearsals;

namespace SBG.Api.ServiceLevels.Terms;

/// <summary>A calendar, as the API shows it.</summary>
/// <param name="Id">The calendar.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Versions">In order of publication, each with the rehearsal of its draft; never edited.</param>
/// <param name="Draft">The next version while it is prepared, with its rehearsal; null when none is.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record CalendarView(Guid Id, string Name, IReadOnlyList<CalendarVersion> Versions, CalendarDraft? Draft, IReadOnlyList<string> Actions)
{
    internal static CalendarView Of(BusinessCalendar calendar, Actor actor) =>
        new(calendar.Id, calendar.Name, calendar.Versions, calendar.Draft, new Actions(actor)
            .May("draft", Role.ServiceManager)
            .May("rehearse", DraftRules.ToRehearse(calendar.Draft is not null), Role.ServiceManager)
            .May("publish", PublishCalendarVersion.Hindrance(calendar), Role.ServiceManager)
            .Listed);
}

/// <summary>A service-level policy, as the API shows it.</summary>
/// <param name="Id">The policy.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Versions">In order of publication, each with the rehearsal of its draft; never edited.</param>
/// <param name="Draft">The next version while it is prepared, with its rehearsal; null when none is.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record PolicyView(Guid Id, string Name, IReadOnlyList<PolicyVersion> Versions, PolicyDraft? Draft, IReadOnlyList<string> Actions)
{
    internal static PolicyView Of(ServiceLevelPolicy policy, Actor actor) =>
        new(policy.Id, policy.Name, policy.Versions, policy.Draft, new Actions(actor)
            .May("draft", Role.ServiceManager)
            .May("rehearse", DraftRules.ToRehearse(policy.Draft is not null), Role.ServiceManager)
            .May("publish", PublishPolicyVersion.Hindrance(policy), Role.ServiceManager)
            .Listed);
}
