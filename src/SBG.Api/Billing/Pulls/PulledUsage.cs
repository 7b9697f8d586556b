using JasperFx.Events;
using SBG.Api.Billing.Usage;
using SBG.Api.Kernel;
using SBG.Domain.Billing.Usage;

namespace SBG.Api.Billing.Pulls;

/// <summary>What a pulled row says of a report.</summary>
public enum UsageChange
{
    /// <summary>It was taken in.</summary>
    Received,

    /// <summary>It reads like this from now on.</summary>
    Amended,

    /// <summary>It counts no more.</summary>
    Cancelled,
}

/// <summary>One thing that was recorded about the use of a client. Whoever keeps the last row of each client, source and id has what is true.</summary>
/// <param name="Change">What happened.</param>
/// <param name="ClientId">The client.</param>
/// <param name="RecordedAt">When (UTC).</param>
/// <param name="Source">Who told it.</param>
/// <param name="Id">Its name among all of the source.</param>
/// <param name="Meter">The key of the meter; absent when it was cancelled.</param>
/// <param name="Unit">The meter's; absent unless it was taken in.</param>
/// <param name="Day">The day in the client's zone; absent unless it was taken in.</param>
/// <param name="Time">When it happened (UTC).</param>
/// <param name="Value">In the meter's unit.</param>
/// <param name="Dimension">The cost centre that bears it.</param>
/// <param name="Service">The service that caused it.</param>
/// <param name="OrgUnit">The unit of whoever used it.</param>
/// <param name="Subject">What the value is a level of.</param>
/// <param name="Key">What is counted once.</param>
/// <param name="Reason">Why it was amended or cancelled.</param>
public sealed record PulledUsage(
    UsageChange Change,
    string ClientId,
    DateTimeOffset RecordedAt,
    string Source,
    string Id,
    string? Meter = null,
    string? Unit = null,
    DateOnly? Day = null,
    DateTimeOffset? Time = null,
    decimal? Value = null,
    string? Dimension = null,
    string? Service = null,
    string? OrgUnit = null,
    string? Subject = null,
    string? Key = null,
    AmendmentReason? Reason = null)
{
    /// <summary>The columns of the CSV.</summary>
    internal static readonly string[] Columns =
        ["change", "clientId", "recordedAt", "source", "id", "meter", "unit", "day", "time", "value", "dimension", "service", "orgUnit", "subject", "key", "reason"];

    internal static IEnumerable<(UsagePlace Place, PulledUsage Row)> Of(IEvent e) => Rows(e).Select((row, n) => (new UsagePlace(e.Sequence, n), row));

    internal void WriteTo(CsvTable table) => table.Row(
        Name(Change), ClientId, RecordedAt, Source, Id, Meter, Unit, Day, Time, Value, Dimension, Service, OrgUnit, Subject, Key, Reason is { } reason ? Name(reason) : null);

    private static IEnumerable<PulledUsage> Rows(IEvent e)
    {
        var at = e.Timestamp.ToUniversalTime();
        return e.Data switch
        {
            UsageReceived told => told.Entries.Select(entry => With(new(UsageChange.Received, e.TenantId, at, entry.Source, entry.Id, told.Meter, told.Unit, told.Day), entry)),
            UsageAmended anew => [With(new(UsageChange.Amended, e.TenantId, at, anew.Entry.Source, anew.Entry.Id, Reason: anew.Reason), anew.Entry)],
            UsageCancelled gone => [new(UsageChange.Cancelled, e.TenantId, at, gone.Source, gone.Id, Reason: gone.Reason)],
            _ => [],
        };
    }

    private static PulledUsage With(PulledUsage row, UsageEntry entry) => row with
    {
        Time = entry.Time,
        Value = entry.Value,
        Dimension = entry.Dimension,
        Service = entry.Service,
        OrgUnit = entry.OrgUnit,
        Subject = entry.Subject,
        Key = entry.Key,
    };

    private static string Name<TEnum>(TEnum constant)
        where TEnum : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(constant.ToString());
}
