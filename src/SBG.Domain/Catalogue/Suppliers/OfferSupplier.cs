using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue.Suppliers;

/// <summary>
/// Who delivers an offer for the provider. The first of the list delivers, by the plan of the offer; another one does in its place when an exception in writing says so, by the
/// same plan with some steps of its own. What one gets and what it costs stay the same.
/// </summary>
/// <param name="Key">Its name in orders.</param>
/// <param name="Name">What people call it: an organisation, never a person.</param>
/// <param name="Reference">The provider's contract or call for tenders; null: none.</param>
/// <param name="Steps">Whole steps, each in place of the plan's step of the same key; the first supplier has none.</param>
/// <param name="LicencePoolId">The pool from which its seats are taken; null: the offer's.</param>
public sealed record OfferSupplier(string Key, string Name, string? Reference, ImmutableArray<PlanStep> Steps, Guid? LicencePoolId = null)
{
    /// <summary>Compares what is said, steps included.</summary>
    /// <param name="other">Another supplier.</param>
    public bool Equals(OfferSupplier? other) =>
        other is not null && (Key, Name, Reference, LicencePoolId) == (other.Key, other.Name, other.Reference, other.LicencePoolId) && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Name, Steps.Length);
}

/// <summary>What the suppliers of an offer must be, and what each makes of its terms.</summary>
public static class SupplierRules
{
    /// <summary>The most suppliers of an offer.</summary>
    public const int Most = 10;

    /// <summary>Two suppliers have the same key.</summary>
    public static readonly Refusal NamedTwice = new("catalogue/supplier-twice");

    /// <summary>The first supplier delivers by the plan as it is.</summary>
    public static readonly Refusal FirstHasPlan = new("catalogue/first-supplier-has-the-plan");

    /// <summary>A supplier has a step that the plan does not have, or one twice.</summary>
    public static readonly Refusal UnknownStep = new("catalogue/supplier-step-unknown");

    /// <summary>The terms as a supplier delivers them.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="key">The supplier; null: the first.</param>
    /// <returns>Null when there is no such supplier.</returns>
    public static OfferTerms? SuppliedBy(this OfferTerms terms, string? key)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return key is null ? terms
            : terms.Suppliers?.FirstOrDefault(supplier => supplier.Key == key) is { } supplier
                ? terms with
                {
                    Plan = [.. terms.Plan.Select(step => supplier.Steps.FirstOrDefault(own => own.Key == step.Key) ?? step)],
                    LicencePoolId = supplier.LicencePoolId ?? terms.LicencePoolId,
                }
                : null;
    }

    /// <summary>What is wrong with the suppliers of terms; what each makes of the plan is looked at as any plan is.</summary>
    /// <param name="terms">The terms.</param>
    internal static Refusal? Hindrance(OfferTerms terms)
    {
        if (terms.Suppliers is not { IsEmpty: false } suppliers)
        {
            return null;
        }

        if (suppliers.GroupBy(supplier => supplier.Key).FirstOrDefault(named => named.Count() > 1) is { } twice)
        {
            return NamedTwice.With("supplier", twice.Key);
        }

        if (suppliers[0] is not { Steps.IsEmpty: true, LicencePoolId: null })
        {
            return FirstHasPlan.With("supplier", suppliers[0].Name);
        }

        var wrong = from supplier in suppliers
                    from step in supplier.Steps
                    where terms.Plan.All(planned => planned.Key != step.Key) || supplier.Steps.Count(own => own.Key == step.Key) > 1
                    select UnknownStep.With("supplier", supplier.Name).With("step", step.Key);
        return wrong.FirstOrDefault() ?? suppliers.Select(supplier => OfferRules.PlanHindrance(terms.SuppliedBy(supplier.Key)!)).FirstOrDefault(refusal => refusal is not null);
    }
}
