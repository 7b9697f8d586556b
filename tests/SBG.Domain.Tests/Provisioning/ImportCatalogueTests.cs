using System.Collections.Immutable;
using FluentAssertions;
using SBG.Domain.Provisioning.Targets;
using Xunit;

namespace SBG.Domain.Tests.Provisioning;

public sealed class ImportCatalogueTests
{
    private static readonly Guid Id = Guid.Parse("0190a000-0000-7000-8000-000000000030");
    private static readonly Target Broker = Target.Evolve(
        null,
        new TargetRegistered(
            Id, TargetProtocol.Osb, new("Essai", "https://exemple.example", TimeSpan.FromSeconds(30), ImmutableSortedDictionary<string, string>.Empty),
            new(CredentialForm.Bearer, "target:1", "boîte")),
        default)!;

    [Fact]
    public void A_catalogue_is_taken_over_once_and_what_is_gone_is_remembered()
    {
        var (small, large) = (Plan("petit"), Plan("grand"));
        var first = ImportCatalogue.Decide(new([small, large]), Broker);
        var broker = Target.Evolve(Broker, first.Events.Single(), default)!;
        ImportCatalogue.Decide(new([large, small]), broker).Events.Should().BeEmpty("the order of plans says nothing");
        broker = Target.Evolve(broker, ImportCatalogue.Decide(new([small]), broker).Events.Single(), default)!;
        broker.Plans.Where(plan => plan.IsGone).Should().Equal(large with { IsGone = true });
        Target.Evolve(broker, ImportCatalogue.Decide(new([small, large]), broker).Events.Single(), default)!.Plans.Should().NotContain(plan => plan.IsGone);
    }

    [Fact]
    public void Only_a_broker_has_a_catalogue() =>
        ImportCatalogue.Decide(new([]), Broker with { Kind = TargetProtocol.Scim }).Refusal.Should().Be(ImportCatalogue.NoBroker);

    private static BrokeredPlan Plan(string name) => new("service", name, BrokeredPlan.OfferOf(Id, "service", name), "empreinte");
}
