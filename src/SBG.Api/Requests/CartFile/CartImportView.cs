using System.Collections.Immutable;
using SBG.Api.Kernel.Http;
using SBG.Domain.Requests;

namespace SBG.Api.Requests.CartFile;

/// <summary>What to do when rows are bad.</summary>
public enum CartImportMode
{
    /// <summary>One bad row refuses all.</summary>
    AllOrNothing,

    /// <summary>The good rows are put in.</summary>
    GoodRows,
}

/// <summary>What to do with a file of lines.</summary>
/// <param name="Mode">What to do when rows are bad.</param>
/// <param name="DryRun">Whether to tell what would happen without doing it.</param>
public sealed record CartImportRequest(CartImportMode Mode, bool? DryRun = null);

/// <summary>What became of a row.</summary>
public enum CartImportOutcome
{
    /// <summary>Put in.</summary>
    Added,

    /// <summary>It was there already.</summary>
    Unchanged,

    /// <summary>It is bad.</summary>
    Refused,

    /// <summary>It is good, and was not put in because another is bad.</summary>
    LeftOut,
}

/// <summary>A row of the file.</summary>
/// <param name="Row">Its line in the file, the header being 1.</param>
/// <param name="Outcome">What became of it, or would.</param>
/// <param name="LineId">The line of the cart.</param>
/// <param name="Code">Why it is refused.</param>
/// <param name="Detail">The same, in the caller's language.</param>
/// <param name="Errors">What is wrong with its answers.</param>
public sealed record CartImportRowView(int Row, CartImportOutcome Outcome, Guid? LineId, string? Code, string? Detail, IReadOnlyList<FieldErrorBody> Errors);

/// <summary>What an import did, or would do.</summary>
/// <param name="DryRun">Whether nothing was done.</param>
/// <param name="Added">Rows put in.</param>
/// <param name="Unchanged">Rows that were there already.</param>
/// <param name="Refused">Bad rows.</param>
/// <param name="Rows">Every row, in the file's order.</param>
/// <param name="Cart">The cart after it.</param>
public sealed record CartImportView(bool DryRun, int Added, int Unchanged, int Refused, IReadOnlyList<CartImportRowView> Rows, CartView Cart)
{
    internal static CartImportView Of(
        ImmutableArray<RowVerdict> verdicts, IReadOnlyDictionary<int, IReadOnlyList<FieldError>> errors, CartImportRequest request, CartView cart, string language)
    {
        var spoilt = request.Mode == CartImportMode.AllOrNothing && verdicts.Any(verdict => verdict.Refusal is not null);
        CartImportRowView[] rows =
        [
            .. verdicts.Select(verdict => new CartImportRowView(
                verdict.Row,
                verdict.Refusal is not null ? CartImportOutcome.Refused
                    : verdict.Known ? CartImportOutcome.Unchanged
                    : spoilt ? CartImportOutcome.LeftOut : CartImportOutcome.Added,
                verdict.Refusal is null ? verdict.Line?.LineId : null,
                verdict.Refusal?.Code,
                verdict.Refusal is { } refusal ? Problem.Sentence(refusal, language) : null,
                [.. (verdict.Refusal is null ? null : errors.GetValueOrDefault(verdict.Row) ?? [])?.Select(error => error.In(language)) ?? []])),
        ];
        int Count(CartImportOutcome outcome) => rows.Count(row => row.Outcome == outcome);
        return new(request.DryRun is true, Count(CartImportOutcome.Added), Count(CartImportOutcome.Unchanged), Count(CartImportOutcome.Refused), rows, cart);
    }
}
