using System.Collections.Immutable;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>An earlier month whose invoice was issued, with what is known of it now.</summary>
/// <param name="InvoiceId">Its invoice.</param>
/// <param name="Number">The invoice's number.</param>
/// <param name="Facts">The month's facts: seats and use as they are known now, prices and agreement as they were when it was issued; a price that was corrected since is a matter of a credit or debit note.</param>
/// <param name="Booked">Its lines, and the lines of later invoices that adjust it, in the order of issue.</param>
public sealed record EarlierMonth(Guid InvoiceId, string Number, InvoiceFacts Facts, ImmutableArray<InvoicedLine> Booked)
{
    /// <summary>
    /// What is due for facts that came after the month was invoiced: all of the month, computed anew, less what was booked. Increments are never rated
    /// on their own.
    /// </summary>
    /// <param name="month">The month whose invoice bears the adjustment.</param>
    public IEnumerable<InvoicedLine> Adjustments(BillingMonth month)
    {
        var now = Anew();
        var booked = Booked.ToLookup(line => line.Adjusts?.LineId ?? line.Id);
        foreach (var id in booked.Select(lines => lines.Key).Union(now.Keys).Order())
        {
            if (Adjustment(month, id, now.GetValueOrDefault(id), [.. booked[id]]) is { } adjustment)
            {
                yield return adjustment;
            }
        }
    }

    /// <summary>The month's lines, by id, as its facts give them.</summary>
    public IReadOnlyDictionary<Guid, InvoicedLine> Anew() => InvoicedLines.Of(Facts.Preview(), Facts).ToDictionary(line => line.Id);

    private InvoicedLine? Adjustment(BillingMonth month, Guid id, InvoicedLine? now, InvoicedLine[] booked)
    {
        var (units, amount) = (booked is [.., var last] ? last.Units : 0m, booked.Aggregate(Money.Zero, (sum, line) => sum + line.Amount));
        var seen = booked.SelectMany(line => line.Logs).GroupBy(log => log.LogId).ToDictionary(log => log.Key, log => log.Max(one => one.Version));
        var logs = Logs(now, booked);
        if (now is not null && (now.Units, now.Amount) == (units, amount) && logs.All(log => log.Version == seen.GetValueOrDefault(log.LogId)))
        {
            return null;
        }

        // A line that is no more: nothing of it is due.
        var template = now ?? booked[0] with
        {
            Units = 0m,
            SuspendedUnits = 0m,
            Amount = Money.Zero,
            Seats = [],
            Dimensions = [],
            Steps = [RatingStep.Of(RatingRule.Fee, new RatingInput("fee", 0m))],
            Ordered = booked[0].Ordered is { } ordered ? ordered with { Orders = [] } : null,
        };
        if (now is null && (units, amount) == (0m, Money.Zero) && logs.All(log => log.Version == seen.GetValueOrDefault(log.LogId)))
        {
            return null;
        }

        var due = ChargeRating.Next(new(template.Amount, template.Steps), amount);
        return template with
        {
            Id = DerivedId.Of("invoice-adjustment", month.ToString(), id.ToString()),
            Amount = due.Amount,
            Steps = due.Steps,
            Seats = Seats(template, booked),
            Logs = logs,
            Ordered = Orders(template, booked),
            Allocated = Allocated(template, booked),
            Adjusts = new(Facts.Month.ToString(), InvoiceId, Number, id, units, amount),
        };
    }

    // What was behind the line before is named too, as far as it is known now: a seat that left it explains the difference.
    private ImmutableArray<InvoicedSeat> Seats(InvoicedLine now, InvoicedLine[] booked)
    {
        var held = now.Seats.Select(seat => seat.AssignmentId).ToHashSet();
        var changes = Facts.Seats.ToDictionary(seat => seat.AssignmentId, seat => seat.Changes.Length);
        var left = booked.SelectMany(line => line.Seats).Where(seat => !held.Contains(seat.AssignmentId)).DistinctBy(seat => seat.AssignmentId)
            .Select(seat => new InvoicedSeat(seat.AssignmentId, changes.GetValueOrDefault(seat.AssignmentId, seat.Changes), 0));
        return [.. now.Seats.Concat(left).OrderBy(seat => seat.AssignmentId)];
    }

    // What each dimension bears of the whole, less what it bore before: also where use only went from one cost centre to another.
    private static ImmutableArray<AllocatedPart>? Allocated(InvoicedLine now, InvoicedLine[] booked)
    {
        var whole = (now with { Adjusts = null, Allocated = null }).Parts().Select(part => (part.Dimension, part.Amount));
        var parts = whole.Concat(booked.SelectMany(line => line.Parts()).Select(part => (part.Dimension, Amount: part.Amount * -1m)))
            .GroupBy(part => part.Dimension, StringComparer.Ordinal).OrderBy(part => part.Key, StringComparer.Ordinal)
            .Select(part => new AllocatedPart(part.Key, part.Aggregate(Money.Zero, (sum, one) => sum + one.Amount))).ToImmutableArray();
        return parts is [{ Key: "" }] ? null : parts;
    }

    private InvoicedOrders? Orders(InvoicedLine now, InvoicedLine[] booked)
    {
        if (now.Ordered is not { } ordered)
        {
            return null;
        }

        var charged = ordered.Orders.Select(order => order.ChargeId).ToHashSet();
        var changes = Facts.Orders.ToDictionary(order => order.Id, order => order.Changes.Length);
        var left = booked.SelectMany(line => line.Ordered?.Orders ?? []).Where(order => !charged.Contains(order.ChargeId)).DistinctBy(order => order.ChargeId)
            .Select(order => new InvoicedOrder(order.ChargeId, changes.GetValueOrDefault(order.ChargeId, order.Changes), 0m));
        return ordered with { Orders = [.. ordered.Orders.Concat(left).OrderBy(order => order.ChargeId)] };
    }

    private ImmutableArray<InvoicedLog> Logs(InvoicedLine? now, InvoicedLine[] booked)
    {
        var known = Facts.Use.Ledger.Logs.ToDictionary(log => log.Id, log => log.Version);
        return
        [
            .. (now?.Logs ?? []).Concat(booked.SelectMany(line => line.Logs)).DistinctBy(log => log.LogId)
                .Select(log => log with { Version = known.GetValueOrDefault(log.LogId, log.Version) }).OrderBy(log => log.Day).ThenBy(log => log.LogId),
        ];
    }
}
