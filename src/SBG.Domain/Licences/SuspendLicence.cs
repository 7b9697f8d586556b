using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>Suspend a licence: the seat stays taken, nobody uses it.</summary>
public sealed record SuspendLicence
{
    /// <summary>Only a licence in use can be suspended.</summary>
    public static readonly Refusal NotActive = new("licences/not-active");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="licence">The assignment.</param>
    public static Refusal? Hindrance(LicenceAssignment licence) => licence.Status == AssignmentStatus.Active ? null : NotActive;

    /// <summary>Decides.</summary>
    /// <param name="licence">The assignment.</param>
    public static Decision<LicenceAssignment> Decide(LicenceAssignment licence) => Hindrance(licence) is { } refusal ? refusal : new LicenceSuspended();
}
