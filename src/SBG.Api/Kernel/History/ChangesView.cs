namespace SBG.Api.Kernel.History;

/// <summary>What changed of a resource between two moments, as the caller sees the resource.</summary>
/// <param name="From">The resource's version at the first moment; 0: it was not there yet.</param>
/// <param name="To">Its version at the second.</param>
/// <param name="Changes">What differs.</param>
/// <param name="Events">Which events made the difference, the first first; what one of them changed can be void at the second moment.</param>
public sealed record ChangesView(long From, long To, IReadOnlyList<StateChange> Changes, IReadOnlyList<ChangeEvent> Events);

/// <summary>An event between two moments.</summary>
/// <param name="Position">Its place in the log.</param>
/// <param name="Version">Its place in the resource's own stream.</param>
/// <param name="Type">Stored name, the same for ever.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Actor">Whose doing it was: a subject, or <c>system</c>.</param>
/// <param name="OnBehalfOf">The subject on whose behalf the actor acted.</param>
/// <param name="CausationId">What caused it: a call, or the message that a process reacted to.</param>
/// <param name="CorrelationId">The call at the beginning of it all.</param>
/// <param name="Versions">The versions that the decision used.</param>
/// <param name="Changes">What it changed of the resource, as the caller sees it.</param>
public sealed record ChangeEvent(
    long Position,
    long Version,
    string Type,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string? Actor,
    string? OnBehalfOf,
    string? CausationId,
    string? CorrelationId,
    string? Versions,
    IReadOnlyList<StateChange> Changes);
