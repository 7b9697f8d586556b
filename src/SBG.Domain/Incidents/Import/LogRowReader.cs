using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace SBG.Domain.Incidents.Import;

/// <summary>Reads one row of the log's CSV: times are told on the clock of a zone. A time that is told twice when the clocks go back is the first.</summary>
/// <param name="zone">The zone of the log's clock; UTC when it does not tell.</param>
/// <param name="dateFormat">.NET pattern of its times, read invariantly.</param>
/// <param name="unknown">What stands for an unknown value; an empty cell is unknown too.</param>
public sealed class LogRowReader(DateTimeZone zone, string dateFormat = "dd-MM-yyyy HH:mm", string unknown = "?")
{
    /// <summary>The columns without which a file is not a log.</summary>
    public static ImmutableArray<string> RequiredColumns { get; } =
        ["number", "incident_state", "opened_at", "sys_updated_at", "impact", "urgency", "priority"];

    /// <summary>The columns that are read; what an absent one would tell is unknown.</summary>
    public static ImmutableArray<string> Columns { get; } =
    [
        "number", "incident_state", "caller_id", "opened_at", "sys_updated_at", "impact", "urgency", "priority",
        "assignment_group", "assigned_to", "category", "closed_code", "resolved_at", "closed_at",
    ];

    /// <summary>Reads a row.</summary>
    /// <param name="column">The text of a column by its name.</param>
    /// <returns>The row, or what is wrong with it: all of it at once.</returns>
    public (IncidentLogRow? Row, ImmutableArray<LogProblem> Problems) Read(Func<string, string?> column)
    {
        ArgumentNullException.ThrowIfNull(column);
        var problems = ImmutableArray.CreateBuilder<LogProblem>();
        var row = new IncidentLogRow(
            Text("number"),
            Word("incident_state", word => LogVocabulary.TryState(word, out _, out _)),
            Known("caller_id") ?? "unknown",
            Time("opened_at", required: true) ?? default,
            Time("sys_updated_at", required: true) ?? default,
            Word("impact", word => LogVocabulary.TryImpact(word, out _)),
            Word("urgency", word => LogVocabulary.TryUrgency(word, out _)),
            Word("priority", word => LogVocabulary.TryPriority(word, out _)),
            Known("assignment_group"),
            Known("assigned_to"),
            Known("category"),
            Known("closed_code"),
            Time("resolved_at", required: false),
            Time("closed_at", required: false));
        return problems.Count == 0 ? (row, []) : (null, problems.ToImmutable());

        string? Known(string name) => column(name)?.Trim() is { Length: > 0 } text && text != unknown ? text : null;

        string Text(string name)
        {
            if (Known(name) is { } text)
            {
                return text;
            }

            problems.Add(new(name, "missing"));
            return "";
        }

        string Word(string name, Predicate<string> means)
        {
            var text = Text(name);
            if (text.Length > 0 && !means(text))
            {
                problems.Add(new(name, "unknown-value"));
            }

            return text;
        }

        DateTimeOffset? Time(string name, bool required)
        {
            if (Known(name) is not { } text)
            {
                if (required)
                {
                    problems.Add(new(name, "missing"));
                }

                return null;
            }

            if (!DateTime.TryParseExact(text, dateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            {
                problems.Add(new(name, "not-a-time"));
                return null;
            }

            var meanings = zone.MapLocal(LocalDateTime.FromDateTime(local));
            if (meanings.Count == 0)
            {
                problems.Add(new(name, "no-such-time"));
                return null;
            }

            return meanings.First().ToInstant().ToDateTimeOffset();
        }
    }
}
