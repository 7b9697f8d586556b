using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Tell what became of a line; with the last one, what became of the request.</summary>
/// <param name="LineId">The line.</param>
/// <param name="OrderId">The provisioning order.</param>
/// <param name="FailureCode">Why it failed; null when it was delivered.</param>
public sealed record SettleLine(Guid LineId, Guid OrderId, string? FailureCode)
{
    /// <summary>Decides; never refuses: an outcome that is known already, or that the request does not wait for, records nothing.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="request">The request.</param>
    public static Decision<ServiceRequest> Decide(SettleLine command, ServiceRequest request)
    {
        if (request.Status != RequestStatus.InProgress
            || request.Outcomes.ContainsKey(command.LineId)
            || request.Lines.All(line => line.LineId != command.LineId))
        {
            return Decision.Nothing;
        }

        EventOf<ServiceRequest> settled = command.FailureCode is { } code
            ? new LineFailed(request.Id, command.LineId, command.OrderId, code)
            : new LineFulfilled(request.Id, command.LineId, command.OrderId);
        if (request.Outcomes.Count + 1 < request.Lines.Length)
        {
            return settled;
        }

        var failed = request.Outcomes.Values.Count(outcome => outcome.Status == RequestLineStatus.Failed) + (command.FailureCode is null ? 0 : 1);
        EventOf<ServiceRequest> over = failed == 0 ? new RequestCompleted(request.Id)
            : failed == request.Lines.Length ? new RequestFailed(request.Id)
            : new RequestPartiallyCompleted(request.Id);
        return Decision.Record(settled, over);
    }
}
