using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>What someone wants for a person of the client.</summary>
/// <param name="LineId">The line.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferVersion">Its version, pinned when the line was put in.</param>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Options">Option to choice.</param>
/// <param name="Quantity">1 to <see cref="CartRules.MostOfALine"/>.</param>
public sealed record CartLine(
    Guid LineId, Guid OfferId, int OfferVersion, Guid BeneficiaryId, ImmutableSortedDictionary<string, string> Options, int Quantity)
{
    /// <summary>Compares what is said, options included.</summary>
    /// <param name="other">Another line.</param>
    public bool Equals(CartLine? other) =>
        other is not null
        && (LineId, OfferId, OfferVersion, BeneficiaryId, Quantity) == (other.LineId, other.OfferId, other.OfferVersion, other.BeneficiaryId, other.Quantity)
        && Options.SequenceEqual(other.Options);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LineId, OfferId, OfferVersion, BeneficiaryId, Quantity);
}

/// <summary>What someone is choosing; it becomes one service request.</summary>
/// <param name="Id">The stream.</param>
/// <param name="OpenedBy">The subject whose cart it is.</param>
/// <param name="Lines">In the order in which they were put in.</param>
/// <param name="RequestId">The request that it became; null while it is open.</param>
/// <param name="OpenedAt">When it was opened (UTC).</param>
public sealed record Cart(Guid Id, string OpenedBy, ImmutableArray<CartLine> Lines, Guid? RequestId, DateTimeOffset OpenedAt) : IState<Cart>
{
    /// <summary>A line.</summary>
    /// <param name="lineId">Its id.</param>
    /// <returns>Null when there is none.</returns>
    public CartLine? Line(Guid lineId) => Lines.FirstOrDefault(line => line.LineId == lineId);

    /// <inheritdoc/>
    public static Cart? Evolve(Cart? state, EventOf<Cart> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, CartOpened e) => new(e.CartId, e.OpenedBy, [], null, at),
        ({ }, CartLinesAdded e) => state with { Lines = state.Lines.AddRange(e.Lines) },
        ({ }, CartLineChanged e) => state with { Lines = [.. state.Lines.Select(line => line.LineId == e.Line.LineId ? e.Line : line)] },
        ({ }, CartLineRemoved e) => state with { Lines = state.Lines.RemoveAll(line => line.LineId == e.LineId) },
        ({ }, CartSubmitted e) => state with { RequestId = e.RequestId },
        _ => state,
    };
}
