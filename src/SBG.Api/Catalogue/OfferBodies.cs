using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Bundles;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Catalogue.Pricing;
using SBG.Domain.Catalogue.Suppliers;
using SBG.Domain.Kernel;

namespace SBG.Api.Catalogue;

/// <summary>The terms of an offer; never a person's name.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What one gets.</param>
/// <param name="Category">Where the catalogue shows it.</param>
/// <param name="PricePlanId">The plan that prices it.</param>
/// <param name="Plan">The steps of the delivery, in order; empty only of a bundle that is nothing but its parts.</param>
/// <param name="Options">What the orderer chooses, each from a list.</param>
/// <param name="LicencePoolId">The pool from which a <c>licence</c> step takes seats.</param>
/// <param name="ServiceLevelPolicyId">The service level; absent: the one agreed with the client.</param>
/// <param name="DeliveredWithin">How long after the approval it is there at the latest (ISO 8601).</param>
/// <param name="Form">What the orderer answers, in place of <paramref name="Options"/>: a JSON Schema (draft 2020-12) of an object whose members are the questions, 32 KiB at most. References lead to its own <c>$defs</c>, patterns need no backtracking. A text that is not of a closed list is kept sealed unless its question says <c>"x-sealed": false</c>; any other answer is where it says <c>"x-sealed": true</c>.</param>
/// <param name="Included">What one gets with it, for people.</param>
/// <param name="Excluded">What one does not get with it, for people.</param>
/// <param name="OneOffPrice">For one unit when it is delivered, to the cent; absent: nothing.</param>
/// <param name="PaidOptions">The answers that cost something more.</param>
/// <param name="Sensitivity">How much depends on what it holds.</param>
/// <param name="Ordering">Who may order it, and when; absent: everyone, at any time.</param>
/// <param name="Parts">The offers that are ordered with it, as one: it is a bundle then, and needs no plan of its own.</param>
/// <param name="Suppliers">Who delivers it, the first before the others; absent: nobody in particular.</param>
public sealed record OfferTermsBody(
    [StringLength(120, MinimumLength = 1)] string Name,
    [StringLength(4000, MinimumLength = 1)] string Description,
    [StringLength(60, MinimumLength = 1)] string Category,
    Guid PricePlanId,
    [MaxLength(20)] IReadOnlyList<PlanStepBody> Plan,
    [MaxLength(30)] IReadOnlyList<OfferOptionBody>? Options = null,
    Guid? LicencePoolId = null,
    Guid? ServiceLevelPolicyId = null,
    TimeSpan? DeliveredWithin = null,
    [StringLength(FormRules.MostBytes)] JsonElement? Form = null,
    [MaxLength(30)] IReadOnlyList<string>? Included = null,
    [MaxLength(30)] IReadOnlyList<string>? Excluded = null,
    Money? OneOffPrice = null,
    [MaxLength(100)] IReadOnlyList<PaidOptionBody>? PaidOptions = null,
    SensitivityBody? Sensitivity = null,
    OrderingTermsBody? Ordering = null,
    [MaxLength(SupplierRules.Most)] IReadOnlyList<OfferSupplierBody>? Suppliers = null,
    [MaxLength(BundleRules.Most)] IReadOnlyList<BundlePartBody>? Parts = null)
{
    internal OfferTerms Terms => new(
        Name, Description, Category, [.. (Options ?? []).Select(option => option.Option)], PricePlanId, LicencePoolId, ServiceLevelPolicyId,
        [.. Plan.Select(step => step.Step)], DeliveredWithin, Form is { } form ? new(form.GetRawText()) : null, Included?.ToImmutableArray(), Excluded?.ToImmutableArray(), OneOffPrice,
        PaidOptions?.Select(paid => paid.Paid).ToImmutableArray(), Sensitivity?.Classes)
    {
        Ordering = Ordering?.Terms,
        Parts = Parts is { Count: > 0 } ? [.. Parts.Select(part => part.Part)] : null,
        Suppliers = Suppliers is { Count: > 0 } ? [.. Suppliers.Select(supplier => supplier.Supplier)] : null,
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

/// <summary>An answer that costs something beside what the offer costs.</summary>
/// <param name="Option">The question's key.</param>
/// <param name="Choice">The answer; absent: the question asks for a number, and each counts.</param>
/// <param name="OneOff">When it is delivered, to the cent; absent: nothing.</param>
/// <param name="Monthly">Over one whole month, to the cent; absent: nothing.</param>
public sealed record PaidOptionBody(
    [StringLength(40, MinimumLength = 1)] string Option,
    [StringLength(200, MinimumLength = 1)] string? Choice = null,
    Money? OneOff = null,
    Money? Monthly = null)
{
    internal PaidOption Paid => new(Option, Choice, OneOff ?? Money.Zero, Monthly ?? Money.Zero);
}

/// <summary>How much depends on what an offer holds: 1 (low) to 4 (very high).</summary>
/// <param name="Availability">That it is there.</param>
/// <param name="Integrity">That it is right.</param>
/// <param name="Confidentiality">That nobody else reads it.</param>
public sealed record SensitivityBody(
    [Range(1, Sensitivity.Highest)] int Availability, [Range(1, Sensitivity.Highest)] int Integrity, [Range(1, Sensitivity.Highest)] int Confidentiality)
{
    internal Sensitivity Classes => new(Availability, Integrity, Confidentiality);
}

/// <summary>Who delivers an offer for the provider; never a person's name.</summary>
/// <param name="Key">Its name in orders.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Reference">The provider's contract or call for tenders.</param>
/// <param name="Steps">Whole steps, each in place of the plan's step of the same key; the first supplier delivers by the plan as it is.</param>
/// <param name="LicencePoolId">The pool from which its seats are taken; absent: the offer's.</param>
public sealed record OfferSupplierBody(
    [StringLength(40, MinimumLength = 1), RegularExpression("^[a-z][a-zA-Z0-9-]*$")] string Key,
    [StringLength(120, MinimumLength = 1)] string Name,
    [StringLength(120, MinimumLength = 1)] string? Reference = null,
    [MaxLength(20)] IReadOnlyList<PlanStepBody>? Steps = null,
    Guid? LicencePoolId = null)
{
    internal OfferSupplier Supplier => new(Key, Name, Reference, [.. (Steps ?? []).Select(step => step.Step)], LicencePoolId);
}

/// <summary>An offer that is a part of a bundle.</summary>
/// <param name="OfferId">The offer; no bundle itself.</param>
/// <param name="Minimum">The fewest for one bundle; 0: it can be left out.</param>
/// <param name="Maximum">The most for one bundle.</param>
/// <param name="Default">How many when nobody says; absent: the fewest.</param>
public sealed record BundlePartBody(
    Guid OfferId,
    [Range(0, BundleRules.MostOfAPart)] int Minimum = 1,
    [Range(1, BundleRules.MostOfAPart)] int Maximum = 1,
    [Range(0, BundleRules.MostOfAPart)] int? Default = null)
{
    internal BundlePart Part => new(OfferId, Minimum, Default ?? Minimum, Maximum);
}
