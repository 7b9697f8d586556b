using System.Collections.Immutable;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Suppliers;
using SBG.Domain.Provisioning;
using SBG.Domain.Provisioning.Suppliers;

namespace SBG.Api.Provisioning;

/// <summary>What an order does, as the ordered version says it of whoever delivers.</summary>
/// <param name="Terms">The terms as that supplier delivers them.</param>
/// <param name="Supplier">Who delivers; null: the offer names nobody.</param>
internal sealed record DeliveryPlan(OfferTerms Terms, OrderSupplier? Supplier)
{
    /// <summary>By a supplier.</summary>
    /// <param name="terms">Of the ordered version.</param>
    /// <param name="key">The supplier; null: the first, or nobody in particular.</param>
    /// <exception cref="InvalidOperationException">The version has no such supplier: nobody could have said so.</exception>
    public static DeliveryPlan By(OfferTerms terms, string? key)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var own = terms.SuppliedBy(key) ?? throw new InvalidOperationException($"{terms.Name} has no supplier {key}.");
        var rank = key is null ? 0 : terms.Suppliers!.Value.TakeWhile(supplier => supplier.Key != key).Count();
        return terms.Suppliers is { IsEmpty: false } all
            ? new(own, new(all[rank].Key, all[rank].Name, rank + 1, all.Length, all[rank].Reference))
            : new(own, null);
    }

    /// <summary>The steps.</summary>
    public IEnumerable<OrderStep> Steps => Terms.Plan.Select(step => new OrderStep(
        step.Key, step.Title, step.Connector, step.MaxAttempts, step.TimeOut, step.Settings, step.DependsOn, step.Condition, step.Estimate, step.NoReturn,
        step.Retry, step.Compensable, step.Uses, step.GivenUp, step.Target, step.UpdatedInPlace));

    /// <summary>The keys of the steps that are done otherwise than another supplier does them.</summary>
    /// <param name="other">The terms as that supplier delivers them.</param>
    public ImmutableArray<string> Otherwise(OfferTerms other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. Terms.Plan.Except(other.Plan).Select(step => step.Key)];
    }
}
