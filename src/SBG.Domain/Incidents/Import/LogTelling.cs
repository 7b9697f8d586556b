using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Import;

/// <summary>One pass over the rows of one incident: what each row changed becomes an event.</summary>
internal sealed class LogTelling(Guid id, IReadOnlyList<IncidentLogRow> rows, AppliedPolicy applies)
{
    private readonly List<(EventOf<Incident> Happened, DateTimeOffset At)> told = [];
    private readonly int lastRun = LastRunOfResolved(rows);
    private IncidentStatus status = IncidentStatus.Acknowledged;
    private HoldReason? hold;
    private bool responded;

    /// <summary>Tells the events with the time at which each happened.</summary>
    public IReadOnlyList<(EventOf<Incident> Happened, DateTimeOffset At)> Tell()
    {
        Report(rows[0]);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var at = row.UpdatedAt < row.OpenedAt ? row.OpenedAt : row.UpdatedAt;
            Move(i, at);
            if (i > 0)
            {
                Priority(rows[i - 1], row, at);
            }

            Assignment(i == 0 ? null : rows[i - 1], row, at);
            Settle(i, at);
        }

        return told;
    }

    private void Report(IncidentLogRow row)
    {
        var (impact, urgency, priority) = Ranks(row);
        told.Add((
            new IncidentReported(
                id, row.Number, row.CallerId, null, null, impact, urgency, priority, PriorityBasis.Imported,
                applies.PolicyId, applies.Version, applies.Basis, row.Category, $"servicenow:{row.Number}"),
            row.OpenedAt));
    }

    // What the new state ends: the wait for the provider, a resolution, a hold.
    private void Move(int i, DateTimeOffset at)
    {
        var (next, reason) = State(rows[i]);
        if (next is not (IncidentStatus.Acknowledged or IncidentStatus.Cancelled) && !responded)
        {
            responded = true;
            told.Add((new IncidentResponded(), at));
        }

        if (status is IncidentStatus.Resolved or IncidentStatus.Closed && next is not (IncidentStatus.Resolved or IncidentStatus.Closed))
        {
            told.Add((new IncidentReopened(null), at));
            status = IncidentStatus.InProgress;
        }

        if (hold is not null && reason is null)
        {
            told.Add((new IncidentResumed(), at));
            hold = null;
            status = IncidentStatus.InProgress;
        }

        if (reason is not null && reason != hold)
        {
            told.Add((new IncidentHeld(reason.Value), at));
            hold = reason;
            status = IncidentStatus.Pending;
        }
    }

    private void Priority(IncidentLogRow before, IncidentLogRow row, DateTimeOffset at)
    {
        var (impact, urgency, priority) = Ranks(row);
        if ((impact, urgency, priority) != Ranks(before))
        {
            told.Add((new IncidentPrioritised(impact, urgency, priority, PriorityBasis.Imported), at));
        }
    }

    private void Assignment(IncidentLogRow? before, IncidentLogRow row, DateTimeOffset at)
    {
        if ((row.AssignmentGroup, row.AssignedTo) != (before?.AssignmentGroup, before?.AssignedTo))
        {
            told.Add((new IncidentAssigned(row.AssignmentGroup, row.AssignedTo), at));
        }
    }

    // What the new state reaches: a resolution, the end.
    private void Settle(int i, DateTimeOffset at)
    {
        var (next, _) = State(rows[i]);
        var row = rows[i];
        if (next is IncidentStatus.Resolved && status is not (IncidentStatus.Resolved or IncidentStatus.Closed))
        {
            if (i < lastRun)
            {
                Resolve(row, at);
            }
            else if (row.ResolvedAt is { } final && (final <= at || !StaysResolved(i)))
            {
                Resolve(row, final);
            }
        }

        if (next is IncidentStatus.Closed or IncidentStatus.Cancelled && status is not (IncidentStatus.Closed or IncidentStatus.Cancelled))
        {
            if (status is not IncidentStatus.Resolved && next is IncidentStatus.Closed && row.ResolvedAt is { } final)
            {
                Resolve(row, final);
            }

            told.Add((next is IncidentStatus.Closed ? new IncidentClosed() : new IncidentCancelled(null), row.ClosedAt ?? at));
            status = next;
        }
    }

    private void Resolve(IncidentLogRow row, DateTimeOffset at)
    {
        told.Add((new IncidentResolved(row.ClosedCode, null), at));
        status = IncidentStatus.Resolved;
    }

    private bool StaysResolved(int i) => i + 1 < rows.Count && State(rows[i + 1]).Status is IncidentStatus.Resolved;

    private static int LastRunOfResolved(IReadOnlyList<IncidentLogRow> rows)
    {
        var first = rows.Count;
        for (var i = 0; i < rows.Count; i++)
        {
            if (State(rows[i]).Status is IncidentStatus.Resolved && (i == 0 || State(rows[i - 1]).Status is not IncidentStatus.Resolved))
            {
                first = i;
            }
        }

        return first;
    }

    private static (IncidentStatus Status, HoldReason? Hold) State(IncidentLogRow row) =>
        LogVocabulary.TryState(row.State, out var status, out var hold) ? (status, hold) : throw Unknown(row.State);

    private static (Impact Impact, Urgency Urgency, Priority Priority) Ranks(IncidentLogRow row) => (
        LogVocabulary.TryImpact(row.Impact, out var impact) ? impact : throw Unknown(row.Impact),
        LogVocabulary.TryUrgency(row.Urgency, out var urgency) ? urgency : throw Unknown(row.Urgency),
        LogVocabulary.TryPriority(row.Priority, out var priority) ? priority : throw Unknown(row.Priority));

    private static ArgumentException Unknown(string word) => new($"The log's word '{word}' means nothing here.");
}
