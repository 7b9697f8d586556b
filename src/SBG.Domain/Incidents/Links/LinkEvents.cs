using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Links;

/// <summary>The incident stands to something else in a certain way. Between two incidents, each tells it from its side.</summary>
/// <param name="Kind">How.</param>
/// <param name="Reference">What people call the other.</param>
/// <param name="OtherId">The other, when it is known here.</param>
[StoredAs("incident_linked")]
public sealed record IncidentLinked(LinkKind Kind, string Reference, Guid? OtherId = null) : EventOf<Incident>;

/// <summary>It does not stand so any more.</summary>
/// <param name="Kind">How it stood.</param>
/// <param name="Reference">What people call the other.</param>
/// <param name="OtherId">The other, when it is known here.</param>
[StoredAs("incident_unlinked")]
public sealed record IncidentUnlinked(LinkKind Kind, string Reference, Guid? OtherId = null) : EventOf<Incident>;
