using System.Collections.Immutable;
using SBG.Domain.Clients;

namespace SBG.Domain.Catalogue.Ordering;

/// <summary>Who may order a version, and when. What is empty or absent restricts nothing.</summary>
/// <param name="Categories">The categories of clients that may; with <paramref name="Clients"/>: these or those.</param>
/// <param name="Clients">The codes of clients that may.</param>
/// <param name="Units">The organisational units whose people may get it.</param>
/// <param name="JobRoles">The parts that people play at their client who may get it.</param>
/// <param name="Requires">Offers that the beneficiary holds, is to get, or is ordered on another line.</param>
/// <param name="Excludes">Offers that the beneficiary neither holds, nor is to get, nor is ordered on another line.</param>
/// <param name="From">The first instant at which it can be ordered (UTC).</param>
/// <param name="Until">The first instant at which it cannot be ordered any more (UTC).</param>
public sealed record OrderingTerms(
    ImmutableArray<ClientCategory> Categories,
    ImmutableArray<string> Clients,
    ImmutableArray<string> Units,
    ImmutableArray<string> JobRoles,
    ImmutableArray<Guid> Requires,
    ImmutableArray<Guid> Excludes,
    DateTimeOffset? From,
    DateTimeOffset? Until)
{
    /// <summary>Everyone, at any time.</summary>
    public static OrderingTerms Open { get; } = new([], [], [], [], [], [], null, null);

    /// <summary>Compares what is said, members of arrays included.</summary>
    /// <param name="other">Other terms.</param>
    public bool Equals(OrderingTerms? other) =>
        other is not null
        && (From, Until) == (other.From, other.Until)
        && Categories.SequenceEqual(other.Categories)
        && Clients.SequenceEqual(other.Clients)
        && Units.SequenceEqual(other.Units)
        && JobRoles.SequenceEqual(other.JobRoles)
        && Requires.SequenceEqual(other.Requires)
        && Excludes.SequenceEqual(other.Excludes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, Until, Categories.Length, Clients.Length, Requires.Length, Excludes.Length);
}
