using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Access;

/// <summary>What was read of a restricted incident.</summary>
public enum ReadPart
{
    /// <summary>The incident itself.</summary>
    Incident,

    /// <summary>Its comments.</summary>
    Comments,

    /// <summary>Its history.</summary>
    History,

    /// <summary>An attachment.</summary>
    Attachment,
}

/// <summary>Somebody read a restricted incident; who is in the event's actor.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Reader">Subject.</param>
/// <param name="Part">What.</param>
[StoredAs("restricted_incident_read")]
public sealed record RestrictedIncidentRead(Guid IncidentId, string Reader, ReadPart Part) : EventOf<IncidentReads>;

/// <summary>The reads of a restricted incident: a stream beside that of the incident, so that reading does not change what is read.</summary>
/// <param name="Id">The stream, see <see cref="StreamOf"/>.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="Count">How many reads.</param>
/// <param name="LastAt">The last one (UTC).</param>
public sealed record IncidentReads(Guid Id, Guid IncidentId, int Count, DateTimeOffset LastAt) : IState<IncidentReads>
{
    /// <summary>The stream of an incident's reads.</summary>
    /// <param name="incidentId">The incident.</param>
    public static Guid StreamOf(Guid incidentId) => DerivedId.Of("incident-reads", incidentId.ToString());

    /// <summary>Decides that a read is recorded.</summary>
    /// <param name="incidentId">The incident.</param>
    /// <param name="reader">Subject.</param>
    /// <param name="part">What is read.</param>
    public static Decision<IncidentReads> Tell(Guid incidentId, string reader, ReadPart part) => new RestrictedIncidentRead(incidentId, reader, part);

    /// <inheritdoc/>
    public static IncidentReads? Evolve(IncidentReads? state, EventOf<IncidentReads> happened, DateTimeOffset at) => happened switch
    {
        RestrictedIncidentRead e => new(StreamOf(e.IncidentId), e.IncidentId, (state?.Count ?? 0) + 1, at),
        _ => state,
    };
}
