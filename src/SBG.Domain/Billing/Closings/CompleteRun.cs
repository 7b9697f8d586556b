using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Closings;

/// <summary>Note that a run is over, once it is known of each of its clients what it came to.</summary>
/// <param name="Closed">Of how many clients of the run that is known.</param>
public sealed record CompleteRun(int Closed)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is known.</param>
    /// <param name="closing">The closing.</param>
    public static Decision<Closing> Decide(CompleteRun command, Closing closing) =>
        closing.Status == ClosingStatus.InProgress && command.Closed >= closing.Clients.Length ? new ClosingRunCompleted(closing.Run) : Decision.Nothing;
}
