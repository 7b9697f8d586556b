using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue;

/// <summary>How much depends on what an offer holds: 1 (low) to 4 (very high) for each, the classes by which public bodies categorise information.</summary>
/// <param name="Availability">That it is there.</param>
/// <param name="Integrity">That it is right.</param>
/// <param name="Confidentiality">That nobody else reads it.</param>
public sealed record Sensitivity(int Availability, int Integrity, int Confidentiality)
{
    /// <summary>The highest class.</summary>
    public const int Highest = 4;

    /// <summary>A class is not from 1 to 4.</summary>
    public static readonly Refusal OutOfRange = new("catalogue/sensitivity-out-of-range");

    /// <summary>What is wrong with it.</summary>
    public Refusal? Flaw() =>
        Availability is >= 1 and <= Highest && Integrity is >= 1 and <= Highest && Confidentiality is >= 1 and <= Highest ? null : OutOfRange;
}
