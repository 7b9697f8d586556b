using System.Collections.Immutable;
using CsCheck;
using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using Xunit;
using static SBG.Domain.Tests.Requests.Orders;

namespace SBG.Domain.Tests.Requests;

public sealed class RequestContentTests
{
    private static readonly Gen<string> Word = Gen.Char["ab:1é"].Array[0, 4].Select(letters => new string(letters));

    private static readonly Gen<RequestLine> Lines =
        from line in Gen.Int[1, 4]
        from offer in Gen.Int[5, 8]
        from person in Gen.Int[9, 12]
        from version in Gen.Int[1, 20]
        from quantity in Gen.Int[1, 20]
        from cents in Gen.Int[0, 2000]
        from options in Gen.Select(Word, Word).Array[0, 3]
        select new RequestLine(
            Named(line), Named(offer), version, Named(person), options.DistinctBy(option => option.Item1).ToImmutableSortedDictionary(option => option.Item1, option => (OptionValue)option.Item2), quantity, new(cents / 100m));

    /// <summary>An approval outlives the release that showed the content: the hash of the same content never changes.</summary>
    [Fact]
    public void The_hash_of_a_content_is_this_one_for_ever() =>
        RequestContent.Hash([Asked(1), Asked(2) with { Options = Choose(("taille", "14"), ("couleur", "noir")), Quantity = 3, MonthlyPrice = new(1234.5m) }])
            .Should().Be("e6d47968a4175d6f27602a9e55faf7612df8e9b0197db91019fa70c2494ca77b");

    [Fact]
    public void Every_member_matters()
    {
        RequestLine[] others =
        [
            Asked(1) with { LineId = Named(9) },
            Asked(1) with { OfferId = Named(9) },
            Asked(1) with { OfferVersion = 2 },
            Asked(1) with { BeneficiaryId = Named(9) },
            Asked(1) with { Options = Choose(("taille", "14")) },
            Asked(1) with { Options = Choose(("format", "16")) },
            Asked(1) with { Options = Choose() },
            Asked(1) with { Quantity = 2 },
            Asked(1) with { MonthlyPrice = new(12.51m) },
            Asked(1) with { OneOffPrice = new(1m) },
            Asked(1) with { PartOf = Named(9) },
            Asked(1) with { MonthlyAmount = new(1m) },
            Asked(1) with { Options = Choose(("taille", "[16]")) },
            Asked(1) with { Options = Choose().Add("taille", new OptionValue.Several([new OptionValue.Number(16m)])) },
            Asked(1) with { Options = Choose().Add("taille", new OptionValue.Number(16m)) },
        ];
        others.Append(Asked(1)).Select(line => RequestContent.Hash([line])).Should().OnlyHaveUniqueItems();
        typeof(RequestLine).GetProperties().Should().HaveCount(10, "a new member must be hashed, and tried above");
    }

    [Fact]
    public void The_order_of_lines_matters() => RequestContent.Hash([Asked(1), Asked(2)]).Should().NotBe(RequestContent.Hash([Asked(2), Asked(1)]));

    [Fact]
    public void The_order_of_options_and_the_scale_of_a_price_do_not()
    {
        var backwards = ImmutableSortedDictionary.Create<string, OptionValue>(Comparer<string>.Create((left, right) => string.CompareOrdinal(right, left)))
            .Add("couleur", "noir").Add("taille", "14");
        backwards.Keys.Should().Equal("taille", "couleur");
        RequestContent.Hash([Asked(1) with { Options = backwards }]).Should().Be(RequestContent.Hash([Asked(1) with { Options = Choose(("couleur", "noir"), ("taille", "14")) }]));
        RequestContent.Hash([Asked(1) with { MonthlyPrice = new(12.5m) }]).Should().Be(RequestContent.Hash([Asked(1) with { MonthlyPrice = new(12.5000m) }]));
    }

    [Fact]
    public void Two_contents_have_one_hash_only_if_they_say_the_same() =>
        Gen.Select(Lines.Array[0, 3], Lines.Array[0, 3]).Sample((left, right) =>
            (RequestContent.Hash([.. left]) == RequestContent.Hash([.. right])).Should().Be(left.Select(Said).SequenceEqual(right.Select(Said))), iter: 5_000);

    private static string Said(RequestLine line) => System.Text.Json.JsonSerializer.Serialize(line);
}
