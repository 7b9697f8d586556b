using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue.Ordering;

/// <summary>What terms of ordering must be.</summary>
public static class OrderingRules
{
    /// <summary>The most members of each list.</summary>
    public const int Most = 200;

    /// <summary>It ends before it begins.</summary>
    public static readonly Refusal NeverOrderable = new("catalogue/never-orderable");

    /// <summary>One offer is required and excluded.</summary>
    public static readonly Refusal RequiredAndExcluded = new("catalogue/required-and-excluded");

    /// <summary>A list names something twice.</summary>
    public static readonly Refusal NamedAgain = new("catalogue/ordering-names-twice");

    /// <summary>What is wrong.</summary>
    /// <param name="terms">The terms; null: everyone may order, at any time.</param>
    public static Refusal? Hindrance(OrderingTerms? terms) => terms switch
    {
        null => null,
        _ when terms.Until <= terms.From => NeverOrderable,
        _ when terms.Requires.FirstOrDefault(terms.Excludes.Contains) is var both && both != Guid.Empty => RequiredAndExcluded.With("offer", both),
        _ when IsTwice(terms.Categories) || IsTwice(terms.Clients) || IsTwice(terms.Units) || IsTwice(terms.JobRoles) || IsTwice(terms.Requires) || IsTwice(terms.Excludes) => NamedAgain,
        _ => null,
    };

    private static bool IsTwice<T>(ImmutableArray<T> list) => list.Distinct().Count() != list.Length;
}
