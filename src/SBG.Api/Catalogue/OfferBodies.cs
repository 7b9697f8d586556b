using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Forms;

namespace SBG.Api.Catalogue;

/// <summary>The terms of an offer; never a person's name.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What one gets.</param>
/// <param name="Category">Where the catalogue shows it.</param>
/// <param name="PricePlanId">The plan that prices it.</param>
/// <param name="Plan">The steps of the delivery, in order.</param>
/// <param name="Options">What the orderer chooses, each from a list.</param>
/// <param name="LicencePoolId">The pool from which a <c>licence</c> step takes seats.</param>
/// <param name="ServiceLevelPolicyId">The service level; absent: the one agreed with the client.</param>
/// <param name="DeliveredWithin">How long after the approval it is there at the latest (ISO 8601).</param>
/// <param name="Form">What the orderer answers, in place of <paramref name="Options"/>: a JSON Schema (draft 2020-12) of an object whose members are the questions, 32 KiB at most. References lead to its own <c>$defs</c>, patterns need no backtracking. A text that is not of a closed list is kept sealed unless its question says <c>"x-sealed": false</c>; any other answer is where it says <c>"x-sealed": true</c>.</param>
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
    [StringLength(FormRules.MostBytes)] JsonElement? Form = null,
    OrderingTermsBody? Ordering = null)
{
    internal OfferTerms Terms => new(
        Name, Description, Category, [.. (Options ?? []).Select(option => option.Option)], PricePlanId, LicencePoolId, ServiceLevelPolicyId,
        [.. Plan.Select(step => step.Step)], DeliveredWithin, Form is { } form ? new(form.GetRawText()) : null)
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
