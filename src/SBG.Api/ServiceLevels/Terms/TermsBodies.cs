using System.ComponentModel.DataAnnotations;
using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Api.ServiceLevels.Terms;

/// <summary>When the service is open.</summary>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Weekly">Spans of opening that come back every week.</param>
/// <param name="Holidays">Dates on which nothing is open.</param>
/// <param name="Openings">Exceptional openings, holidays included.</param>
/// <param name="Closures">Exceptional closures; they go before everything else.</param>
public sealed record CalendarTermsBody(
    [StringLength(60, MinimumLength = 1)] string TimeZone,
    [MinLength(1), MaxLength(100)] IReadOnlyList<WeeklyRange> Weekly,
    [MaxLength(1000)] IReadOnlyList<HolidayBody>? Holidays = null,
    [MaxLength(1000)] IReadOnlyList<DatedRangeBody>? Openings = null,
    [MaxLength(1000)] IReadOnlyList<DatedRangeBody>? Closures = null)
{
    internal CalendarTerms Terms => new(TimeZone, [.. Weekly], [.. (Holidays ?? []).Select(holiday => new Holiday(holiday.Date, holiday.Name))])
    {
        Openings = [.. (Openings ?? []).Select(range => range.Range)],
        Closures = [.. (Closures ?? []).Select(range => range.Range)],
    };
}

/// <summary>A dated span on the wall clock of the calendar's zone.</summary>
/// <param name="Date">The local date on which it starts.</param>
/// <param name="Start">Local time.</param>
/// <param name="End">Local time; at or before the start: on the next day.</param>
/// <param name="Name">Why.</param>
public sealed record DatedRangeBody(DateOnly Date, TimeOnly Start, TimeOnly End, [StringLength(120, MinimumLength = 1)] string Name)
{
    internal DatedRange Range => new(Date, Start, End, Name);
}

/// <summary>A date on which nothing is open.</summary>
/// <param name="Date">Local date.</param>
/// <param name="Name">What is celebrated.</param>
public sealed record HolidayBody(DateOnly Date, [StringLength(120, MinimumLength = 1)] string Name);

/// <summary>How long the provider may take for one priority, in open time.</summary>
/// <param name="Priority">The priority.</param>
/// <param name="Response">To the provider's first act (ISO 8601); absent: nothing is promised.</param>
/// <param name="Resolution">To the remedy (ISO 8601); absent: nothing is promised.</param>
public sealed record TargetsBody(Priority Priority, TimeSpan? Response = null, TimeSpan? Resolution = null)
{
    internal PriorityTargets Targets => new(Priority, Response, Resolution);
}

/// <summary>A promise of any kind.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Unit">In what it is measured.</param>
/// <param name="Time">How much (ISO 8601); absent for business days.</param>
/// <param name="Days">For business days: how many; 1 is the next one.</param>
/// <param name="By">For business days: until when on that day, local time.</param>
/// <param name="Priority">For this priority only.</param>
/// <param name="Team">For this team only.</param>
/// <param name="Offer">Of deliveries: for this offer only.</param>
public sealed record TargetRuleBody(
    TargetKind Kind,
    TargetUnit Unit = TargetUnit.OpenTime,
    TimeSpan? Time = null,
    [Range(1, PolicyRules.MostDays)] int? Days = null,
    TimeOnly? By = null,
    Priority? Priority = null,
    [StringLength(60, MinimumLength = 1)] string? Team = null,
    Guid? Offer = null)
{
    internal TargetRule Rule => new(Kind, Unit, Time, Days, By, Priority, Team, Offer);
}

/// <summary>What a policy promises.</summary>
/// <param name="CalendarId">The calendar in whose open time the targets run.</param>
/// <param name="CalendarVersion">Its version.</param>
/// <param name="Targets">One entry for each priority about which something is promised.</param>
/// <param name="PauseOnHold">Whether time on hold does not count.</param>
/// <param name="Matrix">Nine cells; absent: the default matrix.</param>
/// <param name="Rules">Promises of other kinds or in other units.</param>
/// <param name="PausedBy">For which reasons time on hold does not count; absent: as <paramref name="PauseOnHold"/> says, for all.</param>
/// <param name="OnChange">What a change of priority does to the clocks.</param>
/// <param name="CloseAfterDays">After how many business days without objection a resolved incident is closed by itself; absent: as the provider does for all.</param>
/// <param name="ReopenWithinDays">For how many business days a closed incident can be reopened; absent: as the provider does for all.</param>
/// <param name="CountsApproval">Whether time in approval counts in the clocks of deliveries.</param>
public sealed record PolicyTermsBody(
    Guid CalendarId,
    [Range(1, 1_000_000)] int CalendarVersion,
    [MinLength(1), MaxLength(8)] IReadOnlyList<TargetsBody> Targets,
    bool PauseOnHold = true,
    [MaxLength(18)] IReadOnlyList<PriorityCell>? Matrix = null,
    [MaxLength(100)] IReadOnlyList<TargetRuleBody>? Rules = null,
    [MaxLength(10)] IReadOnlyList<HoldReason>? PausedBy = null,
    ChangeMode OnChange = ChangeMode.Retroactive,
    [Range(1, BusinessDays.Most)] int? CloseAfterDays = null,
    [Range(1, BusinessDays.Most)] int? ReopenWithinDays = null,
    bool CountsApproval = false)
{
    internal PolicyTerms Terms => new(
        Matrix is null ? PriorityMatrix.Default : new([.. Matrix]), [.. Targets.Select(targets => targets.Targets)], PauseOnHold, CalendarId, CalendarVersion)
    {
        Rules = [.. (Rules ?? []).Select(rule => rule.Rule)],
        PausedBy = PausedBy is null ? null : [.. PausedBy.Distinct().Order()],
        OnChange = OnChange,
        CloseAfterDays = CloseAfterDays,
        ReopenWithinDays = ReopenWithinDays,
        CountsApproval = CountsApproval,
    };
}

/// <summary>A calendar with its first version.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Terms">When the service is open.</param>
public sealed record CreateCalendarBody([StringLength(120, MinimumLength = 1)] string Name, CalendarTermsBody Terms);

/// <summary>The next version of a calendar, while it is prepared.</summary>
/// <param name="Terms">When the service is open.</param>
/// <param name="ValidFrom">First instant that it is about; absent: all time.</param>
/// <param name="Corrects">The version that was wrong; it stays what was contracted.</param>
public sealed record DraftCalendarVersionBody(CalendarTermsBody Terms, DateTimeOffset? ValidFrom = null, [Range(1, 1_000_000)] int? Corrects = null);

/// <summary>A policy with its first version.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="ValidFrom">First instant at which an incident can be reported under it.</param>
/// <param name="Terms">What is promised.</param>
public sealed record CreatePolicyBody([StringLength(120, MinimumLength = 1)] string Name, DateTimeOffset ValidFrom, PolicyTermsBody Terms);

/// <summary>The next version of a policy, while it is prepared.</summary>
/// <param name="ValidFrom">First instant at which an incident can be reported under it.</param>
/// <param name="Terms">What is promised.</param>
/// <param name="Corrects">The version that was wrong; it stays what was contracted, and its validity is taken.</param>
public sealed record DraftPolicyVersionBody(DateTimeOffset ValidFrom, PolicyTermsBody Terms, [Range(1, 1_000_000)] int? Corrects = null);

/// <summary>An agreement with the client.</summary>
/// <param name="PolicyId">A published policy.</param>
public sealed record AgreeServiceLevelBody(Guid PolicyId);
