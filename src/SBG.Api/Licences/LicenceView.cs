using SBG.Api.Kernel;
using SBG.Api.Licences.Reclaims;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Reclaims;

namespace SBG.Api.Licences;

/// <summary>A licence that a person holds or held, as the API shows it.</summary>
/// <param name="Id">The assignment.</param>
/// <param name="PoolId">The pool of its seat.</param>
/// <param name="PersonId">Who holds it.</param>
/// <param name="Device">The device that uses it, by its number in the inventory; null: the person.</param>
/// <param name="RequestId">The service request behind it, if there is one.</param>
/// <param name="OrderId">The provisioning order that gave it, if one did.</param>
/// <param name="PricePlanId">The plan by which it is charged.</param>
/// <param name="Status">Whether it is held.</param>
/// <param name="AssignedAt">When it was given.</param>
/// <param name="ChangedAt">When that last changed.</param>
/// <param name="LastUsedAt">When it was last used, as far as was told; null: never told.</param>
/// <param name="Reclaim">The last proposal to take it back; null: there never was one.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record LicenceView(
    Guid Id,
    Guid PoolId,
    Guid PersonId,
    string? Device,
    Guid? RequestId,
    Guid? OrderId,
    Guid PricePlanId,
    AssignmentStatus Status,
    DateTimeOffset AssignedAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? LastUsedAt,
    ReclaimView? Reclaim,
    IReadOnlyList<string> Actions)
{
    /// <summary>Represents an assignment.</summary>
    /// <param name="licence">The assignment.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="now">UTC.</param>
    public static LicenceView Of(LicenceAssignment licence, Actor actor, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(licence);
        var actions = new Actions(actor)
            .May("suspend", SuspendLicence.Hindrance(licence), LicenceEndpoints.Keepers)
            .May("resume", ResumeLicence.Hindrance(licence), LicenceEndpoints.Keepers)
            .May("release", ReleaseLicence.Hindrance(licence), LicenceEndpoints.Keepers)
            .May("report-use", ReleaseLicence.Hindrance(licence), LicenceEndpoints.Keepers)
            .May("propose-reclaim", ProposeReclaim.Hindrance(licence, now), LicenceEndpoints.Keepers)
            .May("object", ObjectToReclaim.Hindrance(licence, now), ReclaimEndpoints.Objectors)
            .May("withdraw-reclaim", WithdrawReclaim.Hindrance(licence, now), LicenceEndpoints.Keepers)
            .May("reverse-reclaim", ReverseReclaim.Hindrance(licence, now), LicenceEndpoints.Keepers);
        return new(
            licence.Id, licence.PoolId, licence.PersonId, licence.Device, licence.RequestId, licence.OrderId, licence.PricePlanId, licence.Status,
            licence.AssignedAt, licence.ChangedAt, licence.LastUsedAt, licence.Reclaim is { } reclaim ? ReclaimView.Of(reclaim, now) : null, actions.Listed);
    }
}
