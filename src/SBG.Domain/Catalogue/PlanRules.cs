using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue;

/// <summary>What a plan must be so that each of its steps can have its turn.</summary>
public static class PlanRules
{
    /// <summary>A step depends on one that the plan does not have, or on itself.</summary>
    public static readonly Refusal UnknownDependency = new("catalogue/unknown-dependency");

    /// <summary>Steps wait for each other.</summary>
    public static readonly Refusal StepsInACircle = new("catalogue/steps-in-a-circle");

    /// <summary>A step's condition is on an option or a choice that the offer does not have, or on answers that are sealed: it would never run.</summary>
    public static readonly Refusal StepUnreachable = new("catalogue/step-unreachable");

    /// <summary>A step's waits or estimate are out of range.</summary>
    public static readonly Refusal RetryOutOfRange = new("catalogue/retry-out-of-range");

    /// <summary>The promised time of a delivery is out of range.</summary>
    public static readonly Refusal PromiseOutOfRange = new("catalogue/promise-out-of-range");

    /// <summary>What a step uses when it looks at how many are ordered.</summary>
    public const string Quantity = "quantity";

    /// <summary>The longest wait between two attempts.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>What is wrong with the plan of terms; steps are named once.</summary>
    /// <param name="terms">The terms.</param>
    public static Refusal? Hindrance(OfferTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.DeliveredWithin is { } within && (within <= TimeSpan.Zero || within > OfferRules.LongestTimeOut))
        {
            return PromiseOutOfRange;
        }

        var keys = terms.Plan.Select(step => step.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var step in terms.Plan)
        {
            if (step.DependsOn?.FirstOrDefault(key => key == step.Key || !keys.Contains(key)) is { } unknown)
            {
                return UnknownDependency.With("step", step.Key).With("dependency", unknown);
            }

            if (step.Condition is { } condition && !CanHold(condition, terms))
            {
                return StepUnreachable.With("step", step.Key);
            }

            if (!InRange(step))
            {
                return RetryOutOfRange.With("step", step.Key);
            }
        }

        return InACircle(terms) is { } circle ? StepsInACircle.With("step", circle) : null;
    }

    private static bool CanHold(StepCondition condition, OfferTerms terms) =>
        !condition.AnyOf.IsEmpty
        && terms.Question(condition.Option) is { IsSealed: false } question
        && (question.Choices is not { } choices || condition.AnyOf.All(choices.Contains));

    private static bool InRange(PlanStep step) =>
        step.Estimate is not { } estimate || (estimate >= TimeSpan.Zero && estimate <= OfferRules.LongestTimeOut)
            ? step.Retry is not { } retry
                || (retry.FirstDelay > TimeSpan.Zero && retry.FirstDelay <= retry.Cap && retry.Cap <= LongestWait
                    && retry.FactorPercent is >= 100 and <= 1000 && retry.JitterPercent is >= 0 and <= 100)
            : false;

    // Takes away whatever waits for nothing that is left; what remains waits for itself.
    private static string? InACircle(OfferTerms terms)
    {
        var before = terms.Plan
            .Select((step, place) => (step.Key, Waits: step.DependsOn?.ToHashSet() ?? (place == 0 ? [] : [terms.Plan[place - 1].Key])))
            .ToDictionary(step => step.Key, step => step.Waits, StringComparer.Ordinal);
        while (before.FirstOrDefault(step => step.Value.Count == 0).Key is { } free)
        {
            before.Remove(free);
            foreach (var waits in before.Values)
            {
                waits.Remove(free);
            }
        }

        return terms.Plan.Select(step => step.Key).FirstOrDefault(before.ContainsKey);
    }
}
