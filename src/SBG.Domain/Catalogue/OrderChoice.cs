using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue;

/// <summary>Whether what an orderer chose fits a version of an offer.</summary>
public static class OrderChoice
{
    /// <summary>The version has no option of that name.</summary>
    public static readonly Refusal UnknownOption = new("catalogue/unknown-option");

    /// <summary>The option does not offer that choice.</summary>
    public static readonly Refusal UnknownChoice = new("catalogue/unknown-choice");

    /// <summary>A required option was not chosen.</summary>
    public static readonly Refusal ChoiceMissing = new("catalogue/choice-missing");

    /// <summary>Answers do not fit the form; the edge tells what is wrong with each.</summary>
    public static readonly Refusal AnswersUnfit = new("catalogue/answers-unfit");

    /// <summary>What does not fit a version with a form.</summary>
    /// <param name="unfit">The questions whose answers do not fit, as the form's check found before they were sealed.</param>
    public static Refusal? Hindrance(ImmutableArray<string> unfit) => unfit.IsEmpty ? null : AnswersUnfit.With("questions", string.Join(", ", unfit));

    /// <summary>What does not fit a version with a list of options.</summary>
    /// <param name="terms">The version's terms.</param>
    /// <param name="chosen">Option to choice.</param>
    public static Refusal? Hindrance(OfferTerms terms, ImmutableSortedDictionary<string, OptionValue> chosen)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(chosen);
        foreach (var (key, choice) in chosen)
        {
            var option = terms.Options.FirstOrDefault(option => option.Key == key);
            if (option is null)
            {
                return UnknownOption.With("option", key);
            }

            if (choice is not OptionValue.Text { Value: var text } || !option.Choices.Contains(text))
            {
                return UnknownChoice.With("option", key).With("choice", choice);
            }
        }

        return terms.Options.FirstOrDefault(option => option.Required && !chosen.ContainsKey(option.Key)) is { } missing
            ? ChoiceMissing.With("option", missing.Key)
            : null;
    }
}
