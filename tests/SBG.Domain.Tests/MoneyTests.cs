using FluentAssertions;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("9.975", "9.98")]
    [InlineData("0.005", "0.01")]
    [InlineData("-0.005", "-0.01")]
    [InlineData("2.345", "2.35")]
    [InlineData("2.3449999", "2.34")]
    public void A_half_cent_rounds_away_from_zero(string amount, string rounded) =>
        new Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)).ToCent().ToString().Should().Be(rounded);
}
