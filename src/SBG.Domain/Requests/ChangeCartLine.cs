using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.Requests.Bundles;

namespace SBG.Domain.Requests;

/// <summary>Choose a line anew; the offer and its pinned version stay.</summary>
/// <param name="LineId">The line.</param>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Options">Option to choice.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Parts">What is chosen of each part of a bundle.</param>
public sealed record ChangeCartLine(Guid LineId, Guid BeneficiaryId, ImmutableSortedDictionary<string, OptionValue> Options, int Quantity, ImmutableArray<CartPart> Parts = default)
{
    /// <summary>The cart has no such line.</summary>
    public static readonly Refusal UnknownLine = new("requests/unknown-line");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="cart">The cart.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="facts">What the line names.</param>
    public static Decision<Cart> Decide(ChangeCartLine command, Cart cart, Actor actor, OrderFacts facts)
    {
        if (CartRules.Hindrance(cart, actor) is { } refusal)
        {
            return refusal;
        }

        if (cart.Line(command.LineId) is not { } line)
        {
            return UnknownLine.With("line", command.LineId);
        }

        var anew = line with { BeneficiaryId = command.BeneficiaryId, Options = command.Options, Quantity = command.Quantity, Parts = command.Parts };
        if (anew == line)
        {
            return Decision.Nothing;
        }

        if (cart.Size() + anew.Parts.Length - line.Parts.Length > CartRules.MostLines)
        {
            return CartRules.CartFull.With("most", CartRules.MostLines);
        }

        if (CartRules.Hindrance(anew, facts.Beside(cart.Lines.Replace(line, anew))) is { } wrong)
        {
            return wrong;
        }

        return new CartLineChanged(anew);
    }
}
