using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>Give a seat back for good; recorded together with <see cref="SeatReleased"/>.</summary>
public sealed record ReleaseLicence
{
    /// <summary>The seat was given back already.</summary>
    public static readonly Refusal AlreadyReleased = new("licences/already-released");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="licence">The assignment.</param>
    public static Refusal? Hindrance(LicenceAssignment licence) => licence.Status == AssignmentStatus.Released ? AlreadyReleased : null;

    /// <summary>Decides.</summary>
    /// <param name="licence">The assignment.</param>
    public static Decision<LicenceAssignment> Decide(LicenceAssignment licence) => Hindrance(licence) is { } refusal ? refusal : new LicenceReleased();
}
