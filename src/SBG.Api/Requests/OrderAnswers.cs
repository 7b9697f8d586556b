using System.Collections.Immutable;
using System.Globalization;
using SBG.Api.Catalogue.Forms;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.Requests.Bundles;

namespace SBG.Api.Requests;

/// <summary>Lines whose answers were checked and sealed.</summary>
/// <param name="Lines">The lines, in order.</param>
/// <param name="Facts">What they name, with whose answers do not fit.</param>
/// <param name="Errors">By place among the lines: what is wrong with its answers and with those of its parts, pointers into the line.</param>
public sealed record CheckedLines(ImmutableArray<CartLine> Lines, OrderFacts Facts, ImmutableSortedDictionary<int, IReadOnlyList<FieldError>> Errors)
{
    /// <summary>Refuses all of them where answers do not fit.</summary>
    /// <param name="pointer">Where in the body the line of a place is.</param>
    /// <exception cref="ProblemException">422, with every error.</exception>
    public CheckedLines Demand(Func<int, string> pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        return Errors.IsEmpty
            ? this
            : throw new ProblemException(Problem.Invalid([.. Errors.SelectMany(line => line.Value.Select(error => error with { Pointer = pointer(line.Key) + error.Pointer }))]));
    }
}

/// <summary>
/// Where answers in clear and sealed ones meet: checks them by the form of the ordered version while they can be read, then seals those in one's own words
/// under the key of who gets it. Decisions are told which do not fit, and never see the words.
/// </summary>
/// <param name="forms">Checks.</param>
/// <param name="vault">Seals and reveals.</param>
public sealed class OrderAnswers(OrderForms forms, Vault vault)
{
    private const string Options = "/options";

    /// <summary>Takes lines in.</summary>
    /// <param name="lines">With answers in clear.</param>
    /// <param name="facts">What they name.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="before">By line: the line that it replaces; what is said again keeps its seal.</param>
    public async ValueTask<CheckedLines> Take(ImmutableArray<CartLine> lines, OrderFacts facts, CancellationToken stop, Func<Guid, CartLine?>? before = null)
    {
        await vault.Warm(facts.People.Keys.Select(person => person.ToString()), stop);
        lines = await PartsInClear(lines, stop); // those that stay as they are come from the store
        var told = Check(lines, facts, (_, part) => $"/parts/{part.OfferId}");
        var taken = ImmutableArray.CreateBuilder<CartLine>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var isSound = !told.Errors.ContainsKey(i) && facts.People.ContainsKey(lines[i].BeneficiaryId);
            taken.Add(isSound ? await Seal(lines[i], facts, before?.Invoke(lines[i].LineId), stop) : lines[i]);
        }

