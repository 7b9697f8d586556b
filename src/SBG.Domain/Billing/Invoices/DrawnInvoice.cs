using System.Collections.Immutable;
using System.Globalization;
using SBG.Domain.Billing.Closings;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>An invoice computed from facts: the one function behind preview, issue and recomputation.</summary>
/// <param name="Preview">What the month adds up to.</param>
/// <param name="Content">What the invoice says; null while something stands in the way of saying it.</param>
/// <param name="Obstacles">Why it cannot be issued; empty when it can.</param>
public sealed record DrawnInvoice(InvoicePreview Preview, InvoiceContent? Content, ImmutableArray<Refusal> Obstacles)
{
    /// <summary>Nobody said who invoices.</summary>
    public static readonly Refusal NoSupplier = new("billing/no-supplier");

    /// <summary>The month is over, and late usage of it is still waited for.</summary>
    public static readonly Refusal GracePeriod = new("billing/grace-period");

    /// <summary>The client used nothing that is charged.</summary>
    public static readonly Refusal NothingToBill = new("billing/nothing-to-bill");

    /// <summary>Up to when the month, and late usage of it, is waited for (UTC); null when it is over.</summary>
    public DateTimeOffset? AwaitedUntil { get; private init; }

    /// <summary>Whether nothing is charged for the month, so far.</summary>
    public bool IsEmpty => Obstacles.Any(obstacle => obstacle.Code == NothingToBill.Code);

    /// <summary>Computes an invoice.</summary>
    /// <param name="facts">All that it follows from.</param>
    public static DrawnInvoice Of(InvoiceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var preview = facts.Preview();
        var adjustments = facts.Earlier.SelectMany(month => month.Adjustments(facts.Month)).ToImmutableArray();
        ImmutableArray<Refusal> unsaid =
        [
            .. preview.Obstacles.Where(obstacle => obstacle.Code != InvoicePreview.MonthNotOver.Code),
            .. facts.Supplier is null ? [NoSupplier] : Enumerable.Empty<Refusal>(),
            .. facts.IsBarred ? [CloseFiscalYear.Closed.With("month", facts.Month)] : Enumerable.Empty<Refusal>(),
            .. preview.Lines.IsEmpty && preview.Metered.IsEmpty && preview.Ordered.IsEmpty && adjustments.IsEmpty ? [NothingToBill] : Enumerable.Empty<Refusal>(),
        ];
        ImmutableArray<Refusal> early = preview.Obstacles.FirstOrDefault(obstacle => obstacle.Code == InvoicePreview.MonthNotOver.Code) is { } notOver ? [notOver]
            : facts.Now < facts.GraceUntil ? [GracePeriod.With("until", Iso(facts))]
            : [];
        return new(preview, unsaid.IsEmpty ? Say(facts, preview, adjustments) : null, [.. early, .. unsaid])
        {
            AwaitedUntil = early.IsEmpty ? null : facts.GraceUntil ?? preview.Span.Until,
        };
    }

    private static InvoiceContent Say(InvoiceFacts facts, InvoicePreview preview, ImmutableArray<InvoicedLine> adjustments)
    {
        var regime = facts.Treatment!.Value;
        var isTaxed = regime == TaxTreatment.Taxable;
        ImmutableArray<InvoicedLine> lines =
        [
            .. InvoicedLines.Of(preview, facts),
            .. adjustments,
        ];
        var total = lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount);
        return new(
            facts.Month.ToString(),
            facts.TimeZone,
            preview.Span.From,
            preview.Span.Until,
            preview.Through,
            facts.Now,
            facts.Supplier!,
            facts.Client,
            regime,
            lines,
            Taxes.On(total, regime),
            isTaxed ? Taxes.TpsRate : 0m,
            isTaxed ? Taxes.TvqRate : 0m,
            new(facts.ClientVersion, [.. facts.Plans.Values.OrderBy(plan => plan.Id).Select(plan => new KnownPlan(plan.Id, plan.Versions.Length))], facts.Agreement?.Versions.Length ?? 0));
    }

    private static string Iso(InvoiceFacts facts) =>
        facts.Month.FirstDay.AddMonths(1).AddDays(facts.Supplier!.GraceDays).ToString("O", CultureInfo.InvariantCulture);
}
