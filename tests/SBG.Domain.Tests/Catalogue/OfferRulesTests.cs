using System.Collections.Immutable;
using FluentAssertions;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Catalogue.Offers;

namespace SBG.Domain.Tests.Catalogue;

public sealed class OfferRulesTests
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    [Fact]
    public void Terms_that_can_be_delivered_as_they_say_are_good()
    {
        OfferRules.Hindrance(Terms).Should().BeNull();
        OfferRules.Hindrance(Terms with { Options = [] }).Should().BeNull();
        OfferRules.Hindrance(Terms with { LicencePoolId = Pool, Plan = [Step("siege", Connector.Licence), Step("remise", Connector.Manual)] }).Should().BeNull();
    }

    [Fact]
    public void Names_are_distinct()
    {
        OfferRules.Hindrance(Terms with { Options = [Size, Size] }).Should().Be(OfferRules.NamedTwice.With("name", "taille"));
        OfferRules.Hindrance(Terms with { Options = [Size with { Choices = ["14", "16", "14"] }] }).Should().Be(OfferRules.NamedTwice.With("name", "14"));
        OfferRules.Hindrance(Terms with { Plan = [Step("a"), Step("b"), Step("a")] }).Should().Be(OfferRules.NamedTwice.With("name", "a"));
        OfferRules.Hindrance(Terms with { Options = [Size, Colour with { Choices = ["14"] }] }).Should().BeNull("two options may share a choice");
    }

    [Fact]
    public void An_option_has_choices() =>
        OfferRules.Hindrance(Terms with { Options = [Size with { Choices = [] }] }).Should().Be(OfferRules.NothingToChoose.With("option", "taille"));

    [Fact]
    public void A_plan_has_steps_that_someone_carries_out()
    {
        OfferRules.Hindrance(Terms with { Plan = [] }).Should().Be(OfferRules.NoPlan);
        OfferRules.Hindrance(Terms with { Plan = [Step("a"), Step("b", "magie")] }).Should().Be(OfferRules.UnknownConnector.With("connector", "magie"));
    }

    [Fact]
    public void A_pool_and_a_step_that_takes_from_it_go_together()
    {
        OfferRules.Hindrance(Terms with { LicencePoolId = Pool }).Should().Be(OfferRules.PoolAndStepDisagree);
        OfferRules.Hindrance(Terms with { Plan = [Step("siege", Connector.Licence)] }).Should().Be(OfferRules.PoolAndStepDisagree);
    }

    [Fact]
    public void Attempts_and_time_outs_have_bounds()
    {
        Check(1, FiveMinutes).Should().BeNull();
        Check(OfferRules.MostAttempts, OfferRules.LongestTimeOut).Should().BeNull();
        foreach (var (attempts, timeOut) in new[] { (0, FiveMinutes), (OfferRules.MostAttempts + 1, FiveMinutes), (1, TimeSpan.Zero), (1, OfferRules.LongestTimeOut + TimeSpan.FromTicks(1)) })
        {
            Check(attempts, timeOut).Should().Be("catalogue/step-out-of-range", "{0} attempts of {1}", attempts, timeOut);
        }

        static string? Check(int attempts, TimeSpan timeOut) =>
            OfferRules.Hindrance(Terms with { Plan = [Step("a") with { MaxAttempts = attempts, TimeOut = timeOut }] })?.Code;
    }

    [Theory]
    [InlineData(null, "taille", "16")]
    [InlineData(null, "taille", "14", "couleur", "noir")]
    [InlineData("catalogue/choice-missing")]
    [InlineData("catalogue/choice-missing", "couleur", "noir")]
    [InlineData("catalogue/unknown-option", "taille", "14", "poids", "2")]
    [InlineData("catalogue/unknown-choice", "taille", "15")]
    [InlineData("catalogue/unknown-option", "Taille", "14")]
    public void A_choice_fits_the_options(string? code, params string[] chosen) =>
        OrderChoice.Hindrance(Terms, chosen.Chunk(2).ToImmutableSortedDictionary(pair => pair[0], pair => (OptionValue)pair[1]))?.Code.Should().Be(code);
}
