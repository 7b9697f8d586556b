using System.Text.Json.Nodes;
using SBG.Api.Kernel.History;
using SBG.Domain.Kernel;

namespace SBG.Api.Audit.Replay;

/// <summary>A step of the replay: an event of the request, or of what led to it or followed from it.</summary>
/// <param name="Resource">The kind of the resource and its id, as the feed names it.</param>
/// <param name="FollowsFrom">
/// The position of the step before it in the same chain of reactions (the same correlation); null: it begins one, the actor's own act.
/// </param>
/// <param name="Event">What happened, who, when, and what it changed.</param>
/// <param name="State">The resource after it.</param>
public sealed record ReplayStep(string Resource, long? FollowsFrom, HistoryEntry Event, JsonNode? State);

/// <summary>What followed from a request, line by line, down to the invoices; each link is told by the events themselves.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Number">What people call it.</param>
/// <param name="CartId">The cart that it was.</param>
/// <param name="Lines">Its lines.</param>
public sealed record RequestChainView(Guid RequestId, string Number, Guid CartId, IReadOnlyList<ChainLine> Lines);

/// <summary>What followed from a line.</summary>
/// <param name="LineId">The line, the same in the cart.</param>
/// <param name="OfferId">What was asked.</param>
/// <param name="OfferVersion">In which version.</param>
/// <param name="Order">Its delivery; null: none was begun.</param>
/// <param name="Licences">The seats that it gave.</param>
/// <param name="ChargeId">What it is charged by beside seats; null: by nothing.</param>
/// <param name="Invoiced">The invoice lines that rest on it.</param>
public sealed record ChainLine(
    Guid LineId, Guid OfferId, int OfferVersion, ChainOrder? Order, IReadOnlyList<ChainLicence> Licences, Guid? ChargeId, IReadOnlyList<ChainInvoiceLine> Invoiced);

/// <summary>A delivery.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Steps">Its steps, by key, and how each stands.</param>
public sealed record ChainOrder(Guid OrderId, string Status, IReadOnlyDictionary<string, string> Steps);

/// <summary>A seat.</summary>
/// <param name="AssignmentId">The assignment.</param>
/// <param name="PoolId">Of which pool.</param>
/// <param name="Status">How it stands.</param>
public sealed record ChainLicence(Guid AssignmentId, Guid PoolId, string Status);

/// <summary>An invoice line that rests on the request.</summary>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Number">Its number; null: a draft has none.</param>
/// <param name="Period">Its month.</param>
/// <param name="LineId">The line.</param>
/// <param name="Amount">Of the whole line, which can rest on others too.</param>
/// <param name="Explanation">Where every step of its arithmetic is told.</param>
public sealed record ChainInvoiceLine(Guid InvoiceId, string? Number, string Period, Guid LineId, Money Amount, string Explanation);
