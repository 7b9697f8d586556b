using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SBG.Domain.Catalogue.Bundles;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Catalogue.Ordering;
using SBG.Domain.Catalogue.Pricing;
using SBG.Domain.Catalogue.Suppliers;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue;

/// <summary>What an offer promises: described, priced by a plan, delivered by a plan of steps. Written by the provider; no personal data.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What one gets.</param>
/// <param name="Category">Where the catalogue shows it.</param>
/// <param name="Options">What the orderer chooses, each from a list; empty where there is a form.</param>
/// <param name="PricePlanId">The plan that prices it.</param>
/// <param name="LicencePoolId">The pool from which a <see cref="Connector.Licence"/> step takes seats; null when there is no such step.</param>
/// <param name="ServiceLevelPolicyId">The service level; null: the one agreed with the client.</param>
/// <param name="Plan">How it is delivered: the steps, a graph; empty of a bundle that is nothing but its parts.</param>
/// <param name="DeliveredWithin">How long after the approval it is there at the latest; null: nobody promises.</param>
/// <param name="Form">What the orderer answers; null: what <paramref name="Options"/> say.</param>
/// <param name="Included">What one gets with it, for people; null: nobody said.</param>
/// <param name="Excluded">What one does not get with it, for people.</param>
/// <param name="OneOffPrice">Dollars for one unit when it is delivered; null: nothing.</param>
/// <param name="PaidOptions">The answers that cost something more; null: none.</param>
/// <param name="Sensitivity">How much depends on what it holds; null: nobody said.</param>
public sealed record OfferTerms(
    string Name,
    string Description,
    string Category,
    ImmutableArray<OfferOption> Options,
    Guid PricePlanId,
    Guid? LicencePoolId,
    Guid? ServiceLevelPolicyId,
    ImmutableArray<PlanStep> Plan,
    TimeSpan? DeliveredWithin = null,
    OrderForm? Form = null,
    ImmutableArray<string>? Included = null,
    ImmutableArray<string>? Excluded = null,
    Money? OneOffPrice = null,
    ImmutableArray<PaidOption>? PaidOptions = null,
    Sensitivity? Sensitivity = null)
{
    /// <summary>What the orderer is asked, whether by a form or by a list of options.</summary>
    [JsonIgnore]
    public IEnumerable<FormQuestion> Questions =>
        Form?.Questions ?? Options.Select(option => new FormQuestion(option.Key, option.Label, AnswerKind.Text, option.Choices, IsSealed: false));

    /// <summary>A question by its name in orders; null when there is none.</summary>
    /// <param name="key">The name.</param>
    public FormQuestion? Question(string key) => Questions.FirstOrDefault(question => question.Key == key);

    /// <summary>Who may order it, and when; null: everyone, at any time.</summary>
    public OrderingTerms? Ordering { get; init; }

    /// <summary>Who delivers it, the first before the others; null: nobody said.</summary>
    public ImmutableArray<OfferSupplier>? Suppliers { get; init; }

    /// <summary>The offers that are ordered with it, as one; null: it is no bundle.</summary>
    public ImmutableArray<BundlePart>? Parts { get; init; }

    /// <summary>Compares what is said, members of arrays included.</summary>
    /// <param name="other">Other terms.</param>
    public bool Equals(OfferTerms? other) =>
        other is not null
        && (Name, Description, Category, PricePlanId, LicencePoolId, ServiceLevelPolicyId)
            == (other.Name, other.Description, other.Category, other.PricePlanId, other.LicencePoolId, other.ServiceLevelPolicyId)
        && (DeliveredWithin, Form, Ordering) == (other.DeliveredWithin, other.Form, other.Ordering)
        && (OneOffPrice, Sensitivity) == (other.OneOffPrice, other.Sensitivity)
        && Included.IsSame(other.Included)
        && Excluded.IsSame(other.Excluded)
        && PaidOptions.IsSame(other.PaidOptions)
        && Suppliers.IsSame(other.Suppliers)
        && Parts.IsSame(other.Parts)
        && Options.SequenceEqual(other.Options)
        && Plan.SequenceEqual(other.Plan);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Description, Category, PricePlanId, Options.Length, Plan.Length);
}

