using JasperFx;
using JasperFx.Events;
using Marten;
using Npgsql;
using SBG.Api.Billing.Invoices;
using SBG.Api.Billing.Usage;
using SBG.Api.Kernel;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Closings;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime;
using Wolverine.Runtime.Handlers;

namespace SBG.Api.Billing.Closings;

/// <summary>Go on with the closing of a month for one client.</summary>
/// <param name="ClientId">The client, whose tenant the message is in.</param>
/// <param name="Period">The month.</param>
/// <param name="Run">The run of the month's closing.</param>
public sealed record GoOnClosing(string ClientId, string Period, int Run);

/// <summary>An error of the service broke the closing of a client off, again and again.</summary>
/// <param name="ClientId">The client, whose tenant the message is in.</param>
/// <param name="Period">The month.</param>
/// <param name="Run">The run of the month's closing.</param>
/// <param name="MessageId">The message that was set aside.</param>
public sealed record GiveUpClosing(string ClientId, string Period, int Run, Guid MessageId);

/// <summary>
/// Closes a month for one client in one transaction: the draft, its number, its issue and what is told of it, or nothing. Done again, on another node or by hand at the
/// same time, it finds the invoice that is there. What fails by an error is tried again, then set aside, and told as such: it is never taken for something that stands in the way.
/// </summary>
public static class CloseClientHandler
{
    /// <summary>A run began: a message for each of its clients, handled side by side.</summary>
    /// <param name="happened">The run.</param>
    public static OutgoingMessages Handle(IEvent<ClosingRunBegun> happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var messages = new OutgoingMessages();
        foreach (var client in happened.Data.Clients)
        {
            messages.Add(new GoOnClosing(client, happened.Data.Period, happened.Data.Run), new DeliveryOptions { TenantId = client });
        }

        return messages;
    }

    /// <summary>What errors lead to: those that pass are waited out; with any that stays, the message is set aside and the closing told so.</summary>
    /// <param name="chain">The handler.</param>
    public static void Configure(HandlerChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        chain.OnException<ConcurrencyException>().Or<Marten.Exceptions.ExistingStreamIdCollisionException>()
            .RetryWithCooldown(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1))
            .Then.MoveToErrorQueue().And(GiveUp);
        chain.OnException<NpgsqlException>()
            .ScheduleRetry(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5))
            .Then.MoveToErrorQueue().And(GiveUp);
        chain.OnAnyException().RetryOnce().Then.MoveToErrorQueue().And(GiveUp);
    }

    /// <summary>Closes.</summary>
    /// <param name="message">Which client and month.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>What is to be done next.</returns>
    public static async Task<OutgoingMessages> Handle(GoOnClosing message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        await UsageKeys.TakeTurn(session, message.ClientId, stop);
        var now = clock.Now(); // not before the turn: what was taken in until then is read
        var command = Command(message.ClientId, message.Period, message.Run);
        var closing = await Fetch(session, command, stop);
        var id = Invoice.StreamOf(message.ClientId, command.Month);
        var invoice = await session.Fetch<Invoice>(id, stop) ?? session.New<Invoice>(id);
        var drawn = invoice.State is { Status: not InvoiceStatus.Draft } ? null : await Draw(session, command, invoice, now, stop);
        var decision = CloseClient.Decide(command, closing.State, invoice.State, drawn);
        closing.Record(decision, now);

        var messages = new OutgoingMessages();
        if (closing.State is { Outcome: ClosingOutcome.Awaited, Until: { } until })
        {
            messages.Add(message, new DeliveryOptions { ScheduledTime = until, TenantId = message.ClientId });
        }
        else
        {
            messages.Add(new LookAtClosing(message.Period), new DeliveryOptions { TenantId = Tenant.Provider });
        }

        foreach (var earlier in decision.Events.IsEmpty ? [] : await LeftOut(session, message.Period, stop))
        {
            messages.Add(new GoOnClosing(earlier.ClientId, earlier.Period, earlier.Run), new DeliveryOptions { TenantId = earlier.ClientId });
        }

        return messages;
    }

    /// <summary>Tells that it failed.</summary>
    /// <param name="message">Which client and month.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>What is to be done next.</returns>
    public static async Task<OutgoingMessages> Handle(GiveUpClosing message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        var command = Command(message.ClientId, message.Period, message.Run);
        var closing = await Fetch(session, command, stop);
        closing.Record(CloseClient.GiveUp(command, closing.State, message.MessageId), clock.Now());
        var messages = new OutgoingMessages();
        messages.Add(new LookAtClosing(message.Period), new DeliveryOptions { TenantId = Tenant.Provider });
        return messages;
    }

    // A client for whom there is nothing gets no draft, so that lists show what is to be looked at.
    private static async Task<DrawnInvoice> Draw(IDocumentSession session, CloseClient command, Writing<Invoice> invoice, DateTimeOffset now, CancellationToken stop)
    {
        var drawn = await InvoiceIssue.Draw(session, command.ClientId, command.Month, now, stop);
        if (!drawn.IsEmpty)
        {
            invoice.Record(DraftInvoice.Decide(new(command.ClientId, command.Month), invoice.State, command.Month), now);
        }

        if (drawn.Obstacles.IsEmpty)
        {
            await InvoiceIssue.Take(session, invoice, drawn, now, stop);
        }

        return drawn;
    }

    // Earlier months without an invoice: what has come to be known of them since is charged now, on an invoice of their own.
    private static async Task<IReadOnlyList<ClientClosing>> LeftOut(IDocumentSession session, string period, CancellationToken stop)
    {
        var empty = await session.Query<ClientClosing>().Where(closing => closing.Outcome == ClosingOutcome.NothingToBill).ToListAsync(stop);
        return [.. empty.Where(closing => string.CompareOrdinal(closing.Period, period) < 0)];
    }

    private static async Task<Writing<ClientClosing>> Fetch(IDocumentSession session, CloseClient command, CancellationToken stop)
    {
        var id = ClientClosing.StreamOf(command.ClientId, command.Month);
        return await session.Fetch<ClientClosing>(id, stop) ?? session.New<ClientClosing>(id);
    }

    private static CloseClient Command(string clientId, string period, int run) => new(clientId, BillingMonth.Parse(period)!.Value, run);

    private static async ValueTask GiveUp(IWolverineRuntime runtime, IEnvelopeLifecycle lifecycle, Exception failed)
    {
        if (lifecycle.Envelope is { Message: GoOnClosing message } envelope)
        {
            var messages = new MessageContext(runtime, message.ClientId);
            await messages.PublishAsync(new GiveUpClosing(message.ClientId, message.Period, message.Run, envelope.Id));
            await messages.FlushOutgoingMessagesAsync();
        }
    }
}
