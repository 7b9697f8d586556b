using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Closings;

/// <summary>The month of a client, or late usage of it, is waited for.</summary>
/// <param name="ClientClosingId">Derived from client and month.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="Run">The run of the month's closing.</param>
/// <param name="Until">Up to when (UTC).</param>
[StoredAs("client_closing_awaited")]
public sealed record ClientClosingAwaited(Guid ClientClosingId, string ClientId, string Period, int Run, DateTimeOffset Until) : EventOf<ClientClosing>;

/// <summary>Something stands in the way of a client's invoice; the month can be closed for it later.</summary>
/// <param name="ClientClosingId">Derived from client and month.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="Run">The run of the month's closing.</param>
/// <param name="Reasons">All that stands in the way, as published codes.</param>
[StoredAs("client_closing_hindered")]
public sealed record ClientClosingHindered(Guid ClientClosingId, string ClientId, string Period, int Run, ImmutableArray<Refusal> Reasons) : EventOf<ClientClosing>;

/// <summary>The closing of a client broke off by an error of the service, again and again; its message is set aside, to be tried again.</summary>
/// <param name="ClientClosingId">Derived from client and month.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="Run">The run of the month's closing.</param>
/// <param name="MessageId">The message that is set aside.</param>
[StoredAs("client_closing_failed")]
public sealed record ClientClosingFailed(Guid ClientClosingId, string ClientId, string Period, int Run, Guid MessageId) : EventOf<ClientClosing>;

/// <summary>Nothing is charged to a client for the month. What comes to be known of it later gets its invoice with a later closing.</summary>
/// <param name="ClientClosingId">Derived from client and month.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="Run">The run of the month's closing.</param>
[StoredAs("client_closed_without_invoice")]
public sealed record ClientClosedWithoutInvoice(Guid ClientClosingId, string ClientId, string Period, int Run) : EventOf<ClientClosing>;

/// <summary>The month's invoice of a client is issued: by the closing, in the same transaction, or before it by hand.</summary>
/// <param name="ClientClosingId">Derived from client and month.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="Run">The run of the month's closing.</param>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Number">Its number.</param>
[StoredAs("client_closed")]
public sealed record ClientClosed(Guid ClientClosingId, string ClientId, string Period, int Run, Guid InvoiceId, string Number) : EventOf<ClientClosing>;
