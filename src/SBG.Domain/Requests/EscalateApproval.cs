using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Let others decide a step whose voters did not answer in time.</summary>
/// <param name="Round">The round that it was due in.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Level">How often the step was escalated when it was due.</param>
public sealed record EscalateApproval(int Round, string StepKey, int Level)
{
    /// <summary>Decides; never refuses: what comes late, twice, or after an answer records nothing, and nobody is above the provider's managers.</summary>
    /// <param name="command">What is due.</param>
    /// <param name="request">The request.</param>
    public static Decision<ServiceRequest> Decide(EscalateApproval command, ServiceRequest request) =>
        request.Awaits(command.Round, command.StepKey, command.Level) is not null && request.Course().Ladder(command.Level + 1) is { } seats
            ? new ApprovalEscalated(request.Id, command.Round, command.StepKey, command.Level + 1, EscalationCause.TimedOut, seats)
            : Decision.Nothing;
}
