using System.Diagnostics.CodeAnalysis;

namespace SBG.Domain.Incidents.Import;

/// <summary>What the words of a ServiceNow log mean here.</summary>
public static class LogVocabulary
{
    /// <summary>What an <c>incident_state</c> means.</summary>
    /// <param name="word">As in the log.</param>
    /// <param name="status">Where the update left the incident.</param>
    /// <param name="hold">What it then waited for; null unless pending.</param>
    public static bool TryState(string word, out IncidentStatus status, out HoldReason? hold)
    {
        (IncidentStatus, HoldReason?)? meaning = word switch
        {
            "New" => (IncidentStatus.Acknowledged, null),
            "Active" => (IncidentStatus.InProgress, null),
            "Awaiting User Info" => (IncidentStatus.Pending, HoldReason.AwaitingUser),
            "Awaiting Vendor" => (IncidentStatus.Pending, HoldReason.AwaitingSupplier),
            "Awaiting Problem" => (IncidentStatus.Pending, HoldReason.AwaitingProblem),
            "Awaiting Evidence" => (IncidentStatus.Pending, HoldReason.AwaitingEvidence),
            "Awaiting Change" => (IncidentStatus.Pending, HoldReason.AwaitingChange),
            "Resolved" => (IncidentStatus.Resolved, null),
            "Closed" => (IncidentStatus.Closed, null),
            "Canceled" => (IncidentStatus.Cancelled, null),
            _ => null,
        };
        (status, hold) = meaning ?? default;
        return meaning is not null;
    }

    /// <summary>What an <c>impact</c> means.</summary>
    /// <param name="word">As in the log.</param>
    /// <param name="impact">Here.</param>
    public static bool TryImpact(string word, out Impact impact) => TryRank(word, 3, out impact);

    /// <summary>What an <c>urgency</c> means.</summary>
    /// <param name="word">As in the log.</param>
    /// <param name="urgency">Here.</param>
    public static bool TryUrgency(string word, out Urgency urgency) => TryRank(word, 3, out urgency);

    /// <summary>What a <c>priority</c> means.</summary>
    /// <param name="word">As in the log.</param>
    /// <param name="priority">Here.</param>
    public static bool TryPriority(string word, out Priority priority) => TryRank(word, 4, out priority);

    // The rank before the dash is what counts: "2 - Medium" of an impact, "2 - High" of a priority.
    private static bool TryRank<T>([NotNull] string word, int ranks, out T value)
        where T : struct, Enum
    {
        var told = word.Length >= 1 && (word.Length == 1 || word[1] == ' ') ? word[0] - '1' : -1;
        var known = told >= 0 && told < ranks;
        value = known ? Enum.GetValues<T>()[told] : default;
        return known;
    }
}
