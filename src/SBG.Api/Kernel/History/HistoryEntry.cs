using System.Text.Json.Nodes;

namespace SBG.Api.Kernel.History;

/// <summary>One event of a resource's history, and what it changed.</summary>
/// <param name="Position">Its place in the log.</param>
/// <param name="Version">Its place in the resource's own stream, from 1.</param>
/// <param name="Type">Stored name, the same for ever.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Actor">Whose doing it was: a subject, or <c>system</c>.</param>
/// <param name="OnBehalfOf">The subject on whose behalf the actor acted.</param>
/// <param name="CausationId">What caused it: a call, or the message that a process reacted to.</param>
/// <param name="CorrelationId">The call at the beginning of it all.</param>
/// <param name="Versions">The versions that the decision used, e.g. <c>policy=3;calendar=1</c>.</param>
/// <param name="Data">What the event says; personal data is null once destroyed.</param>
/// <param name="Changes">What it changed in the resource.</param>
public sealed record HistoryEntry(
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
    JsonNode? Data,
    IReadOnlyList<StateChange> Changes);

/// <summary>One member that an event changed.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) into the resource's state.</param>
/// <param name="Before">Its value before; absent or null: there was none.</param>
/// <param name="After">Its value after; absent or null: there is none.</param>
public sealed record StateChange(string Pointer, JsonNode? Before, JsonNode? After);
