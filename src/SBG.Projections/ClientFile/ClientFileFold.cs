using JasperFx.Events;
using SBG.Domain.Clients;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Leases;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;

namespace SBG.Projections.ClientFile;

/// <summary>
/// The fold of a client's events into its file: one code for the view that is kept, for its rebuild and for a file as of an instant.
/// </summary>
/// <param name="file">The file so far.</param>
/// <param name="entries">How each thing is counted so far, by stream; at least those that the next events touch.</param>
public sealed class ClientFileFold(ClientFile file, IReadOnlyDictionary<Guid, FileEntry> entries)
{
    private readonly Dictionary<Guid, FileEntry> _entries = new(entries);

    /// <summary>The file after the events so far.</summary>
    public ClientFile File { get; private set; } = file;

    /// <summary>The entries that the events so far made or changed.</summary>
    public Dictionary<Guid, FileEntry> Changed { get; } = [];

    /// <summary>Folds one event; events must come in the order of the log.</summary>
    /// <param name="e">The event.</param>
    public void Apply(IEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        var at = e.OccurredAt();
        if (e.Data is EventOf<Client> ofClient)
        {
            File = File with { Client = Profile(File, ofClient, at) };
        }
        else
        {
            var before = _entries.GetValueOrDefault(e.StreamId);
            var after = After(before, e.StreamId, e.Data);
            if (after is not null && after != before)
            {
                _entries[e.StreamId] = Changed[e.StreamId] = after;
            }

            File = File.Move(before, after, at);
        }

        File = File with
        {
            Position = e.Sequence,
            RecordedAt = e.Timestamp,
            EventCount = File.EventCount + 1,
            LatestEvents = e.Data is IncidentCommented { Visibility: CommentVisibility.Internal } // the client's manager reads the file too
                ? File.LatestEvents
                : [new(e.Sequence, e.StreamId, e.EventTypeName, at, e.Timestamp), .. File.LatestEvents.Take(ClientFile.Longest - 1)],
        };
    }

    private static FileEntry? After(FileEntry? before, Guid streamId, object happened) => happened switch
    {
        EventOf<Person> => FileEntry.Person(before, streamId, happened),
        EventOf<LicenceLease> => FileEntry.Lease(before, streamId, happened),
        EventOf<LicenceAssignment> => FileEntry.Licence(before, streamId, happened),
        EventOf<ServiceRequest> => FileEntry.Request(before, streamId, happened),
        EventOf<Incident> => FileEntry.Incident(before, streamId, happened),
        _ => before,
    };

    private static FileProfile? Profile(ClientFile file, EventOf<Client> happened, DateTimeOffset at)
    {
        var p = file.Client;
        var before = p is null
            ? null
            : new Client(
                Client.StreamOf(file.Id), file.Id, p.Name, p.Neq, p.Category, p.TimeZone, p.Language, p.Status, p.TaxRegime, p.ServiceLevelPolicyId, p.RegisteredAt);
        return Client.Evolve(before, happened, at) is { } c
            ? new(c.Name, c.Neq, c.Category, c.TimeZone, c.Language, c.Status, c.TaxRegime, c.ServiceLevelPolicyId, c.RegisteredAt)
            : null;
    }
}
