using System.Collections.Immutable;
using System.Globalization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Closings;

/// <summary>Close a month for all clients, or go on with those who could not be closed before.</summary>
/// <param name="Month">The month.</param>
/// <param name="OperationId">By what the caller follows it.</param>
/// <param name="Open">The clients who have no invoice of the month.</param>
public sealed record CloseMonth(BillingMonth Month, Guid OperationId, ImmutableArray<string> Open)
{
    /// <summary>Decides. Whoever asks while a run is under way follows that one; with nobody left to close there is nothing to record.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="closing">The month's closing; null when it was never run.</param>
    /// <param name="current">The month that it is in Québec.</param>
    public static Decision<Closing> Decide(CloseMonth command, Closing? closing, BillingMonth current)
    {
        if (command.Month.FirstDay >= current.FirstDay)
        {
            return InvoicePreview.MonthNotOver.With("until", command.Month.FirstDay.AddMonths(1).ToString("O", CultureInfo.InvariantCulture));
        }

        var followed = new ClosingFollowed(command.OperationId);
        if (closing is { Status: ClosingStatus.InProgress })
        {
            return followed;
        }

        return command.Open.IsEmpty
            ? Decision.Nothing
            : Decision.Record<Closing>(new ClosingRunBegun(Closing.StreamOf(command.Month), command.Month.ToString(), (closing?.Run ?? 0) + 1, command.Open), followed);
    }
}
