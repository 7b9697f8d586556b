using SBG.Api.Kernel;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Api.ServiceLevels.Terms;

/// <summary>A calendar, as the API shows it.</summary>
/// <param name="Id">The calendar.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Versions">In order of publication; never edited.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record CalendarView(Guid Id, string Name, IReadOnlyList<CalendarVersion> Versions, IReadOnlyList<string> Actions)
{
    internal static CalendarView Of(BusinessCalendar calendar, Actor actor) =>
        new(calendar.Id, calendar.Name, calendar.Versions, new Actions(actor).May("publishVersion", Role.ServiceManager).Listed);
}

/// <summary>A service-level policy, as the API shows it.</summary>
/// <param name="Id">The policy.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Versions">In order of publication; never edited.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record PolicyView(Guid Id, string Name, IReadOnlyList<PolicyVersion> Versions, IReadOnlyList<string> Actions)
{
    internal static PolicyView Of(ServiceLevelPolicy policy, Actor actor) =>
        new(policy.Id, policy.Name, policy.Versions, new Actions(actor).May("publishVersion", Role.ServiceManager).Listed);
}
