using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SBG.Domain.Clients;

namespace SBG.Projections.ClientFile;

/// <summary>
/// Answers: how do things stand with this client? A fold of all its events, so it says the same whenever it is read: nothing in it
/// depends on the clock, and what does (the month's amount, running service levels) is asked for on its own. Every list is bounded.
/// No personal data: it is sent as it is stored.
/// </summary>
/// <param name="Id">The client's code, which is also its tenant.</param>
/// <param name="Position">Place in the log of the last event that it tells of; with it the whole document is determined.</param>
/// <param name="RecordedAt">When that event was recorded (UTC).</param>
/// <param name="EventCount">How many events it tells of.</param>
/// <param name="Client">The profile; null for events of a tenant that has none.</param>
/// <param name="People">How many people are known.</param>
/// <param name="Requests">Service requests.</param>
/// <param name="Licences">Seats held, by pool; pools of which none is held are left out.</param>
/// <param name="Incidents">Incidents.</param>
/// <param name="LatestEvents">The last <see cref="Longest"/> events, latest first.</param>
public sealed record ClientFile(
    string Id,
    long Position,
    [property: JsonConverter(typeof(UtcInstantJson))] DateTimeOffset RecordedAt,
    long EventCount,
    FileProfile? Client,
    FilePeople People,
    FileRequests Requests,
    ImmutableArray<FileLicences> Licences,
    FileIncidents Incidents,
    ImmutableArray<FileEvent> LatestEvents)
{
    /// <summary>Shared seats held and waited for, by pool; pools of which there are none are left out.</summary>
    public ImmutableArray<FileLeases> Leases { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Longest list.</summary>
    public const int Longest = 20;

    /// <summary>The file before any event.</summary>
    /// <param name="clientId">The client's code.</param>
    public static ClientFile Empty(string clientId) =>
        new(clientId, 0, default, 0, null, new(0, 0), new(0, FileCounts.None, []), [], new(0, FileCounts.None, FileCounts.None, []), []);
}

/// <summary>Who the client is.</summary>
/// <param name="Name">Legal name.</param>
/// <param name="Neq">Number in the enterprise register.</param>
/// <param name="Category">What kind of public body.</param>
/// <param name="TimeZone">IANA zone in which its days and months run.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="Status">Whether it may order.</param>
/// <param name="TaxRegime">How its invoices are taxed; absent until decided.</param>
/// <param name="ServiceLevelPolicyId">The agreed policy; absent when there is none.</param>
/// <param name="RegisteredAt">When it was registered (UTC).</param>
public sealed record FileProfile(
    string Name,
    string Neq,
    ClientCategory Category,
    string TimeZone,
    string Language,
    ClientStatus Status,
    TaxRegime? TaxRegime,
    Guid? ServiceLevelPolicyId,
    [property: JsonConverter(typeof(UtcInstantJson))] DateTimeOffset RegisteredAt);

/// <summary>How many people are known.</summary>
/// <param name="Active">Those who use the service.</param>
/// <param name="Departed">Those who left.</param>
public sealed record FilePeople(int Active, int Departed);

/// <summary>Service requests of the client.</summary>
/// <param name="Open">How many are not over.</param>
/// <param name="ByState">How many are in each state; states without any are left out.</param>
/// <param name="Latest">Those that changed last, latest first.</param>
public sealed record FileRequests(int Open, ImmutableSortedDictionary<string, int> ByState, ImmutableArray<FileItem> Latest);

/// <summary>Incidents of the client.</summary>
/// <param name="Open">How many are neither resolved, closed nor cancelled.</param>
/// <param name="ByState">How many are in each state.</param>
/// <param name="OpenByPriority">How many open ones have each priority.</param>
/// <param name="Latest">Those that changed last, latest first.</param>
public sealed record FileIncidents(
    int Open, ImmutableSortedDictionary<string, int> ByState, ImmutableSortedDictionary<string, int> OpenByPriority, ImmutableArray<FileItem> Latest);

/// <summary>Seats held of one pool.</summary>
/// <param name="PoolId">The pool.</param>
/// <param name="PricePlanId">The plan by which they are charged.</param>
/// <param name="Active">Seats in use.</param>
/// <param name="Suspended">Seats suspended, which are still held and charged.</param>
public sealed record FileLicences(Guid PoolId, Guid PricePlanId, int Active, int Suspended);

/// <summary>Shared seats of one pool.</summary>
/// <param name="PoolId">The pool.</param>
/// <param name="Held">Seats lent, or kept for who waited.</param>
/// <param name="Waiting">Leases that wait for one.</param>
public sealed record FileLeases(Guid PoolId, int Held, int Waiting);

/// <summary>A request or an incident in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">What people call it.</param>
/// <param name="State">Its state.</param>
/// <param name="Priority">Of an incident.</param>
/// <param name="ChangedAt">When it last changed (UTC).</param>
public sealed record FileItem(
    Guid Id, string? Number, string State, string? Priority, [property: JsonConverter(typeof(UtcInstantJson))] DateTimeOffset ChangedAt);

/// <summary>An event in the list of the latest.</summary>
/// <param name="Position">Its place in the log.</param>
/// <param name="StreamId">What it happened to.</param>
/// <param name="Type">Stored name.</param>
/// <param name="OccurredAt">When it happened (UTC).</param>
/// <param name="RecordedAt">When it was recorded (UTC).</param>
public sealed record FileEvent(
    long Position,
    Guid StreamId,
    string Type,
    [property: JsonConverter(typeof(UtcInstantJson))] DateTimeOffset OccurredAt,
    [property: JsonConverter(typeof(UtcInstantJson))] DateTimeOffset RecordedAt);
