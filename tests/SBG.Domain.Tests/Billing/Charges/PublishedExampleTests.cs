using FluentAssertions;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Billing.Charges;

public sealed class PublishedExampleTests
{
    [Theory]
    [MemberData(nameof(PublishedExamples.Table), MemberType = typeof(PublishedExamples))]
    public void What_others_publish_comes_out(string source, Charge charge, decimal units, int halves, decimal amount)
    {
        ChargeRules.Flaw(charge).Should().BeNull(source);
        var rated = ChargeRating.Rate(charge, new(units), new(halves, 2), Reduction.None, last: true);
        rated.Amount.Should().Be(new Money(amount), source);
        rated.Steps.Should().OnlyContain(step => step.AddsUp);
    }
}
