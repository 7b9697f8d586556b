using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Remind those whom a step still waits for.</summary>
/// <param name="Round">The round that it was due in.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Level">How often the step was escalated when it was due.</param>
public sealed record RemindVoters(int Round, string StepKey, int Level)
{
    /// <summary>Decides; never refuses: what comes late, twice, or after an answer records nothing.</summary>
    /// <param name="command">What is due.</param>
    /// <param name="request">The request.</param>
    public static Decision<ServiceRequest> Decide(RemindVoters command, ServiceRequest request) =>
        request.Awaits(command.Round, command.StepKey, command.Level) is { RemindedAt: null }
            ? new ApprovalReminded(request.Id, command.Round, command.StepKey, command.Level)
            : Decision.Nothing;
}
