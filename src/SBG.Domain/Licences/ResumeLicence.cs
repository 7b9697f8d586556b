using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>Let a suspended licence be used again.</summary>
public sealed record ResumeLicence
{
    /// <summary>Only a suspended licence can be resumed.</summary>
    public static readonly Refusal NotSuspended = new("licences/not-suspended");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="licence">The assignment.</param>
    public static Refusal? Hindrance(LicenceAssignment licence) => licence.Status == AssignmentStatus.Suspended ? null : NotSuspended;

    /// <summary>Decides.</summary>
    /// <param name="licence">The assignment.</param>
    public static Decision<LicenceAssignment> Decide(LicenceAssignment licence) => Hindrance(licence) is { } refusal ? refusal : new LicenceResumed();
}
