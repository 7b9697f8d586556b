using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Access;

/// <summary>Who of the client sees the incident, beside its manager and those who follow it.</summary>
public enum IncidentVisibility
{
    /// <summary>Whose incident it is.</summary>
    Own,

    /// <summary>The same organisational unit.</summary>
    Unit,

    /// <summary>Everybody of the client.</summary>
    All,
}

/// <summary>Who of the client sees it changed.</summary>
/// <param name="Visibility">Who.</param>
/// <param name="Unit">The unit of the person whose incident it is; null unless it is shared with that.</param>
[StoredAs("incident_shared")]
public sealed record IncidentShared(IncidentVisibility Visibility, string? Unit = null) : EventOf<Incident>;

/// <summary>Somebody follows it.</summary>
/// <param name="Subject">Who.</param>
[StoredAs("incident_watched")]
public sealed record IncidentWatched(string Subject) : EventOf<Incident>;

/// <summary>Somebody follows it no longer.</summary>
/// <param name="Subject">Who.</param>
[StoredAs("incident_unwatched")]
public sealed record IncidentUnwatched(string Subject) : EventOf<Incident>;

/// <summary>Only those who need to know see it from now on, and what they read is recorded.</summary>
/// <param name="Readers">Subjects; the person whose incident it is and the agent who has it in hand see it too.</param>
[StoredAs("incident_restricted")]
public sealed record IncidentRestricted(ImmutableArray<string> Readers) : EventOf<Incident>;

/// <summary>It is seen as any other again.</summary>
[StoredAs("incident_unrestricted")]
public sealed record IncidentUnrestricted : EventOf<Incident>;
