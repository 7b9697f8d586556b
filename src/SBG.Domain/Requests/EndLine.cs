using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Tell that what was delivered of a line is given up.</summary>
/// <param name="LineId">The line.</param>
/// <param name="OrderId">The provisioning order.</param>
public sealed record EndLine(Guid LineId, Guid OrderId)
{
    /// <summary>Decides; never refuses. What is told before the delivery itself was, tells both.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="request">The request.</param>
    public static Decision<ServiceRequest> Decide(EndLine command, ServiceRequest request)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(request);
        var delivered = SettleLine.Decide(new(command.LineId, command.OrderId, null), request).Events;
        return delivered.IsEmpty && request.Outcomes.GetValueOrDefault(command.LineId) is not { Status: RequestLineStatus.Completed }
            ? Decision.Nothing
            : Decision.Record([.. delivered, new LineTerminated(request.Id, command.LineId, command.OrderId)]);
    }
}
