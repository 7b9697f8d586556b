using System.Collections.Immutable;
using System.Globalization;
using Marten;
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

    public static async Task<(ImmutableArray<ImportedRow> Rows, OrderFacts Facts)> Of(
        IDocumentSession session, Guid cartId, ImmutableArray<CartFileRow> rows, ImmutableArray<int> malformed, DateTimeOffset at, CancellationToken stop)
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

        var seen = new Dictionary<Guid, int>();
        var told = read.Select(row =>
        {
            if (row.Line.Line is not { } line)
            {
                return new ImportedRow(row.Row, null, row.Line.Refusal);
            }

            var first = ImportCartLines.LineOf(cartId, line, 0);
            var occurrence = seen[first] = seen.GetValueOrDefault(first, -1) + 1;
            return new ImportedRow(row.Row, line with
            {
                LineId = ImportCartLines.LineOf(cartId, line, occurrence),
                OfferVersion = facts.Current(line.OfferId)?.Number ?? 0,
            });
        });
        return ([.. told.Concat(malformed.Select(row => new ImportedRow(row, null, Malformed))).OrderBy(row => row.Row)], facts);
    }

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
            ? (new(Guid.Empty, offer, 0, person, row.Options, quantity), null)
            : (null, BadCell.With("column", "quantity"));
    }
}
