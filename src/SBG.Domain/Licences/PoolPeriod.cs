using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>The time over which the use of licences is told.</summary>
public static class PoolPeriod
{
    /// <summary>It ends after it begins, and is not longer than can be told at once.</summary>
    public static readonly Refusal NotAPeriod = new("licences/not-a-period");
}
