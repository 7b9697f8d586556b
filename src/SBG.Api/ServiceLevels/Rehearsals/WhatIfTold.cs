using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;
using SBG.Domain.ServiceLevels.Rehearsals;

namespace SBG.Api.ServiceLevels.Rehearsals;

/// <summary>Which of the incidents whose verdict would change are listed.</summary>
/// <param name="AfterClient">The last client of the page before; null: from the first.</param>
/// <param name="AfterIncident">The last incident of the page before.</param>
/// <param name="Limit">The most incidents.</param>
public sealed record ChangePage(string? AfterClient, Guid? AfterIncident, int Limit);

/// <summary>A clock that would stand otherwise, and why.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Kind">Which clock.</param>
/// <param name="Contracted">How it stands.</param>
/// <param name="Proposed">How it would.</param>
public sealed record ChangedIncident(string ClientId, Guid IncidentId, string Number, TargetKind Kind, ClockView Contracted, ClockView Proposed);

/// <summary>Counts the three readings and gathers a page of what would change.</summary>
/// <param name="page">Which page.</param>
public sealed class WhatIfTold(ChangePage page)
{
    private readonly Dictionary<(TargetKind, ClockState, ClockState), int> _changes = [];

    /// <summary>How many incidents there are.</summary>
    public int Total { get; private set; }

    /// <summary>As contracted.</summary>
    internal ComplianceTally Contracted { get; } = new();

    /// <summary>As corrected since.</summary>
    internal ComplianceTally Corrected { get; } = new();

    /// <summary>As proposed.</summary>
    internal ComplianceTally Proposed { get; } = new();

    /// <summary>A page of the clocks that would stand otherwise, by client and incident.</summary>
    public List<ChangedIncident> Incidents { get; } = [];

    /// <summary>Whether there are more.</summary>
    public bool More { get; private set; }

    /// <summary>How many clocks would stand otherwise.</summary>
    public IReadOnlyList<VerdictChange> Changes =>
        [.. _changes.OrderBy(change => change.Key).Select(change => new VerdictChange(change.Key.Item1, change.Key.Item2, change.Key.Item3, change.Value))];

    /// <summary>What is kept of it with a draft.</summary>
    /// <param name="days">The days.</param>
    /// <param name="clients">The clients that were named; null: all.</param>
    /// <param name="readAt">When the clocks were read (UTC).</param>
    public Rehearsal Kept(ReportDays days, IReadOnlyList<string>? clients, DateTimeOffset readAt) => new(
        days.From,
        days.To,
        [.. (clients ?? []).Order(StringComparer.Ordinal)],
        readAt,
        Total,
        [
            .. from kind in ComplianceReader.Kinds
               from state in Enum.GetValues<ClockState>()
               let total = new RehearsedTotal(kind, state, Contracted.Of(kind, state), Proposed.Of(kind, state))
               where total is not { Contracted: 0, Proposed: 0 }
               select total,
        ],
        [.. Changes],
        [.. Incidents.Select(changed => new RehearsedIncident(
            changed.ClientId, changed.IncidentId, changed.Number, changed.Kind, changed.Contracted.Kept, changed.Proposed.Kept))],
        More);

    internal void Count(in TimelineRow row, Yardstick today, Yardstick since, Yardstick other, long at)
    {
        Total++;
        var priority = row.Course.Priority;
        foreach (var kind in ComplianceReader.Kinds)
        {
            var (stands, would) = (ServiceLevelClock.StateOf(row.Course, kind, today, at), ServiceLevelClock.StateOf(row.Course, kind, other, at));
            Contracted.Add(priority, kind, stands);
            Corrected.Add(priority, kind, ReferenceEquals(today, since) ? stands : ServiceLevelClock.StateOf(row.Course, kind, since, at));
            Proposed.Add(priority, kind, would);
            if (stands != would)
            {
                _changes[(kind, stands, would)] = _changes.GetValueOrDefault((kind, stands, would)) + 1;
                List(row, kind, today, other, at);
            }
        }
    }

    private void List(in TimelineRow row, TargetKind kind, Yardstick today, Yardstick other, long at)
    {
        if (page.AfterClient is { } client && string.CompareOrdinal(row.ClientId, client) is var order
            && (order < 0 || (order == 0 && row.IncidentId.CompareTo(page.AfterIncident) <= 0)))
        {
            return;
        }

        // The two clocks of an incident stay on one page.
        if (Incidents.Count >= page.Limit && Incidents[^1].IncidentId != row.IncidentId)
        {
            More = true;
            return;
        }

        if (!More)
        {
            Incidents.Add(new(
                row.ClientId, row.IncidentId, string.Empty, kind,
                ClockView.Of(ServiceLevelClock.Read(row.Course, kind, today, at)), ClockView.Of(ServiceLevelClock.Read(row.Course, kind, other, at))));
        }
    }
}
