using System.Collections.Immutable;

namespace SBG.Domain.Kernel;

/// <summary>
/// Why a command is not carried out: a value with a stable public code. The sentences that people read are resources
/// keyed by the code; <see cref="Arguments"/> fill their placeholders.
/// </summary>
/// <param name="Code">Stable and public, <c>context/reason-in-kebab-case</c>.</param>
public sealed record Refusal(string Code)
{
    /// <summary>Facts that the sentence names, by placeholder. Never personal data.</summary>
    public ImmutableSortedDictionary<string, string> Arguments { get; init => field = value ?? ImmutableSortedDictionary<string, string>.Empty; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>This refusal with one more fact for its sentence.</summary>
    /// <param name="placeholder">The placeholder's name, camelCase.</param>
    /// <param name="value">What replaces it, formatted invariantly.</param>
    public Refusal With(string placeholder, object value) =>
        this with { Arguments = Arguments.SetItem(placeholder, FormattableString.Invariant($"{value}")) };

    /// <summary>Compares what is said, arguments included.</summary>
    /// <param name="other">Another refusal.</param>
    public bool Equals(Refusal? other) => other is not null && Code == other.Code && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Arguments.Count);
}
