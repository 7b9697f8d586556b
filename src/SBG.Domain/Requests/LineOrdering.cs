using SBG.Domain.Catalogue.Ordering;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Who may order what, asked of a line among the others that are ordered with it: see <see cref="OrderingRule"/>.</summary>
public static class LineOrdering
{
    /// <summary>The facts, with the lines that are ordered together.</summary>
    /// <param name="facts">What the lines name.</param>
    /// <param name="lines">All of them; a line is not beside itself, the parts of its bundle are.</param>
    public static OrderFacts Beside(this OrderFacts facts, IEnumerable<CartLine> lines)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts with { Lines = lines.SelectMany(line => line.Flat()).ToLookup(line => line.BeneficiaryId) };
    }

    /// <summary>All that stands in the way of ordering a line, whatever was chosen.</summary>
    /// <param name="line">The line.</param>
    /// <param name="facts">What it names, and the lines beside it.</param>
    public static IEnumerable<Refusal> Hindrances(CartLine line, OrderFacts facts)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(facts);
        var person = line.BeneficiaryId;
        var beside = facts.Lines[person].Where(other => other.LineId != line.LineId).Select(other => other.OfferId);
        return OrderingRule.Hindrances(
            line.OfferId,
            facts.Current(line.OfferId)?.Terms.Ordering,
            new(facts.Client, facts.People.GetValueOrDefault(person), facts.Held[person].Concat(beside).ToHashSet()),
            facts.NameOf,
            offer => facts.Current(offer)?.Terms.Ordering,
            facts.At);
    }
}
