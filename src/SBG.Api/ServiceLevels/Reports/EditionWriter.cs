using System.Globalization;
using System.Text.Json;
using NodaTime;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Reports;
using SBG.Projections.Kernel;

namespace SBG.Api.ServiceLevels.Reports;

/// <summary>Makes the bytes of an edition from rows and versions alone: the same give the same, whenever and wherever.</summary>
/// <param name="reportId">The report.</param>
/// <param name="number">The edition.</param>
/// <param name="scope">What it is about.</param>
/// <param name="basis">On what it rests.</param>
/// <param name="now">The yardstick of a version that incidents bear.</param>
/// <param name="before">The edition before, and the yardsticks of then; null for the first.</param>
internal sealed class EditionWriter(
    Guid reportId, int number, ReportScope scope, EditionBasis basis, Func<TimelineRow, Yardstick> now, (EditionContent Content, Func<TimelineRow, Yardstick> Then)? before)
{
    private readonly Dictionary<string, DateTimeZone> _zones = scope.Clients.ToDictionary(client => client.ClientId, client => DateTimeZoneProviders.Tzdb[client.TimeZone]);
    private readonly Dictionary<Guid, EditionVerdict> _old = before?.Content.Verdicts.ToDictionary(verdict => verdict.IncidentId) ?? [];
    private readonly List<EditionVerdict> _verdicts = [];
    private readonly List<(EditionVerdict? Before, EditionVerdict? After, string Cause)> _causes = [];
    private readonly List<IncidentChange> _changed = [];

    /// <summary>Takes an incident in; they come by client and id.</summary>
    public void Add(in TimelineRow row)
    {
        var month = Month(row);
        var verdict = Verdict(row, month, now(row), basis.ReadAt);
        _verdicts.Add(verdict);
        if (before is not { } edition || _old.GetValueOrDefault(row.IncidentId) is var was && was == verdict)
        {
            return;
        }

        var causes = was is null ? ["events"] : Causes(row, month, was, verdict, edition.Then(row), edition.Content.Basis.ReadAt);
        _causes.AddRange(causes.Select(cause => (was, (EditionVerdict?)verdict, cause)));
        if (_changed.Count < EditionContent.Most)
        {
            _changed.Add(new(row.ClientId, row.IncidentId, causes, was, verdict));
        }
    }

    /// <summary>The bytes.</summary>
    public byte[] Bytes()
    {
        var figures = EditionFigures.Of(_verdicts);
        var changes = before is { } edition ? EditionFigures.Changes(edition.Content.Figures, figures, _causes) : [];
        return JsonSerializer.SerializeToUtf8Bytes(
            new EditionContent(EditionContent.Current, reportId, number, scope, basis, _verdicts.Count, figures, changes, _changed, _verdicts), StoreJson.Options);
    }

    // One thing is changed at a time, from then to now: what the course tells, what it is measured by, when it is read.
    private List<string> Causes(in TimelineRow row, string month, EditionVerdict was, EditionVerdict verdict, Yardstick then, DateTimeOffset readThen)
    {
        var causes = new List<string>();
        var told = Verdict(row, month, then, readThen);
        if (told != was)
        {
            causes.Add("events");
        }

        var measured = Verdict(row, month, now(row), readThen);
        if (measured != told)
        {
            causes.Add("versions");
        }

        if (verdict != measured)
        {
            causes.Add("time");
        }

        return causes;
    }

    private static EditionVerdict Verdict(in TimelineRow row, string month, Yardstick by, DateTimeOffset at) =>
        EditionVerdict.Of(row.ClientId, row.IncidentId, month, row.Course, by, at.ToUnixTimeSeconds());

    private string Month(in TimelineRow row) =>
        Instant.FromUnixTimeSeconds(row.Course.Start).InZone(_zones[row.ClientId]).Date.ToString("uuuu-MM", CultureInfo.InvariantCulture);
}
