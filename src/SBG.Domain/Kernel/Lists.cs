using System.Collections.Immutable;

namespace SBG.Domain.Kernel;

/// <summary>Lists that may be absent, compared by what they hold.</summary>
public static class Lists
{
    /// <summary>Whether both hold the same in the same order, or both are absent.</summary>
    /// <typeparam name="T">What they hold.</typeparam>
    /// <param name="some">One list.</param>
    /// <param name="others">Another.</param>
    public static bool IsSame<T>(this ImmutableArray<T>? some, ImmutableArray<T>? others) =>
        some is { } left ? others is { } right && left.SequenceEqual(right) : others is null;
}
