namespace SBG.Domain.Licences.Allotments;

/// <summary>What a client may hold beyond what is guaranteed to it.</summary>
public enum OverflowRule
{
    /// <summary>What others are not guaranteed, as long as some is left.</summary>
    Remainder,

    /// <summary>The same, up to a number of seats in all.</summary>
    UpTo,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>How much of a pool a client may hold, in whatever way: assigned, set aside or leased.</summary>
/// <param name="Guaranteed">Seats that nobody else is given, used or not.</param>
/// <param name="Overflow">What it may hold beyond them.</param>
/// <param name="Most">The most in all, where <paramref name="Overflow"/> is <see cref="OverflowRule.UpTo"/>; null otherwise.</param>
public sealed record Allotment(int Guaranteed, OverflowRule Overflow = OverflowRule.Remainder, int? Most = null)
{
    /// <summary>What applies to a client for which nothing was agreed.</summary>
    public static Allotment Common { get; } = new(0);

    /// <summary>The most that the client may hold in all.</summary>
    /// <returns>Seats.</returns>
    public int Ceiling() => Overflow switch
    {
        OverflowRule.None => Guaranteed,
        OverflowRule.UpTo => Most ?? Guaranteed,
        _ => int.MaxValue,
    };
}
