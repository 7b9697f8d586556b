using FluentAssertions;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Suppliers;
using Xunit;
using static SBG.Domain.Tests.Catalogue.Offers;

namespace SBG.Domain.Tests.Catalogue;

public sealed class SupplierTests
{
    private static readonly OfferSupplier First = new("nord", "Bureautique du Nord (fictif)", "AO-2026-014", []);
    private static readonly OfferSupplier Second = new("sud", "Bureautique du Sud (fictif)", null, [Step("preparer", Connector.Manual)]);

    [Fact]
    public void The_first_delivers_by_the_plan_and_another_by_the_same_with_steps_of_its_own()
    {
        var terms = With(First, Second) with { Plan = [Step("preparer"), Step("livrer")] };
        terms.SuppliedBy(null).Should().Be(terms);
        terms.SuppliedBy("nord")!.Plan.Should().Equal(terms.Plan);
        terms.SuppliedBy("sud")!.Plan.Select(step => (step.Key, step.Connector)).Should().Equal(("preparer", "manual"), ("livrer", "simulated"));
        terms.SuppliedBy("est").Should().BeNull();
    }

    [Fact]
    public void Terms_with_suppliers_are_compared_by_what_they_say()
    {
        With(First, Second).Should().Be(With(First with { Steps = [] }, Second with { Steps = [Step("preparer", Connector.Manual)] }));
        With(First, Second).Should().NotBe(With(Second, First));
        With(First).Should().NotBe(Terms);
    }

    [Fact]
    public void What_each_supplier_makes_of_the_plan_must_be_deliverable()
    {
        Refusal(With(First, Second)).Should().BeNull();
        Refusal(With(First, Second with { Key = "nord" })).Should().Be("catalogue/supplier-twice");
        Refusal(With(Second)).Should().Be("catalogue/first-supplier-has-the-plan");
        Refusal(With(First with { LicencePoolId = Pool })).Should().Be("catalogue/first-supplier-has-the-plan");
        Refusal(With(First, Second with { Steps = [Step("autre")] })).Should().Be("catalogue/supplier-step-unknown");
        Refusal(With(First, Second with { Steps = [Step("preparer"), Step("preparer")] })).Should().Be("catalogue/supplier-step-unknown");
        Refusal(With(First, Second with { Steps = [Step("preparer", Connector.Osb)] })).Should().Be("catalogue/target-and-connector-disagree");
        Refusal(With(First, Second with { Steps = [Step("preparer", Connector.Licence)] })).Should().Be("catalogue/pool-and-step-disagree");
        Refusal(With(First, Second with { Steps = [Step("preparer", Connector.Licence)], LicencePoolId = Pool })).Should().BeNull("its seats are of a pool of its own");
    }

    private static OfferTerms With(params OfferSupplier[] suppliers) => Terms with { Suppliers = [.. suppliers] };

    private static string? Refusal(OfferTerms terms) => OfferRules.Hindrance(terms)?.Code;
}
