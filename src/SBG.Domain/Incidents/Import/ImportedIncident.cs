using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Import;

/// <summary>One event that an import appends.</summary>
/// <param name="EventId">Derived from the incident and the event's place: to be set on the stored event, so that an import run twice meets itself.</param>
/// <param name="Happened">The event.</param>
/// <param name="OccurredAt">When it happened (UTC), to be set as the event's <c>occurred-at</c> header; can lie before that of the event it follows.</param>
public sealed record ImportedEvent(Guid EventId, EventOf<Incident> Happened, DateTimeOffset OccurredAt);

/// <summary>The stream that a historical log makes of one incident. To import: start the stream <see cref="Id"/> with <see cref="Events"/>.</summary>
/// <param name="Id">See <see cref="StreamOf"/>.</param>
/// <param name="Events">In order; never empty.</param>
public sealed record ImportedIncident(Guid Id, ImmutableArray<ImportedEvent> Events)
{
    /// <summary>The stream of an imported incident: the same log told twice meets one stream.</summary>
    /// <param name="clientId">The client, which is the tenant.</param>
    /// <param name="number">The log's number.</param>
    public static Guid StreamOf(string clientId, string number) => DerivedId.Of("imported-incident", clientId, number);
}
