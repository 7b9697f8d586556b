using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Someone began to choose.</summary>
/// <param name="CartId">The stream.</param>
/// <param name="OpenedBy">The subject whose cart it is.</param>
[StoredAs("cart_opened")]
public sealed record CartOpened(Guid CartId, string OpenedBy) : EventOf<Cart>;

/// <summary>Lines were put in; each pins the version of its offer.</summary>
/// <param name="Lines">The new lines, in order.</param>
[StoredAs("cart_lines_added")]
public sealed record CartLinesAdded(ImmutableArray<CartLine> Lines) : EventOf<Cart>;

/// <summary>A line was chosen anew.</summary>
/// <param name="Line">The whole new line, under its old id.</param>
[StoredAs("cart_line_changed")]
public sealed record CartLineChanged(CartLine Line) : EventOf<Cart>;

/// <summary>A line was taken out.</summary>
/// <param name="LineId">The line.</param>
[StoredAs("cart_line_removed")]
public sealed record CartLineRemoved(Guid LineId) : EventOf<Cart>;

/// <summary>The cart was opened to a colleague, or to all of the client, or for something else than before.</summary>
/// <param name="Subject">The colleague; null: all of the client.</param>
/// <param name="Right">What for.</param>
[StoredAs("cart_shared")]
public sealed record CartShared(string? Subject, CartRight Right) : EventOf<Cart>;

/// <summary>The cart was closed to a colleague, or to those who are not named.</summary>
/// <param name="Subject">The colleague; null: all of the client.</param>
[StoredAs("cart_unshared")]
public sealed record CartUnshared(string? Subject) : EventOf<Cart>;

/// <summary>The requester accepted prices that changed since lines were put in; the lines of these offers are of these versions now.</summary>
/// <param name="Prices">The prices.</param>
[StoredAs("cart_prices_accepted")]
public sealed record CartPricesAccepted(ImmutableArray<AcceptedPrice> Prices) : EventOf<Cart>;

/// <summary>The cart became a service request.</summary>
/// <param name="RequestId">The request's stream.</param>
[StoredAs("cart_submitted")]
public sealed record CartSubmitted(Guid RequestId) : EventOf<Cart>;

/// <summary>Nobody changed the cart for long: it was told when it expires, unless someone does.</summary>
/// <param name="ExpiresAt">When (UTC).</param>
[StoredAs("cart_expiry_announced")]
public sealed record CartExpiryAnnounced(DateTimeOffset ExpiresAt) : EventOf<Cart>;

/// <summary>Nobody changed the cart although its end was announced: it can only be read now.</summary>
[StoredAs("cart_expired")]
public sealed record CartExpired : EventOf<Cart>;
