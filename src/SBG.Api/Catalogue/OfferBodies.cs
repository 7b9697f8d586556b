using System.ComponentModel.DataAnnotations;
using SBG.Domain.Catalogue;

namespace SBG.Api.Catalogue;

/// <summary>The terms of an offer; never a person's name.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What one gets.</param>
/// <param name="Category">Where the catalogue shows it.</param>
/// <param name="PricePlanId">The plan that prices it.</param>
/// <param name="Plan">The steps of the delivery, in order.</param>
/// <param name="Options">What the orderer chooses.</param>
/// <param name="LicencePoolId">The pool from which a <c>licence</c> step takes seats.</param>
/// <param name="ServiceLevelPolicyId">The service level; absent: the one agreed with the client.</param>
/// <param name="DeliveredWithin">How long after the approval it is there at the latest (ISO 8601).</param>
/// <param name="Ordering">Who may order it, and when; absent: everyone, at any time.</param>
public sealed record OfferTermsBody(
    [StringLength(120, MinimumLength = 1)] string Name,
    [StringLength(4000, MinimumLength = 1)] string Description,
    [StringLength(60, MinimumLength = 1)] string Category,
    Guid PricePlanId,
    [MinLength(1), MaxLength(20)] IReadOnlyList<PlanStepBody> Plan,
    [MaxLength(30)] IReadOnlyList<OfferOptionBody>? Options = null,
    Guid? LicencePoolId = null,
    Guid? ServiceLevelPolicyId = null,
    TimeSpan? DeliveredWithin = null,
    OrderingTermsBody? Ordering = null)
{
    internal OfferTerms Terms => new(
        Name, Description, Category, [.. (Options ?? []).Select(option => option.Option)], PricePlanId, LicencePoolId, ServiceLevelPolicyId,
        [.. Plan.Select(step => step.Step)], DeliveredWithin)
    {
        Ordering = Ordering?.Terms,
    };
}

/// <summary>Something that the orderer chooses.</summary>
/// <param name="Key">Its name in orders.</param>
/// <param name="Label">Its name on screens.</param>
/// <param name="Choices">The values to choose from.</param>
/// <param name="Required">Whether an order must choose.</param>
public sealed record OfferOptionBody(
    [StringLength(40, MinimumLength = 1), RegularExpression("^[a-z][a-zA-Z0-9-]*$")] string Key,
    [StringLength(120, MinimumLength = 1)] string Label,
    [MinLength(1), MaxLength(100)] IReadOnlyList<string> Choices,
    bool Required = false)
{
    internal OfferOption Option => new(Key, Label, [.. Choices], Required);
}
