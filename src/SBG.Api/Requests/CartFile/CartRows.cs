using System.Collections.Immutable;
using System.Globalization;
using Marten;
using SBG.Api.Kernel.Http;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;

namespace SBG.Api.Requests.CartFile;

/// <summary>Makes lines of a file's rows: in a few round trips, whatever their number.</summary>
internal static class CartRows
{
    /// <summary>A row is not written as the others.</summary>
    public static readonly Refusal Malformed = new("requests/row-malformed");

    /// <summary>A cell does not say what its column is for.</summary>
    public static readonly Refusal BadCell = new("requests/row-bad-cell");

    public static async Task<(ImmutableArray<ImportedRow> Rows, OrderFacts Facts, IReadOnlyDictionary<int, IReadOnlyList<FieldError>> Errors)> Of(
        IDocumentSession session, OrderAnswers answers, Guid cartId, ImmutableArray<CartFileRow> rows, ImmutableArray<int> malformed, DateTimeOffset at, CancellationToken stop)
    {
        var accounts = rows.Select(row => row.Beneficiary).Where(cell => !Guid.TryParse(cell, out _)).Distinct().ToArray();
        var people = accounts.Length == 0 ? [] : await session.Query<Person>().Where(person => accounts.Contains(person.Account)).ToListAsync(stop);
        var persons = people.Where(person => !person.Departed).DistinctBy(person => person.Account).ToDictionary(person => person.Account!, person => person.Id);
        var read = rows.Select(row => (row.Row, Line: LineOf(row, persons))).ToArray();
        var facts = await session.FactsOf(
            read.Select(row => row.Line.Line).OfType<CartLine>().Select(line => line.OfferId),
            read.Select(row => row.Line.Line).OfType<CartLine>().Select(line => line.BeneficiaryId),
            at,
            stop);

        // Until a row has its line's id, which follows from what is sealed of it, its number stands for it.
        var taken = await answers.Take([.. read.Where(row => row.Line.Line is not null).Select(row => Typed(row.Row, row.Line.Line!, facts))], facts, stop);
        var unfit = new Dictionary<Guid, ImmutableArray<string>>();
        var lines = read.Where(row => row.Line.Line is not null).Zip(taken.Lines).ToDictionary(row => row.First.Row, row => row.Second);
        var seen = new Dictionary<Guid, int>();
        var told = read.Select(row =>
        {
            if (!lines.TryGetValue(row.Row, out var line))
            {
                return new ImportedRow(row.Row, null, row.Line.Refusal);
            }

            var first = ImportCartLines.LineOf(cartId, line, 0);
            var occurrence = seen[first] = seen.GetValueOrDefault(first, -1) + 1;
            var named = line with { LineId = ImportCartLines.LineOf(cartId, line, occurrence) };
            foreach (var (from, to) in line.Flat().Zip(named.Flat()))
            {
                if (taken.Facts.UnfitAnswers.TryGetValue(from.LineId, out var wrong))
                {
                    unfit[to.LineId] = wrong;
                }
            }

            return new ImportedRow(row.Row, named);
        }).ToArray();
        return (
            [.. told.Concat(malformed.Select(row => new ImportedRow(row, null, Malformed))).OrderBy(row => row.Row)],
            facts with { UnfitAnswers = unfit },
            taken.Errors.ToDictionary(errors => read.Where(row => row.Line.Line is not null).ElementAt(errors.Key).Row, errors => errors.Value));
    }

    // A cell is a text; the form says what it stands for. One that is no such thing stays a text, which the form's check then refuses.
    private static CartLine Typed(int row, CartLine line, OrderFacts facts)
    {
        var version = facts.Current(line.OfferId);
        var options = version?.Terms.Form is { } form
            ? line.Options.ToImmutableSortedDictionary(
                cell => cell.Key, cell => Typed(form.Questions.FirstOrDefault(question => question.Key == cell.Key)?.Kind, cell.Value.ToString()), StringComparer.Ordinal)
            : line.Options;
        return line with { LineId = DerivedId.Of("cart-file-row", row.ToString(CultureInfo.InvariantCulture)), OfferVersion = version?.Number ?? 0, Options = options, Parts = Choices.Of(null, version?.Terms, facts) };
    }

    private static OptionValue Typed(AnswerKind? kind, string cell) => kind switch
    {
        AnswerKind.Number when decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => new OptionValue.Number(number),
        AnswerKind.Flag when cell.ToUpperInvariant() is "TRUE" or "VRAI" or "OUI" or "YES" => new OptionValue.Flag(true),
        AnswerKind.Flag when cell.ToUpperInvariant() is "FALSE" or "FAUX" or "NON" or "NO" => new OptionValue.Flag(false),
        AnswerKind.Several => new OptionValue.Several([.. cell.Split('|', StringSplitOptions.TrimEntries).Select(part => new OptionValue.Text(part))]),
        _ => cell,
    };

    private static (CartLine? Line, Refusal? Refusal) LineOf(CartFileRow row, Dictionary<string, Guid> persons)
    {
        if (!Guid.TryParse(row.Offer, out var offer))
        {
            return (null, BadCell.With("column", "offer"));
        }

        if (!Guid.TryParse(row.Beneficiary, out var person) && !persons.TryGetValue(row.Beneficiary, out person))
        {
            return (null, BadCell.With("column", "beneficiary"));
        }

        return int.TryParse(row.Quantity, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity)
            ? (new(Guid.Empty, offer, 0, person, row.Options.ToImmutableSortedDictionary(cell => cell.Key, cell => (OptionValue)cell.Value, StringComparer.Ordinal), quantity), null)
            : (null, BadCell.With("column", "quantity"));
    }
}
