using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Charges;

/// <summary>A rule of arithmetic; its formula names its inputs.</summary>
public enum RatingRule
{
    /// <summary><c>max(0, units - free * per)</c>: the units left, over the same denominator.</summary>
    FreeUnits,

    /// <summary><c>units * unitPrice / per + fee</c>: units at one price.</summary>
    UnitsAtPrice,

    /// <summary><c>ceiling(units / (size * per))</c>: packages begun.</summary>
    Packages,

    /// <summary><c>units * percent / 100 / per</c>: a share of an amount.</summary>
    Percentage,

    /// <summary><c>count * price</c>.</summary>
    CountAtPrice,

    /// <summary><c>fee</c>.</summary>
    Fee,

    /// <summary><c>fee * ticks / periodTicks</c>: a fee for part of a period.</summary>
    FeeForTime,

    /// <summary>The sum of all inputs.</summary>
    Sum,

    /// <summary><c>amount - amount * percent / 100</c>.</summary>
    Discount,

    /// <summary><c>max(amount, minimum * ticks / periodTicks)</c>: the commitment, for the time that it applied.</summary>
    Minimum,

    /// <summary><c>min(amount, cap)</c>.</summary>
    Cap,

    /// <summary><c>max(0, cap - used)</c>: what other lines of the period leave of a cap.</summary>
    CapLeft,

    /// <summary><c>round(amount, 2)</c>, half away from zero.</summary>
    Round,

    /// <summary><c>amount - booked</c>: what is left after earlier runs of the same period.</summary>
    LessBooked,
}

/// <summary>A number that went into a step.</summary>
/// <param name="Name">As the rule's formula calls it.</param>
/// <param name="Value">Exact.</param>
public readonly record struct RatingInput(string Name, decimal Value);

/// <summary>
/// One step of a calculation. The outcome is only ever made from the rule and the inputs, so that an explanation cannot say something else
/// than what was done.
/// </summary>
/// <param name="Rule">What was done.</param>
/// <param name="Inputs">To which numbers.</param>
/// <param name="Outcome">What came out.</param>
public sealed record RatingStep(RatingRule Rule, ImmutableArray<RatingInput> Inputs, decimal Outcome)
{
    /// <summary>Does a step.</summary>
    /// <param name="rule">What to do.</param>
    /// <param name="inputs">To which numbers, by the names of the rule's formula.</param>
    public static RatingStep Of(RatingRule rule, params ImmutableArray<RatingInput> inputs) => new(rule, inputs, Arithmetic(rule, inputs));

    /// <summary>The rule in terms of its inputs, to be done again by anyone.</summary>
    [JsonIgnore]
    public string Formula => Rule switch
    {
        RatingRule.FreeUnits => "max(0, units - free * per)",
        RatingRule.UnitsAtPrice => "units * unitPrice / per + fee",
        RatingRule.Packages => "ceiling(units / (size * per))",
        RatingRule.Percentage => "units * percent / 100 / per",
        RatingRule.CountAtPrice => "count * price",
        RatingRule.Fee => "fee",
        RatingRule.FeeForTime => "fee * ticks / periodTicks",
        RatingRule.Sum => string.Join(" + ", Inputs.Select(input => input.Name)),
        RatingRule.Discount => "amount - amount * percent / 100",
        RatingRule.Minimum => "max(amount, minimum * ticks / periodTicks)",
        RatingRule.CapLeft => "max(0, cap - used)",
        RatingRule.Cap => "min(amount, cap)",
        RatingRule.Round => "round(amount, 2)",
        _ => "amount - booked",
    };

    /// <summary>Whether the outcome is what the rule makes of the inputs.</summary>
    [JsonIgnore]
    public bool AddsUp => Outcome == Arithmetic(Rule, Inputs);

    private static decimal Arithmetic(RatingRule rule, ImmutableArray<RatingInput> inputs)
    {
        return rule switch
        {
            RatingRule.FreeUnits => Math.Max(0m, The("units") - (The("free") * The("per"))),
            RatingRule.UnitsAtPrice => (The("units") * The("unitPrice") / The("per")) + The("fee"),
            RatingRule.Packages => Math.Ceiling(The("units") / (The("size") * The("per"))),
            RatingRule.Percentage => The("units") * The("percent") / 100m / The("per"),
            RatingRule.CountAtPrice => The("count") * The("price"),
            RatingRule.Fee => The("fee"),
            RatingRule.FeeForTime => The("fee") * The("ticks") / The("periodTicks"),
            RatingRule.Sum => inputs.Sum(input => input.Value),
            RatingRule.Discount => The("amount") - (The("amount") * The("percent") / 100m),
            RatingRule.Minimum => Math.Max(The("amount"), The("minimum") * The("ticks") / The("periodTicks")),
            RatingRule.CapLeft => Math.Max(0m, The("cap") - The("used")),
            RatingRule.Cap => Math.Min(The("amount"), The("cap")),
            RatingRule.Round => new Money(The("amount")).ToCent().Amount,
            RatingRule.LessBooked => The("amount") - The("booked"),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Not a rule."),
        };

        decimal The(string name) => inputs.First(input => input.Name == name).Value;
    }
}

/// <summary>An amount with every step that led to it.</summary>
/// <param name="Amount">To the cent.</param>
/// <param name="Steps">In order; the last one's outcome is the amount.</param>
public sealed record Rated(Money Amount, ImmutableArray<RatingStep> Steps);
