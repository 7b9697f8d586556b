using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning.Targets;

/// <summary>A service plan of a broker's catalogue, as it was last read.</summary>
/// <param name="Service">The service offering's id.</param>
/// <param name="Plan">The service plan's id.</param>
/// <param name="OfferId">The offer that it became.</param>
/// <param name="Fingerprint">SHA-256 of what the offer takes over of it.</param>
/// <param name="IsGone">Whether the catalogue has it no more.</param>
public sealed record BrokeredPlan(string Service, string Plan, Guid OfferId, string Fingerprint, bool IsGone = false)
{
    /// <summary>The offer that a plan becomes: the same however often the catalogue is read.</summary>
    /// <param name="targetId">The broker.</param>
    /// <param name="service">The service offering's id.</param>
    /// <param name="plan">The service plan's id.</param>
    public static Guid OfferOf(Guid targetId, string service, string plan) => DerivedId.Of("brokered-offer", targetId.ToString(), service, plan);
}

/// <summary>Take over what a broker's catalogue says now.</summary>
/// <param name="Plans">Its plans.</param>
public sealed record ImportCatalogue(ImmutableArray<BrokeredPlan> Plans)
{
    /// <summary>Only brokers have a catalogue.</summary>
    public static readonly Refusal NoBroker = new("provisioning/target-no-broker");

    /// <summary>What stands in the way.</summary>
    /// <param name="target">The target.</param>
    public static Refusal? Hindrance(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Kind == TargetProtocol.Osb ? null : NoBroker;
    }

    /// <summary>Decides; a plan that is gone is remembered, since its offer is.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="target">The target.</param>
    public static Decision<Target> Decide(ImportCatalogue command, Target target)
    {
        if (Hindrance(target) is { } refusal)
        {
            return refusal;
        }

        var known = command.Plans.Select(plan => plan.OfferId).ToImmutableHashSet();
        ImmutableArray<BrokeredPlan> plans =
        [
            .. command.Plans.Concat(target.Plans.Where(plan => !known.Contains(plan.OfferId)).Select(plan => plan with { IsGone = true })).OrderBy(plan => plan.OfferId),
        ];
        return plans.SequenceEqual(target.Plans) ? Decision.Nothing : new TargetCatalogueImported(plans);
    }
}
