using SBG.Domain.Billing.Usage;

namespace SBG.Api.Billing.Usage;

/// <summary>One reported event of use as it reads now, and how far it got.</summary>
/// <param name="Source">Who told it; absent when that could not be read.</param>
/// <param name="Id">Its name among all of the source; absent when that could not be read.</param>
/// <param name="Meter">The key of the meter; absent when that could not be read.</param>
/// <param name="Time">When it happened (UTC); absent when that could not be read.</param>
/// <param name="Day">The day in the client's zone: of the event, or for a rejected one on which it came.</param>
/// <param name="State">How far it got.</param>
/// <param name="ReceivedAt">When it came (UTC).</param>
/// <param name="Value">In the meter's unit.</param>
/// <param name="Unit">The meter's.</param>
/// <param name="Dimension">The cost centre that bears it.</param>
/// <param name="Service">The service that caused it.</param>
/// <param name="OrgUnit">The unit of whoever used it.</param>
/// <param name="Subject">What the value is a level of.</param>
/// <param name="Key">What is counted once.</param>
/// <param name="Cancelled">Whether it counts no more.</param>
/// <param name="AmendedAt">When it was last amended or cancelled (UTC); absent: never.</param>
/// <param name="Reason">Why it was amended or cancelled; absent: it never was.</param>
/// <param name="Code">Why it was rejected.</param>
/// <param name="Detail">Why it was rejected, in the caller's language.</param>
public sealed record UsageRecordView(
    string? Source,
    string? Id,
    string? Meter,
    DateTimeOffset? Time,
    DateOnly Day,
    UsageState State,
    DateTimeOffset ReceivedAt,
    decimal? Value = null,
    string? Unit = null,
    string? Dimension = null,
    string? Service = null,
    string? OrgUnit = null,
    string? Subject = null,
    string? Key = null,
    bool Cancelled = false,
    DateTimeOffset? AmendedAt = null,
    AmendmentReason? Reason = null,
    string? Code = null,
    string? Detail = null)
{
    internal static UsageRecordView Of(UsageLog log, UsageStanding standing, UsageState state)
    {
        var entry = standing.Entry;
        return new(
            entry.Source, entry.Id, log.Meter, entry.Time, log.Day, state, standing.ReceivedAt, entry.Value, log.Unit, entry.Dimension, entry.Service, entry.OrgUnit,
            entry.Subject, entry.Key, standing.Cancelled, standing.Amended?.At, standing.Amended?.Reason);
    }

    internal static UsageRecordView Of(RejectedReport rejected, DateOnly day, DateTimeOffset at, string detail) =>
        new(rejected.Source, rejected.Id, rejected.Meter, rejected.Time, day, UsageState.Rejected, at, Code: rejected.Code, Detail: detail);
}
