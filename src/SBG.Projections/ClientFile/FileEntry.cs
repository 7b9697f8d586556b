using System.Text.Json;
using SBG.Domain.Clients;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Merging;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Leases;
using SBG.Domain.Requests;

namespace SBG.Projections.ClientFile;

/// <summary>What a thing of a client is counted as.</summary>
public enum FileEntryKind
{
    /// <summary>An employee.</summary>
    Person,

    /// <summary>A service request.</summary>
    Request,

    /// <summary>A seat that someone holds.</summary>
    Licence,

    /// <summary>An incident.</summary>
    Incident,

    /// <summary>A shared seat that someone borrows or waits for.</summary>
    Lease,
}

/// <summary>
/// How the file counts one thing now: the row that lets the next event move it from one count to another, so that the file itself need not
/// list everything that is open.
/// </summary>
/// <param name="Id">The thing's stream.</param>
/// <param name="Kind">What it is.</param>
/// <param name="State">Its state, as the API writes it.</param>
/// <param name="Open">Whether it is not over.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Priority">Of an incident, as the API writes it.</param>
/// <param name="PoolId">Of a licence or a lease.</param>
/// <param name="PricePlanId">Of a licence.</param>
public sealed record FileEntry(
    Guid Id,
    FileEntryKind Kind,
    string State,
    bool Open,
    string? Number = null,
    string? Priority = null,
    Guid? PoolId = null,
    Guid? PricePlanId = null)
{
    /// <summary>The entry in another state.</summary>
    /// <param name="state">As the API writes it.</param>
    /// <param name="open">Whether it is not over.</param>
    public FileEntry To(string state, bool open = true) => this with { State = state, Open = open };

    /// <summary>How a person is counted after an event; the entry itself for events that change nothing of it.</summary>
    /// <param name="entry">How the stream was counted before.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="happened">The event's payload.</param>
    internal static FileEntry? Person(FileEntry? entry, Guid streamId, object happened) => happened switch
    {
        PersonRegistered => new(streamId, FileEntryKind.Person, "active", true),
        PersonDeparted => entry?.To("departed", open: false),
        _ => entry,
    };

    /// <summary>How a service request is counted after an event.</summary>
    /// <param name="entry">How the stream was counted before.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="happened">The event's payload.</param>
    internal static FileEntry? Request(FileEntry? entry, Guid streamId, object happened) => happened switch
    {
        RequestSubmitted e => new(streamId, FileEntryKind.Request, Name(RequestStatus.Acknowledged), true, e.Number),
        RequestApproved => entry?.To(Name(RequestStatus.InProgress)),
        RequestRejected => entry?.To(Name(RequestStatus.Rejected), open: false),
        RequestCancelled => entry?.To(Name(RequestStatus.Cancelled), open: false),
        RequestCompleted => entry?.To(Name(RequestStatus.Completed), open: false),
        RequestPartiallyCompleted => entry?.To(Name(RequestStatus.Partial), open: false),
        RequestFailed => entry?.To(Name(RequestStatus.Failed), open: false),
        _ => entry,
    };

    /// <summary>How an incident is counted after an event.</summary>
    /// <param name="entry">How the stream was counted before.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="happened">The event's payload.</param>
    internal static FileEntry? Incident(FileEntry? entry, Guid streamId, object happened) => happened switch
    {
        IncidentReported e => new(streamId, FileEntryKind.Incident, "acknowledged", true, e.Number, Name(e.Priority)),
        IncidentPrioritised e => entry is null ? null : entry with { Priority = Name(e.Priority) },
        IncidentResponded => entry is { State: "acknowledged" } ? entry.To("inProgress") : entry,
        IncidentHeld => entry?.To("pending"),
        IncidentResumed or IncidentReopened => entry?.To("inProgress"),
        IncidentResolved => entry?.To("resolved", open: false),
        IncidentClosed => entry?.To("closed", open: false),
        IncidentCancelled or IncidentMerged => entry?.To("cancelled", open: false),
        IncidentUnmerged e => entry?.To(Name(e.Status)),
        _ => entry,
    };

    /// <summary>How a licence is counted after an event.</summary>
    /// <param name="entry">How the stream was counted before.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="happened">The event's payload.</param>
    internal static FileEntry? Licence(FileEntry? entry, Guid streamId, object happened) => happened switch
    {
        LicenceAssigned e => new(streamId, FileEntryKind.Licence, "active", true, PoolId: e.PoolId, PricePlanId: e.PricePlanId),
        LicenceSuspended => entry?.To("suspended"),
        LicenceResumed => entry?.To("active"),
        LicenceReleased => entry?.To("released", open: false),
        _ => entry,
    };

    /// <summary>How a lease is counted after an event.</summary>
    /// <param name="entry">How the stream was counted before.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="happened">The event's payload.</param>
    internal static FileEntry? Lease(FileEntry? entry, Guid streamId, object happened) => happened switch
    {
        LeaseGranted e => new(streamId, FileEntryKind.Lease, Name(LeaseStatus.Active), true, PoolId: e.PoolId),
        LeaseRequested e => new(streamId, FileEntryKind.Lease, Name(LeaseStatus.Waiting), true, PoolId: e.PoolId),
        LeaseOffered => entry?.To(Name(LeaseStatus.Offered)),
        LeaseTaken => entry?.To(Name(LeaseStatus.Active)),
        LeaseReleased => entry?.To(Name(LeaseStatus.Released), open: false),
        LeaseExpired => entry?.To(Name(LeaseStatus.Expired), open: false),
        LeasePassed => entry?.To(Name(LeaseStatus.Passed), open: false),
        LeaseWithdrawn => entry?.To(Name(LeaseStatus.Withdrawn), open: false),
        _ => entry,
    };

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
