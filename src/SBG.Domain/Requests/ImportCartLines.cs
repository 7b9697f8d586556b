using System.Collections.Immutable;
using System.Globalization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>A row of a file of lines.</summary>
/// <param name="Row">Its line in the file, from 1.</param>
/// <param name="Line">What it asks for; null when it cannot be read.</param>
/// <param name="Unreadable">Why it cannot be read.</param>
public sealed record ImportedRow(int Row, CartLine? Line, Refusal? Unreadable = null);

/// <summary>What becomes of a row.</summary>
/// <param name="Row">Its line in the file.</param>
/// <param name="Line">What it asks for; null when it cannot be read.</param>
/// <param name="Known">Whether the cart has the line already.</param>
/// <param name="Refusal">Why it is not put in; null when it can be.</param>
public sealed record RowVerdict(int Row, CartLine? Line, bool Known, Refusal? Refusal);

/// <summary>
/// Put the lines of a file in a cart. A line's id follows from the cart and from what the row says, so that a file that is read twice, whole or with
/// more rows, puts in what is missing only; a line that was changed in the cart since stays as it is. Sealed answers have no part in the id: it would tell
/// of them once their key is destroyed.
/// </summary>
/// <param name="Rows">The file.</param>
/// <param name="AllOrNothing">Whether one bad row refuses all; else the good ones are put in.</param>
public sealed record ImportCartLines(ImmutableArray<ImportedRow> Rows, bool AllOrNothing)
{
    /// <summary>Rows of the file are refused, and with them all.</summary>
    public static readonly Refusal RowsRefused = new("requests/rows-refused");

    /// <summary>The line that a row stands for.</summary>
    /// <param name="cartId">The cart.</param>
    /// <param name="line">What the row says; its own id does not matter.</param>
    /// <param name="occurrence">0 for the first row that says so, 1 for the second, and so on.</param>
    public static Guid LineOf(Guid cartId, CartLine line, int occurrence)
    {
        ArgumentNullException.ThrowIfNull(line);
        return DerivedId.Of(
            "cart-line",
            [
                cartId.ToString(), line.OfferId.ToString(), line.BeneficiaryId.ToString(), line.Quantity.ToString(CultureInfo.InvariantCulture),
                occurrence.ToString(CultureInfo.InvariantCulture), .. line.Options.Where(option => option.Value is not OptionValue.Secret).SelectMany(option => new[] { option.Key, option.Value.ToString() }),
            ]);
    }

    /// <summary>What becomes of each row.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="cart">The cart.</param>
    /// <param name="facts">What the rows name.</param>
    public static ImmutableArray<RowVerdict> Judge(ImportCartLines command, Cart cart, OrderFacts facts)
    {
        facts = facts.Beside(cart.Lines.Concat(command.Rows.Select(row => row.Line).OfType<CartLine>()).DistinctBy(line => line.LineId));
        var there = cart.Lines.Select(line => line.LineId).ToHashSet();
        var room = CartRules.MostLines - cart.Size();
        var verdicts = ImmutableArray.CreateBuilder<RowVerdict>(command.Rows.Length);
        foreach (var row in command.Rows)
        {
            if (row.Line is not { } line)
            {
                verdicts.Add(new(row.Row, null, false, row.Unreadable));
                continue;
            }

            var known = there.Contains(line.LineId);
            var refusal = known ? null : CartRules.Hindrance(line, facts) ?? (room > line.Parts.Length ? null : CartRules.CartFull.With("most", CartRules.MostLines));
            room -= known || refusal is not null ? 0 : 1 + line.Parts.Length;
            verdicts.Add(new(row.Row, line, known, refusal));
        }

        return verdicts.ToImmutable();
    }

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="cart">The cart.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="facts">What the rows name.</param>
    public static Decision<Cart> Decide(ImportCartLines command, Cart cart, Actor actor, OrderFacts facts)
    {
        if (CartRules.Hindrance(cart, actor) is { } refusal)
        {
            return refusal;
        }

        var verdicts = Judge(command, cart, facts);
        var bad = verdicts.Count(verdict => verdict.Refusal is not null);
        if (command.AllOrNothing && bad > 0)
        {
            return RowsRefused.With("rows", bad);
        }

        ImmutableArray<CartLine> fresh = [.. verdicts.Where(verdict => verdict is { Known: false, Refusal: null }).Select(verdict => verdict.Line!)];
        return fresh.IsEmpty ? Decision.Nothing : new CartLinesAdded(fresh);
    }
}
