using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Closings;

/// <summary>Close a month for one client, as one run of the month's closing.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Month">The month.</param>
/// <param name="Run">The run.</param>
public sealed record CloseClient(string ClientId, BillingMonth Month, int Run)
{
    private Guid Id => ClientClosing.StreamOf(ClientId, Month);

    private string Period => Month.ToString();

    /// <summary>What it came to, with the month's invoice issued or not.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="closing">What it came to before; null for nothing yet. Told again, nothing is recorded.</param>
    /// <param name="invoice">The month's invoice, whether it was issued just now or before; null when there is none.</param>
    /// <param name="drawn">What an invoice would say now; null when it is issued.</param>
    public static Decision<ClientClosing> Decide(CloseClient command, ClientClosing? closing, Invoice? invoice, DrawnInvoice? drawn)
    {
        var run = Math.Max(command.Run, closing?.Run ?? 0); // a message of an earlier run that comes late tells it to the later one
        EventOf<ClientClosing> outcome =
            invoice is { Number: { } number } ? new ClientClosed(command.Id, command.ClientId, command.Period, run, invoice.Id, number)
            : drawn!.AwaitedUntil is { } until ? new ClientClosingAwaited(command.Id, command.ClientId, command.Period, run, until)
            : drawn.IsEmpty ? new ClientClosedWithoutInvoice(command.Id, command.ClientId, command.Period, run)
            : new ClientClosingHindered(command.Id, command.ClientId, command.Period, run, drawn.Obstacles);
        return Says(closing, outcome) ? Decision.Nothing : outcome;
    }

    /// <summary>Notes that an error of the service broke it off; what came to something meanwhile stays.</summary>
    /// <param name="command">What was asked.</param>
    /// <param name="closing">What it came to before; null for nothing yet.</param>
    /// <param name="messageId">The message that is set aside.</param>
    public static Decision<ClientClosing> GiveUp(CloseClient command, ClientClosing? closing, Guid messageId) =>
        closing is { Outcome: not ClosingOutcome.Awaited } && closing.Run >= command.Run
            ? Decision.Nothing
            : new ClientClosingFailed(command.Id, command.ClientId, command.Period, command.Run, messageId);

    private static bool Says(ClientClosing? closing, EventOf<ClientClosing> outcome) =>
        closing is not null && ClientClosing.Evolve(null, outcome, default) is { } after && after with { Reasons = closing.Reasons } == closing && after.Reasons.SequenceEqual(closing.Reasons);
}
