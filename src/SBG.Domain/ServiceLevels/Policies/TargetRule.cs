using SBG.Domain.Incidents;

namespace SBG.Domain.ServiceLevels.Policies;

/// <summary>What a target is about.</summary>
public enum TargetKind
{
    /// <summary>From the report to the provider's first act.</summary>
    Response,

    /// <summary>From the report to the remedy.</summary>
    Resolution,

    /// <summary>From one word of the provider to the client to the next, until the remedy.</summary>
    Update,

    /// <summary>While a team has the incident in hand: what teams promise each other (operational level agreement, ITIL 4).</summary>
    Team,

    /// <summary>While a supplier is waited for: what a supplier promises (underpinning contract, ITIL 4).</summary>
    Supplier,

    /// <summary>From the submission of a request to the delivery of a line of it.</summary>
    Fulfilment,
}

/// <summary>In what a target is measured.</summary>
public enum TargetUnit
{
    /// <summary>Open time of the calendar.</summary>
    OpenTime,

    /// <summary>Plain time, nights and holidays included.</summary>
    CalendarTime,

    /// <summary>Until a time of the day of a business day: of the n-th local date after the start on which the calendar opens at all.</summary>
    BusinessDays,
}

/// <summary>One promise: how much may be used, and of what it is promised.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Unit">In what it is measured.</param>
/// <param name="Time">Whole seconds; null for business days.</param>
/// <param name="Days">For business days: how many; 1 is the next one.</param>
/// <param name="By">For business days: until when on that day, local time.</param>
/// <param name="Priority">For this priority only; null: for any.</param>
/// <param name="Team">For this team only; null: for any.</param>
/// <param name="Offer">Of deliveries: for this offer only; null: for any.</param>
public sealed record TargetRule(
    TargetKind Kind,
    TargetUnit Unit,
    TimeSpan? Time = null,
    int? Days = null,
    TimeOnly? By = null,
    Priority? Priority = null,
    string? Team = null,
    Guid? Offer = null)
{
    /// <summary>Whether it is about this.</summary>
    /// <param name="kind">What is measured.</param>
    /// <param name="priority">Of which priority.</param>
    /// <param name="team">In which team's hands; null: whosever.</param>
    public bool IsAbout(TargetKind kind, Priority priority, string? team) =>
        Kind == kind && (Priority is null || Priority == priority) && (Team is null || Team == team);

    /// <summary>What is promised about deliveries of an offer: what names the offer goes before what names none.</summary>
    /// <param name="rules">Promises.</param>
    /// <param name="offerId">The offer.</param>
    /// <returns>Null when nothing is promised.</returns>
    public static TargetRule? OfDelivery(IEnumerable<TargetRule> rules, Guid offerId) =>
        rules.Where(rule => rule.Kind is TargetKind.Fulfilment && (rule.Offer is null || rule.Offer == offerId)).MaxBy(rule => rule.Offer is null ? 0 : 1);

    /// <summary>The more it names, the more it goes before others: a team before a priority.</summary>
    public int Precision => (Team is null ? 0 : 2) + (Priority is null ? 0 : 1);
}
