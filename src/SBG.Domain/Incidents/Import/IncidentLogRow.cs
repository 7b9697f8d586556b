namespace SBG.Domain.Incidents.Import;

/// <summary>
/// One update of an incident as a historical log tells it (ServiceNow's, as in the UCI "incident event log"): what each column of the CSV
/// means. Rows of one incident are in the order of the updates; each says what the update left.
/// </summary>
/// <param name="Number"><c>number</c>.</param>
/// <param name="State"><c>incident_state</c>: New, Active, <c>Awaiting ...</c>, Resolved, Closed.</param>
/// <param name="CallerId"><c>caller_id</c>, a pseudonym.</param>
/// <param name="OpenedAt"><c>opened_at</c> (UTC).</param>
/// <param name="UpdatedAt"><c>sys_updated_at</c> (UTC).</param>
/// <param name="Impact"><c>impact</c>: <c>1 - High</c>, <c>2 - Medium</c>, <c>3 - Low</c>.</param>
/// <param name="Urgency"><c>urgency</c>, likewise.</param>
/// <param name="Priority"><c>priority</c>: <c>1 - Critical</c>, <c>2 - High</c>, <c>3 - Moderate</c>, <c>4 - Low</c>.</param>
/// <param name="AssignmentGroup"><c>assignment_group</c>; null for <c>?</c>.</param>
/// <param name="AssignedTo"><c>assigned_to</c>; null for <c>?</c>.</param>
/// <param name="Category"><c>category</c>; null for <c>?</c>.</param>
/// <param name="ClosedCode"><c>closed_code</c>; null for <c>?</c>.</param>
/// <param name="ResolvedAt"><c>resolved_at</c> (UTC), the final resolution, repeated on every row; null for <c>?</c>.</param>
/// <param name="ClosedAt"><c>closed_at</c> (UTC), repeated on every row; null for <c>?</c>.</param>
public sealed record IncidentLogRow(
    string Number,
    string State,
    string CallerId,
    DateTimeOffset OpenedAt,
    DateTimeOffset UpdatedAt,
    string Impact,
    string Urgency,
    string Priority,
    string? AssignmentGroup,
    string? AssignedTo,
    string? Category,
    string? ClosedCode,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? ClosedAt);