        return told with { Lines = taken.MoveToImmutable() };
    }

    /// <summary>Checks anew lines that were taken in: forms of other versions may apply by now, and what was sealed may be destroyed.</summary>
    /// <param name="lines">As they are stored.</param>
    /// <param name="facts">What they name.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<CheckedLines> CheckAnew(ImmutableArray<CartLine> lines, OrderFacts facts, CancellationToken stop)
    {
        var clear = ImmutableArray.CreateBuilder<CartLine>(lines.Length);
        await vault.Warm(facts.People.Keys.Select(person => person.ToString()), stop);
        foreach (var line in await PartsInClear(lines, stop))
        {
            clear.Add(line with { Options = await vault.InClear(line.Options, stop) });
        }

        return Check(clear.MoveToImmutable(), facts, (place, _) => $"/parts/{place}") with { Lines = lines };
    }

    /// <summary>Takes in what is to be delivered in place of what was ordered.</summary>
    /// <param name="terms">Of the ordered version.</param>
    /// <param name="beneficiary">Who gets it.</param>
    /// <param name="options">In clear.</param>
    /// <param name="before">As they are stored.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="ProblemException">422, with every error.</exception>
    public async ValueTask<ImmutableSortedDictionary<string, OptionValue>> Take(
        OfferTerms terms, Guid beneficiary, ImmutableSortedDictionary<string, OptionValue> options, ImmutableSortedDictionary<string, OptionValue> before, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.Form is { } form && forms.Check(form, options) is { Count: > 0 } errors
            ? throw new ProblemException(Problem.Invalid([.. errors.Select(error => error with { Pointer = Options + error.Pointer })]))
            : await Seal(terms, beneficiary, options, before, stop);
    }

    private async ValueTask<ImmutableArray<CartLine>> PartsInClear(ImmutableArray<CartLine> lines, CancellationToken stop)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var parts = lines[i].Parts;
            for (var j = 0; j < parts.Length; j++)
            {
                parts = parts.SetItem(j, parts[j] with { Options = await vault.InClear(parts[j].Options, stop) });
            }

            lines = parts.IsEmpty ? lines : lines.SetItem(i, lines[i] with { Parts = parts });
        }

        return lines;
    }

    private static OfferTerms? TermsOf(Guid offer, int version, OrderFacts facts) => facts.Offers.GetValueOrDefault(offer)?.Version(version)?.Terms;

    private CheckedLines Check(ImmutableArray<CartLine> lines, OrderFacts facts, Func<int, CartPart, string> partPointer)
    {
        var errors = ImmutableSortedDictionary.CreateBuilder<int, IReadOnlyList<FieldError>>();
        var unfit = new Dictionary<Guid, ImmutableArray<string>>();
        for (var i = 0; i < lines.Length; i++)
        {
            var wrong = new List<FieldError>();
            foreach (var (line, place) in lines[i].Flat().Select((line, place) => (line, place)))
            {
                if (TermsOf(line.OfferId, line.OfferVersion, facts)?.Form is { } form)
                {
                    var told = forms.Check(form, line.Options);
                    unfit[line.LineId] = [.. told.Select(error => QuestionOf(error.Pointer)).Distinct()];
                    var below = (place == 0 ? string.Empty : partPointer(place - 1, lines[i].Parts[place - 1])) + Options;
                    wrong.AddRange(told.Select(error => error with { Pointer = below + error.Pointer }));
                }
            }

            if (wrong.Count > 0)
            {
                errors[i] = wrong;
            }
        }

        return new(lines, facts with { UnfitAnswers = unfit }, errors.ToImmutable());
    }

    // What is wrong with all of them together is of no question.
    private static string QuestionOf(string pointer) => pointer.Split('/') is [_, var key, ..] ? key : "*";

    private async ValueTask<CartLine> Seal(CartLine line, OrderFacts facts, CartLine? before, CancellationToken stop)
    {
        var parts = ImmutableArray.CreateBuilder<CartPart>(line.Parts.Length);
        foreach (var part in line.Parts)
        {
            var was = before?.Parts.FirstOrDefault(was => was.OfferId == part.OfferId)?.Options;
            parts.Add(part with { Options = await Seal(TermsOf(part.OfferId, part.OfferVersion, facts), line.BeneficiaryId, part.Options, was, stop) });
        }

        return line with
        {
            Options = await Seal(TermsOf(line.OfferId, line.OfferVersion, facts), line.BeneficiaryId, line.Options, before?.Options, stop),
            Parts = parts.MoveToImmutable(),
        };
    }

    private async ValueTask<ImmutableSortedDictionary<string, OptionValue>> Seal(
        OfferTerms? terms, Guid beneficiary, ImmutableSortedDictionary<string, OptionValue> options, ImmutableSortedDictionary<string, OptionValue>? before, CancellationToken stop)
    {
        if (terms?.Form is null)
        {
            return options;
        }

        var taken = options;
        foreach (var question in terms.Questions.Where(question => question.IsSealed && options.ContainsKey(question.Key)))
        {
            var subject = beneficiary.ToString("D", CultureInfo.InvariantCulture);
            var kept = before?.GetValueOrDefault(question.Key) as OptionValue.Secret;
            var isSame = kept is not null && kept.Value.Subject == subject && options[question.Key].Equals(await vault.Reveal(kept.Value, stop));
            taken = taken.SetItem(question.Key, isSame ? kept! : new OptionValue.Secret(await vault.Seal(subject, options[question.Key], stop)));
        }

        return taken;
    }
}
