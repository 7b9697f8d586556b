using JasperFx.Events;
using SBG.Projections.ClientFile;
using SBG.Projections.Kernel;

namespace SBG.Api.Tests.ClientFile;

/// <summary>A client's events in memory, as the store would give them.</summary>
internal sealed class Log
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly List<IEvent> _events = [];

    public IReadOnlyList<IEvent> Events => _events;

    public Log Add<T>(Guid stream, T happened, DateTimeOffset? occurredAt = null)
        where T : notnull
    {
        var e = new Event<T>(happened)
        {
            StreamId = stream,
            Sequence = _events.Count + 1,
            Timestamp = Start.AddMinutes(_events.Count),
            EventTypeName = typeof(T).Name,
            TenantId = "cegep-fjord",
        };
        if (occurredAt is { } at)
        {
            e.SetOccurredAt(at);
        }

        _events.Add(e);
        return this;
    }

    /// <summary>The file after all, folded in pages of a size: nothing is carried over but what the store keeps.</summary>
    public Projections.ClientFile.ClientFile File(int pageSize = int.MaxValue)
    {
        var file = Projections.ClientFile.ClientFile.Empty("cegep-fjord");
        var entries = new Dictionary<Guid, FileEntry>();
        foreach (var page in _events.Chunk(pageSize))
        {
            var fold = new ClientFileFold(file, entries);
            foreach (var e in page)
            {
                fold.Apply(e);
            }

            file = fold.File;
            foreach (var (id, entry) in fold.Changed)
            {
                entries[id] = entry;
            }
        }

        return file;
    }
}
