using SBG.Domain.Catalogue.Bundles;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Catalogue.Ordering;
using SBG.Domain.Catalogue.Pricing;
using SBG.Domain.Catalogue.Suppliers;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue;

/// <summary>What terms must be to be delivered as they say.</summary>
public static class OfferRules
{
    /// <summary>Two options, two choices of one option or two steps have the same name.</summary>
    public static readonly Refusal NamedTwice = new("catalogue/named-twice");

    /// <summary>An option without choices.</summary>
    public static readonly Refusal NothingToChoose = new("catalogue/nothing-to-choose");

    /// <summary>An offer has a form or a list of options, not both.</summary>
    public static readonly Refusal FormAndOptions = new("catalogue/form-and-options");

    /// <summary>A plan without steps, of an offer without parts.</summary>
    public static readonly Refusal NoPlan = new("catalogue/no-plan");

    /// <summary>A step names a connector that does not exist.</summary>
    public static readonly Refusal UnknownConnector = new("catalogue/unknown-connector");

    /// <summary>A step takes a seat, yet no pool is named; or a pool is named and no step takes from it.</summary>
    public static readonly Refusal PoolAndStepDisagree = new("catalogue/pool-and-step-disagree");

    /// <summary>A step's connector calls an outside system and the step names none, or the other way round.</summary>
    public static readonly Refusal TargetAndConnectorDisagree = new("catalogue/target-and-connector-disagree");

    /// <summary>A step's connector cannot change what it made.</summary>
    public static readonly Refusal NotUpdatable = new("catalogue/not-updatable");

    /// <summary>A step's attempts or time-out are out of range.</summary>
    public static readonly Refusal StepOutOfRange = new("catalogue/step-out-of-range");

    /// <summary>The most attempts of a step.</summary>
    public const int MostAttempts = 20;

    /// <summary>The longest time-out of a step.</summary>
    public static readonly TimeSpan LongestTimeOut = TimeSpan.FromDays(90);

    /// <summary>What is wrong with terms.</summary>
    /// <param name="terms">The terms.</param>
    public static Refusal? Hindrance(OfferTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var names = terms.Options.Select(option => option.Key).Twice() ?? terms.Plan.Select(step => step.Key).Twice();
        foreach (var option in terms.Options)
        {
            names ??= option.Choices.Twice();
            if (option.Choices.IsEmpty)
            {
                return NothingToChoose.With("option", option.Key);
            }
        }

        if (names is not null)
        {
            return NamedTwice.With("name", names);
        }

        if (terms.Form is { } form && (terms.Options.IsEmpty ? FormRules.Flaw(form) : FormAndOptions) is { } flaw)
        {
            return flaw;
        }

        if ((PaidOption.Flaw(terms) ?? terms.Sensitivity?.Flaw()) is { } wrong)
        {
            return wrong;
        }

        return terms.Plan.IsEmpty && !terms.IsBundle() ? NoPlan : PlanHindrance(terms) ?? BundleRules.Hindrance(terms) ?? OrderingRules.Hindrance(terms.Ordering) ?? SupplierRules.Hindrance(terms);
    }

    /// <summary>What is wrong with how it is delivered.</summary>
    /// <param name="terms">The terms; steps are named once.</param>
    internal static Refusal? PlanHindrance(OfferTerms terms) =>
        terms.Plan.Select(Hindrance).FirstOrDefault(unfit => unfit is not null) ?? PlanRules.Hindrance(terms) ?? PoolHindrance(terms);

    private static Refusal? Hindrance(PlanStep step)
    {
        if (!Connector.All.Contains(step.Connector))
        {
            return UnknownConnector.With("connector", step.Connector);
        }

        if (Connector.WithTarget.Contains(step.Connector) != step.Target.HasValue)
        {
            return TargetAndConnectorDisagree.With("step", step.Key);
        }

        if (step.UpdatedInPlace && !Connector.WithUpdate.Contains(step.Connector))
        {
            return NotUpdatable.With("step", step.Key);
        }

        var inRange = step.MaxAttempts is >= 1 and <= MostAttempts && step.TimeOut > TimeSpan.Zero && step.TimeOut <= LongestTimeOut;
        return inRange ? null : StepOutOfRange.With("step", step.Key);
    }

    private static Refusal? PoolHindrance(OfferTerms terms) =>
        terms.Plan.Any(step => step.Connector == Connector.Licence) == terms.LicencePoolId.HasValue ? null : PoolAndStepDisagree;

    private static string? Twice(this IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !seen.Add(name));
    }
}
