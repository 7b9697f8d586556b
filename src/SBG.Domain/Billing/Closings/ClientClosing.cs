using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Closings;

/// <summary>What the closing of a month came to for one client.</summary>
public enum ClosingOutcome
{
    /// <summary>The month, or late usage of it, is waited for.</summary>
    Awaited,

    /// <summary>The month's invoice is issued.</summary>
    Issued,

    /// <summary>Nothing is charged for the month.</summary>
    NothingToBill,

    /// <summary>Something stands in the way.</summary>
    Hindered,

    /// <summary>An error of the service broke it off.</summary>
    Failed,
}

/// <summary>The closing of one month for one client.</summary>
/// <param name="Id">Derived from client and month.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="Run">The run of the month's closing that told it.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Until">Up to when it is waited (UTC); null unless it is.</param>
/// <param name="Reasons">What stands in the way; empty when nothing does.</param>
/// <param name="InvoiceId">The invoice; null unless one is issued.</param>
/// <param name="Number">Its number.</param>
/// <param name="MessageId">The message that was set aside; null unless it failed.</param>
public sealed record ClientClosing(
    Guid Id,
    string ClientId,
    string Period,
    int Run,
    ClosingOutcome Outcome,
    DateTimeOffset? Until,
    ImmutableArray<Refusal> Reasons,
    Guid? InvoiceId,
    string? Number,
    Guid? MessageId) : IState<ClientClosing>
{
    /// <summary>The stream of a client's month.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="month">The month.</param>
    public static Guid StreamOf(string clientId, BillingMonth month) => month.IdOf("client-closing", clientId);

    /// <inheritdoc/>
    public static ClientClosing? Evolve(ClientClosing? state, EventOf<ClientClosing> happened, DateTimeOffset at) => happened switch
    {
        ClientClosingAwaited e => new(e.ClientClosingId, e.ClientId, e.Period, e.Run, ClosingOutcome.Awaited, e.Until, [], null, null, null),
        ClientClosed e => new(e.ClientClosingId, e.ClientId, e.Period, e.Run, ClosingOutcome.Issued, null, [], e.InvoiceId, e.Number, null),
        ClientClosedWithoutInvoice e => new(e.ClientClosingId, e.ClientId, e.Period, e.Run, ClosingOutcome.NothingToBill, null, [], null, null, null),
        ClientClosingHindered e => new(e.ClientClosingId, e.ClientId, e.Period, e.Run, ClosingOutcome.Hindered, null, e.Reasons, null, null, null),
        ClientClosingFailed e => new(e.ClientClosingId, e.ClientId, e.Period, e.Run, ClosingOutcome.Failed, null, [], null, null, e.MessageId),
        _ => state,
    };
}
