using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.Requests.Bundles;

namespace SBG.Domain.Requests;

/// <summary>What someone wants for a person of the client.</summary>
/// <param name="LineId">The line.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="OfferVersion">Its version, pinned when the line was put in.</param>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Options">Option to choice.</param>
/// <param name="Quantity">1 to <see cref="CartRules.MostOfALine"/>.</param>
public sealed record CartLine(
    Guid LineId, Guid OfferId, int OfferVersion, Guid BeneficiaryId, ImmutableSortedDictionary<string, OptionValue> Options, int Quantity)
{
    /// <summary>What is chosen of each part of a bundle, for one bundle; empty where the offer is none.</summary>
    public ImmutableArray<CartPart> Parts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The line that a part of this one is: the same however often it is asked for.</summary>
    /// <param name="offerId">The part's offer.</param>
    public Guid LineOfPart(Guid offerId) => DerivedId.Of("bundle-part", LineId.ToString(), offerId.ToString());

    /// <summary>The line itself, then each of its parts as a line of its own, for all of the bundles.</summary>
    public IEnumerable<CartLine> Flat() =>
        Parts.IsEmpty ? [this] : Parts.Select(part => new CartLine(LineOfPart(part.OfferId), part.OfferId, part.OfferVersion, BeneficiaryId, part.Options, part.Quantity * Quantity)).Prepend(this with { Parts = [] });

    /// <summary>The line, with what it and its parts are of other versions.</summary>
    /// <param name="versions">By offer: the version; offers that are absent keep theirs.</param>
    public CartLine Of(IReadOnlyDictionary<Guid, int> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return this with
        {
            OfferVersion = versions.GetValueOrDefault(OfferId, OfferVersion),
            Parts = [.. Parts.Select(part => part with { OfferVersion = versions.GetValueOrDefault(part.OfferId, part.OfferVersion) })],
        };
    }

    /// <summary>Compares what is said, options and parts included.</summary>
    /// <param name="other">Another line.</param>
    public bool Equals(CartLine? other) =>
        other is not null
        && (LineId, OfferId, OfferVersion, BeneficiaryId, Quantity) == (other.LineId, other.OfferId, other.OfferVersion, other.BeneficiaryId, other.Quantity)
        && Options.SequenceEqual(other.Options)
        && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LineId, OfferId, OfferVersion, BeneficiaryId, Quantity);
}

/// <summary>What a colleague may do with a cart that is shared.</summary>
public enum CartRight
{
    /// <summary>Look at it.</summary>
    Read,

    /// <summary>Put lines in, change them, take them out.</summary>
    Change,
}

/// <summary>What someone is choosing, alone or with colleagues; it becomes one service request.</summary>
/// <param name="Id">The stream.</param>
/// <param name="OpenedBy">The subject whose cart it is.</param>
/// <param name="Lines">In the order in which they were put in.</param>
/// <param name="RequestId">The request that it became; null while it is open.</param>
/// <param name="OpenedAt">When it was opened (UTC).</param>
public sealed record Cart(Guid Id, string OpenedBy, ImmutableArray<CartLine> Lines, Guid? RequestId, DateTimeOffset OpenedAt) : IState<Cart>
{
    /// <summary>By colleague's subject: what that colleague may do.</summary>
    public ImmutableSortedDictionary<string, CartRight> Shares { get; init => field = value ?? ImmutableSortedDictionary<string, CartRight>.Empty; } = ImmutableSortedDictionary<string, CartRight>.Empty;

    /// <summary>What every colleague of the client may do; null: nothing.</summary>
    public CartRight? Everyone { get; init; }

    /// <summary>When someone last did something with it (UTC).</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>When it expires unless it is changed (UTC); null before that is announced.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether it expired.</summary>
    public bool Expired { get; init; }

    /// <summary>The number of events so far: the stream's version.</summary>
    public int Version { get; init; }

    /// <summary>By line: the version at which it was last written.</summary>
    public ImmutableDictionary<Guid, int> Written { get; init => field = value ?? ImmutableDictionary<Guid, int>.Empty; } = ImmutableDictionary<Guid, int>.Empty;

    /// <summary>How many lines of a request it would become: parts of bundles count.</summary>
    public int Size() => Lines.Sum(line => 1 + line.Parts.Length);

    /// <summary>A line.</summary>
    /// <param name="lineId">Its id.</param>
    /// <returns>Null when there is none.</returns>
    public CartLine? Line(Guid lineId) => Lines.FirstOrDefault(line => line.LineId == lineId);

    /// <summary>Whether a line is still as it stood at a version: what others did to other lines meanwhile does not matter.</summary>
    /// <param name="lineId">The line.</param>
    /// <param name="version">The version.</param>
    public bool IsLineAsAt(Guid lineId, long version) => Written.GetValueOrDefault(lineId) <= version;

    /// <summary>What someone of the client may do with it: the owner everything, the others what it is shared for.</summary>
    /// <param name="subject">Whose subject.</param>
    /// <returns>Null: not even know of it.</returns>
    public CartRight? RightOf(string subject)
    {
        if (subject == OpenedBy)
        {
            return CartRight.Change;
        }

        // Who is named has at least what everyone has.
        return Shares.TryGetValue(subject, out var named) ? (CartRight)Math.Max((int)named, (int)(Everyone ?? CartRight.Read)) : Everyone;
    }

    /// <inheritdoc/>
    public static Cart? Evolve(Cart? state, EventOf<Cart> happened, DateTimeOffset at)
    {
        var cart = Fold(state, happened, at);
        return cart is null ? null
            : happened is CartExpiryAnnounced or CartExpired ? cart with { Version = cart.Version + 1 }
            : cart with { Version = cart.Version + 1, ChangedAt = at, ExpiresAt = null };
    }

    private static Cart? Fold(Cart? state, EventOf<Cart> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, CartOpened e) => new(e.CartId, e.OpenedBy, [], null, at),
        ({ }, CartLinesAdded e) => state with { Lines = state.Lines.AddRange(e.Lines), Written = state.WrittenNow(e.Lines.Select(line => line.LineId)) },
        ({ }, CartLineChanged e) => state with
        {
            Lines = [.. state.Lines.Select(line => line.LineId == e.Line.LineId ? e.Line : line)],
            Written = state.WrittenNow([e.Line.LineId]),
        },
        ({ }, CartLineRemoved e) => state with { Lines = state.Lines.RemoveAll(line => line.LineId == e.LineId), Written = state.Written.Remove(e.LineId) },
        ({ }, CartShared { Subject: { } subject } e) => state with { Shares = state.Shares.SetItem(subject, e.Right) },
        ({ }, CartShared e) => state with { Everyone = e.Right },
        ({ }, CartUnshared { Subject: { } subject }) => state with { Shares = state.Shares.Remove(subject) },
        ({ }, CartUnshared) => state with { Everyone = null },
        ({ }, CartPricesAccepted e) => state with
        {
            Lines = [.. state.Lines.Select(line => line.Of(e.Prices.ToDictionary(price => price.OfferId, price => price.OfferVersion)))],
        },
        ({ }, CartExpiryAnnounced e) => state with { ExpiresAt = e.ExpiresAt },
        ({ }, CartExpired) => state with { Expired = true },
        ({ }, CartSubmitted e) => state with { RequestId = e.RequestId },
        _ => state,
    };

    private ImmutableDictionary<Guid, int> WrittenNow(IEnumerable<Guid> lines) =>
        Written.SetItems(lines.Select(line => KeyValuePair.Create(line, Version + 1)));
}
