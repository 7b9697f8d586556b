using System.Globalization;
using System.Text.Json;
using NodaTime;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Reports;
using SBG.Projections.Kernel;

namespace SBG.Api.ServiceLevels.Reports;

/// <summary>Gives the yardstick of a version that something bears.</summary>
/// <param name="policyId">The policy; null: none.</param>
/// <param name="policyVersion">Its version.</param>
internal delegate Yardstick Measure(Guid? policyId, int? policyVersion);

/// <summary>Makes the bytes of an edition from rows and versions alone: the same give the same, whenever and wherever.</summary>
/// <param name="reportId">The report.</param>
/// <param name="number">The edition.</param>
/// <param name="format">How it is laid out: all editions of a report alike.</param>
/// <param name="scope">What it is about.</param>
/// <param name="basis">On what it rests.</param>
/// <param name="now">What things are measured by.</param>
/// <param name="before">The edition before, and what things were measured by then; null for the first.</param>
internal sealed class EditionWriter(
    Guid reportId, int number, int format, ReportScope scope, EditionBasis basis, Measure now, (EditionContent Content, Measure Then)? before)
{
    private readonly Dictionary<string, DateTimeZone> _zones = scope.Clients.ToDictionary(client => client.ClientId, client => DateTimeZoneProviders.Tzdb[client.TimeZone]);
    private readonly Dictionary<Guid, EditionVerdict> _old = before?.Content.Verdicts.ToDictionary(verdict => verdict.IncidentId) ?? [];
    private readonly Dictionary<Guid, FulfilmentVerdict> _oldLines = before?.Content.Requests?.ToDictionary(verdict => verdict.LineId) ?? [];
    private readonly List<EditionVerdict> _verdicts = [];
    private readonly List<FulfilmentVerdict> _lines = [];
    private readonly List<(IEnumerable<FigureBucket> Buckets, string Cause)> _causes = [];
    private readonly List<IncidentChange> _changed = [];
    private readonly List<RequestChange> _changedLines = [];

    private bool TellsRequests => format > 1;

    /// <summary>Takes an incident in; they come by client and id.</summary>
    public void Add(TimelineRow row)
    {
        var month = Month(row.ClientId, row.Course.Start);
        EditionVerdict Verdict(Measure by, DateTimeOffset at) =>
            EditionVerdict.Of(row.ClientId, row.IncidentId, month, row.Course, by(row.PolicyId, row.PolicyVersion), at.ToUnixTimeSeconds(), tellsAwaited: format > 1);
        var verdict = Verdict(now, basis.ReadAt);
        _verdicts.Add(verdict);
        if (Causes(_old.GetValueOrDefault(row.IncidentId), verdict, Verdict, was => was.Buckets(), false) is not { } causes)
        {
            return;
        }

        if (_changed.Count < EditionContent.Most)
        {
            _changed.Add(new(row.ClientId, row.IncidentId, causes, _old.GetValueOrDefault(row.IncidentId), verdict));
        }
    }

    /// <summary>Takes a request in; they come by client and id.</summary>
    public void Add(RequestRow row)
    {
        if (!TellsRequests)
        {
            return;
        }

        var month = Month(row.ClientId, row.Timeline.SubmittedAt.ToUnixTimeSeconds());
        foreach (var line in row.Timeline.Lines)
        {
            var pinned = row.Promises.FirstOrDefault(promise => promise.LineId == line.LineId);
            FulfilmentVerdict Verdict(Measure by, DateTimeOffset at) =>
                FulfilmentVerdict.Of(row.ClientId, month, row.Timeline, line, by(pinned?.PolicyId, pinned?.PolicyVersion), at.ToUnixTimeSeconds());
            var verdict = Verdict(now, basis.ReadAt);
            _lines.Add(verdict);
            if (Causes(_oldLines.GetValueOrDefault(line.LineId), verdict, Verdict, was => was.Buckets(), true) is { } causes && _changedLines.Count < EditionContent.Most)
            {
                _changedLines.Add(new(row.ClientId, row.Timeline.Id, line.LineId, causes, _oldLines.GetValueOrDefault(line.LineId), verdict));
            }
        }
    }

    /// <summary>The bytes.</summary>
    public byte[] Bytes()
    {
        var figures = EditionFigures.Of(_verdicts, _lines);
        var changes = before is { } edition ? EditionFigures.Changes(edition.Content.Figures, figures, _causes) : [];
        return JsonSerializer.SerializeToUtf8Bytes(
            new EditionContent(
                format, reportId, number, scope, basis, _verdicts.Count, figures, changes, _changed, _verdicts, TellsRequests ? _lines : null, TellsRequests ? _changedLines : null),
            StoreJson.Options);
    }

    // One thing is changed at a time, from then to now: what the course tells, what it is measured by, when it is read. Null: nothing changed.
    private List<string>? Causes<TVerdict>(
        TVerdict? was, TVerdict verdict, Func<Measure, DateTimeOffset, TVerdict> work, Func<TVerdict, IEnumerable<(string Dimension, string Value)>> buckets, bool isDelivery)
        where TVerdict : class
    {
        if (before is not { } edition || verdict.Equals(was))
        {
            return null;
        }

        List<string> causes = [];
        if (was is null)
        {
            causes.Add("events");
        }
        else
        {
            var readThen = edition.Content.Basis.ReadAt;
            var (told, measured) = (work(edition.Then, readThen), work(now, readThen));
            causes.AddRange(((string Cause, bool Is)[])[("events", !told.Equals(was)), ("versions", !measured.Equals(told)), ("time", !verdict.Equals(measured))]
                is var steps ? steps.Where(step => step.Is).Select(step => step.Cause) : []);
        }

        var places = (was is null ? [] : buckets(was)).Union(buckets(verdict)).Select(place => new FigureBucket(place.Dimension, place.Value, isDelivery)).ToArray();
        _causes.AddRange(causes.Select(cause => ((IEnumerable<FigureBucket>)places, cause)));
        return causes;
    }

    private string Month(string clientId, long second) =>
        Instant.FromUnixTimeSeconds(second).InZone(_zones[clientId]).Date.ToString("uuuu-MM", CultureInfo.InvariantCulture);
}
