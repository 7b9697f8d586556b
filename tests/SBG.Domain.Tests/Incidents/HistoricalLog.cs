using System.Diagnostics.CodeAnalysis;
using NodaTime;
using SBG.Domain.Incidents.Import;
using Xunit;

namespace SBG.Domain.Tests.Incidents;

/// <summary>The real log, where it is: in the folder that <c>SBG_DATA</c> names, or in <c>shared/data</c> beside the checkout.</summary>
internal static class HistoricalLog
{
    public const string File = "incident_event_log.csv";

    private static readonly Lazy<IReadOnlyList<IReadOnlyList<IncidentLogRow>>?> Read = new(() => Path(File) is { } path ? Rows(path) : null);

    /// <summary>The rows of each incident, in the log's order; the test is skipped where the log is not at hand.</summary>
    [SuppressMessage("Usage", "xUnit1051", Justification = "Nothing waits.")]
    public static IReadOnlyList<IReadOnlyList<IncidentLogRow>> ByIncident()
    {
        Assert.SkipWhen(Read.Value is null, $"{File} is not at hand: set SBG_DATA to its folder.");
        return Read.Value!;
    }

    /// <summary>Where a file of the data is; null where it is not at hand.</summary>
    /// <param name="name">Its name.</param>
    public static string? Path(string name)
    {
        if (Environment.GetEnvironmentVariable("SBG_DATA") is { Length: > 0 } folder)
        {
            return System.IO.Path.Combine(folder, name);
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var path = System.IO.Path.Combine(at.FullName, "shared", "data", name);
            if (System.IO.File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private static IReadOnlyList<IReadOnlyList<IncidentLogRow>> Rows(string path)
    {
        var reader = new LogRowReader(DateTimeZone.Utc);
        var lines = System.IO.File.ReadAllLines(path);
        var header = lines[0].TrimStart('\uFEFF').Split(',');
        var rows = lines.Skip(1).Select(line =>
        {
            var cells = line.Split(',');
            var (row, problems) = reader.Read(name => cells[Array.IndexOf(header, name)]);
            return row ?? throw new InvalidDataException($"{line}: {string.Join(", ", problems)}");
        });
        return [.. rows.GroupBy(row => row.Number).Select(group => group.ToArray())];
    }
}
