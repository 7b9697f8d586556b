using System.Globalization;
using JasperFx.Events;
using Marten;
using SBG.Domain.Billing.Usage;

namespace SBG.Api.Billing.Usage;

/// <summary>Where a report is in the store: the event that holds it, and its place within.</summary>
/// <param name="Position">The event's, which grows with each event of a client.</param>
/// <param name="Index">From 0.</param>
internal readonly record struct UsagePlace(long Position, int Index)
{
    public static bool operator >(UsagePlace left, UsagePlace right) => (left.Position, left.Index).CompareTo((right.Position, right.Index)) > 0;

    public static bool operator <(UsagePlace left, UsagePlace right) => right > left;

    /// <summary>As a cursor, opaque to callers.</summary>
    public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Position}.{Index}");

    /// <summary>The place that a cursor says; the beginning without one; null when it is none.</summary>
    /// <param name="cursor">The cursor.</param>
    public static UsagePlace? Read(string? cursor)
    {
        if (cursor is null)
        {
            return new UsagePlace(0, 0); // before the first event, whose position is 1
        }

        var cut = cursor.IndexOf('.', StringComparison.Ordinal);
        return cut > 0
            && long.TryParse(cursor[..cut], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            && int.TryParse(cursor[(cut + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? new(position, index)
                : null;
    }
}

/// <summary>Stored events of usage, opened report by report, in the order of recording.</summary>
internal sealed class UsageEvents
{
    /// <summary>Stored events that one page opens at most: each holds up to a thousand reports.</summary>
    private const int Most = 20;

    private readonly Dictionary<Guid, UsageLog> _logs;
    private readonly ILookup<Guid, RecordedUsage> _amendments;
    private readonly IReadOnlyList<IEvent> _events;
    private readonly UsagePricing _pricing;

    private UsageEvents(Dictionary<Guid, UsageLog> logs, ILookup<Guid, RecordedUsage> amendments, IReadOnlyList<IEvent> events, UsagePricing pricing) =>
        (_logs, _amendments, _events, _pricing) = (logs, amendments, events, pricing);

    /// <summary>Where to go on when there may be more; null when there is no more.</summary>
    public UsagePlace? End => _events.Count == Most ? new(_events[^1].Sequence, int.MaxValue) : null;

    /// <summary>Loads the stored events from a place on.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="meter">Of one meter only; null: of all.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">First day after.</param>
    /// <param name="after">From where on.</param>
    /// <param name="rejected">Whether to read also what was not taken in.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<UsageEvents> Load(
        IQuerySession session, string? meter, DateOnly from, DateOnly to, UsagePlace after, bool rejected, CancellationToken stop)
    {
        var found = session.Query<UsageLog>().Where(log => log.Day >= from && log.Day < to);
        var logs = (await (meter is null ? found : found.Where(log => log.Meter == meter)).ToListAsync(stop)).ToDictionary(log => log.Id);
        var days = rejected ? await session.Query<UsageRejections>().Where(day => day.Day >= from && day.Day < to).ToListAsync(stop) : [];
        Guid[] streams = [.. logs.Keys, .. days.Select(day => day.Id)];
        var events = await session.Events.QueryAllRawEvents()
            .Where(e => streams.Contains(e.StreamId) && e.Sequence >= after.Position).OrderBy(e => e.Sequence).Take(Most).ToListAsync(stop);
        Guid[] amended = [.. events.Select(e => e.StreamId).Distinct().Where(id => logs.TryGetValue(id, out var log) && log.Amendments > 0)];
        var amendments = amended.Length == 0
            ? []
            : await session.Events.QueryAllRawEvents()
                .Where(e => amended.Contains(e.StreamId) && e.EventTypeName != "usage_received").OrderBy(e => e.Sequence).ToListAsync(stop);
        return new(logs, amendments.ToLookup(e => e.StreamId, UsageLedgerReader.Recorded), events, await UsagePricing.Load(session, logs.Values, stop));
    }

    /// <summary>Report by report.</summary>
    /// <param name="title">What a code says, in the caller's language.</param>
    public IEnumerable<(UsagePlace Place, UsageRecordView View)> Rows(Func<string, string> title) => _events.SelectMany(e => e.Data switch
    {
        UsageReceived => UsageStanding.Of([UsageLedgerReader.Recorded(e), .. _amendments[e.StreamId]])
            .Select((standing, n) => (new UsagePlace(e.Sequence, n), UsageRecordView.Of(_logs[e.StreamId], standing, _pricing.StateOf(_logs[e.StreamId], standing)))),
        UsageRejected day => day.Reports.Select((report, n) =>
            (new UsagePlace(e.Sequence, n), UsageRecordView.Of(report, day.Day, e.Timestamp.ToUniversalTime(), title(report.Code)))),
        _ => [],
    });
}