/// <summary>Something that the orderer chooses.</summary>
/// <param name="Key">Its name in orders.</param>
/// <param name="Label">Its name on screens.</param>
/// <param name="Choices">The values to choose from.</param>
/// <param name="Required">Whether an order must choose.</param>
public sealed record OfferOption(string Key, string Label, ImmutableArray<string> Choices, bool Required)
{
    /// <summary>Compares what is said, choices included.</summary>
    /// <param name="other">Another option.</param>
    public bool Equals(OfferOption? other) =>
        other is not null && (Key, Label, Required) == (other.Key, other.Label, other.Required) && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Label, Required, Choices.Length);
}

/// <summary>One step of a delivery. The plan is a graph: a step begins when those that it depends on are done or skipped; independent steps run side by side.</summary>
/// <param name="Key">Its name within the plan.</param>
/// <param name="Title">What people see.</param>
/// <param name="Connector">Who carries it out, see <see cref="Catalogue.Connector"/>.</param>
/// <param name="MaxAttempts">After so many failed attempts the step is given up; 1 or more.</param>
/// <param name="TimeOut">An attempt that takes longer has failed.</param>
/// <param name="Settings">What the connector is told.</param>
/// <param name="DependsOn">Keys of the steps that come before it; null: the one before it in the plan; empty: none.</param>
/// <param name="Condition">When it runs; null: always.</param>
/// <param name="Estimate">How long it takes as a rule; null: nobody said.</param>
/// <param name="NoReturn">Whether what came before and the step itself cannot be undone any more once it is done.</param>
/// <param name="Retry">How long to wait between attempts; null: <see cref="RetryPolicy.Usual"/>.</param>
/// <param name="Compensable">Whether there is something to undo.</param>
/// <param name="Uses">The options that the step looks at, and <c>quantity</c> where it looks at that: only their change does it again; null: all.</param>
/// <param name="GivenUp">What happens after the last failed attempt.</param>
/// <param name="Target">The registered outside system that carries it out; null: the connector needs none.</param>
/// <param name="UpdatedInPlace">Whether a change on the way is told to the other side as a change, instead of undoing the step and doing it again.</param>
public sealed record PlanStep(
    string Key,
    string Title,
    string Connector,
    int MaxAttempts,
    TimeSpan TimeOut,
    ImmutableSortedDictionary<string, string> Settings,
    ImmutableArray<string>? DependsOn = null,
    StepCondition? Condition = null,
    TimeSpan? Estimate = null,
    bool NoReturn = false,
    RetryPolicy? Retry = null,
    bool Compensable = true,
    ImmutableArray<string>? Uses = null,
    GivenUp GivenUp = GivenUp.FallOut,
    Guid? Target = null,
    bool UpdatedInPlace = false)
{
    /// <summary>Compares what is said, settings included.</summary>
    /// <param name="other">Another step.</param>
    public bool Equals(PlanStep? other) =>
        other is not null
        && (Key, Title, Connector, MaxAttempts, TimeOut) == (other.Key, other.Title, other.Connector, other.MaxAttempts, other.TimeOut)
        && (Condition, Estimate, NoReturn, Retry, Compensable, GivenUp) == (other.Condition, other.Estimate, other.NoReturn, other.Retry, other.Compensable, other.GivenUp)
        && (Target, UpdatedInPlace) == (other.Target, other.UpdatedInPlace)
        && DependsOn.IsSame(other.DependsOn)
        && Uses.IsSame(other.Uses)
        && Settings.SequenceEqual(other.Settings);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Title, Connector, MaxAttempts, TimeOut);
}

/// <summary>Who carries out a step.</summary>
public static class Connector
{
    /// <summary>A stand-in for an outside system, with faults on demand.</summary>
    public const string Simulated = "simulated";

    /// <summary>An agent, from the work queue.</summary>
    public const string Manual = "manual";

    /// <summary>The service itself: seats of the offer's licence pool.</summary>
    public const string Licence = "licence";

    /// <summary>A registered system that is told by signed webhooks, and tells by callbacks.</summary>
    public const string Webhook = "webhook";

    /// <summary>A registered service broker (Open Service Broker API 2.17).</summary>
    public const string Osb = "osb";

    /// <summary>A registered directory of users and groups (SCIM 2.0).</summary>
    public const string Scim = "scim";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [Simulated, Manual, Licence, Webhook, Osb, Scim];

    /// <summary>Those that call a registered outside system.</summary>
    public static ImmutableArray<string> WithTarget { get; } = [Webhook, Osb, Scim];

    /// <summary>Those that can change what they made.</summary>
    public static ImmutableArray<string> WithUpdate { get; } = [Webhook, Osb, Scim];
}
