using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Reclaims;

/// <summary>Tell when a licence was last used, as the product itself says.</summary>
/// <param name="LastUsedAt">When it was (UTC).</param>
/// <param name="PremiumUsedAt">When that of it was which the included product lacks (UTC); null: not known.</param>
public sealed record ReportUse(DateTimeOffset LastUsedAt, DateTimeOffset? PremiumUsedAt = null)
{
    /// <summary>Decides; what was known already, or better, records nothing.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="licence">The licence.</param>
    /// <param name="now">UTC.</param>
    public static Decision<LicenceAssignment> Decide(ReportUse command, LicenceAssignment licence, DateTimeOffset now)
    {
        if ((ReleaseLicence.Hindrance(licence) ?? HoldLicence.Untimely(Later(command.LastUsedAt, command.PremiumUsedAt), now)) is { } refusal)
        {
            return refusal;
        }

        var (last, premium) = (Later(command.LastUsedAt, licence.LastUsedAt), command.PremiumUsedAt is { } told ? Later(told, licence.PremiumUsedAt) : licence.PremiumUsedAt);
        last = Later(last, premium);
        return last == licence.LastUsedAt && premium == licence.PremiumUsedAt ? Decision.Nothing : new UseReported(last, premium);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
