using FluentAssertions;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;
using SBG.Domain.Tests.Architecture;
using Xunit;

namespace SBG.Domain.Tests.Billing.Charges;

public sealed class PublishedExampleTests
{
    [Fact]
    public void The_page_of_pricing_models_shows_every_example()
    {
        var file = Checkout.Below("docs", "pricing-models.md");
        if (Environment.GetEnvironmentVariable("SBG_APPROVE") == "1")
        {
            File.WriteAllText(file, PricingModelsPage.Text());
        }

        File.ReadAllText(file).Should().Be(PricingModelsPage.Text(), "the page is written from the examples: SBG_APPROVE=1 ./ops/test writes it anew");
    }

    [Fact]
    public void Every_model_has_an_example() =>
        PublishedExamples.Table.Select(row => row.Data.Item2.Model.GetType()).Distinct()
            .Should().BeEquivalentTo(typeof(ChargeModel).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ChargeModel))));

    [Theory]
    [MemberData(nameof(PublishedExamples.Table), MemberType = typeof(PublishedExamples))]
    public void What_others_publish_comes_out(string source, Charge charge, decimal units, int halves, decimal amount)
    {
        ChargeRules.Flaw(charge).Should().BeNull(source);
        var rated = ChargeRating.Rate(charge, new(units, Transactions: 1), new(halves, 2), Reduction.None, last: true);
        rated.Amount.Should().Be(new Money(amount), source);
        rated.Steps.Should().OnlyContain(step => step.AddsUp);
    }
}
