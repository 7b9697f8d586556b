namespace SBG.Api.Requests;

/// <summary>Tell a request what became of the order of one of its lines.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">Its line.</param>
/// <param name="OrderId">The order.</param>
/// <param name="FailureCode">Why it was not delivered: a registered code; null when it was.</param>
/// <param name="Ended">Whether what it delivered is given up.</param>
public sealed record SettleOrder(Guid RequestId, Guid LineId, Guid OrderId, string? FailureCode = null, bool Ended = false);
