namespace SBG.Domain.Incidents;

/// <summary>Which policy version applies to an incident, and why; the API reads it from the client's agreement.</summary>
/// <param name="PolicyId">The policy; null when none applies.</param>
/// <param name="Version">Its version; null when none applies.</param>
/// <param name="Basis">Why that version, or none.</param>
/// <param name="Matrix">What sets the priority.</param>
public sealed record AppliedPolicy(Guid? PolicyId, int? Version, PolicyBasis Basis, PriorityMatrix Matrix)
{
    /// <summary>No agreement: the default matrix and no target.</summary>
    public static AppliedPolicy None { get; } = new(null, null, PolicyBasis.NoAgreement, PriorityMatrix.Default);

    /// <summary>Where a priority of this matrix comes from.</summary>
    public PriorityBasis PriorityBasis => PolicyId is null ? PriorityBasis.DefaultMatrix : PriorityBasis.PolicyMatrix;
}
