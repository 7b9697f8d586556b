using System.Collections.Immutable;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue.Pricing;

/// <summary>An answer that costs something beside what the offer costs.</summary>
/// <param name="Option">The question.</param>
/// <param name="Choice">The answer; null: the question asks for a number, and each counts.</param>
/// <param name="OneOff">Dollars when it is delivered.</param>
/// <param name="Monthly">Dollars over one whole month.</param>
public sealed record PaidOption(string Option, string? Choice, Money OneOff, Money Monthly)
{
    /// <summary>A paid option is on an answer that the offer does not have, or that is sealed.</summary>
    public static readonly Refusal NoSuchAnswer = new("catalogue/paid-option-unreachable");

    /// <summary>A price is not between 0 and 1,000,000 dollars in whole cents, or a paid option costs nothing.</summary>
    public static readonly Refusal NotAPrice = new("catalogue/not-a-price");

    /// <summary>An answer has two prices.</summary>
    public static readonly Refusal PaidTwice = new("catalogue/paid-twice");

    /// <summary>How often it is due for one unit.</summary>
    /// <param name="answers">By question.</param>
    public decimal Times(ImmutableSortedDictionary<string, OptionValue> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return !answers.TryGetValue(Option, out var answer) ? 0m
            : Choice is { } choice ? (answer.Is(choice) ? 1m : 0m)
            : answer is OptionValue.Number { Value: > 0m and var many } ? many : 0m;
    }

    /// <summary>What is wrong with the prices that terms name themselves.</summary>
    /// <param name="terms">The terms.</param>
    public static Refusal? Flaw(OfferTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.OneOffPrice is { } once && !ChargeRules.IsAmount(once))
        {
            return NotAPrice.With("amount", once);
        }

        var seen = new HashSet<(string, string?)>();
        foreach (var paid in terms.PaidOptions ?? [])
        {
            if (!CanBe(paid, terms.Question(paid.Option)))
            {
                return NoSuchAnswer.With("option", paid.Option);
            }

            if (!ChargeRules.IsAmount(paid.OneOff) || !ChargeRules.IsAmount(paid.Monthly) || paid.OneOff + paid.Monthly == Money.Zero)
            {
                return NotAPrice.With("amount", paid.Monthly);
            }

            if (!seen.Add((paid.Option, paid.Choice)))
            {
                return PaidTwice.With("option", paid.Option);
            }
        }

        return null;
    }

    private static bool CanBe(PaidOption paid, Forms.FormQuestion? question) => question is { IsSealed: false }
        && (paid.Choice is { } choice ? question.Choices?.Contains(choice) is not false : question.Kind == Forms.AnswerKind.Number);
}
