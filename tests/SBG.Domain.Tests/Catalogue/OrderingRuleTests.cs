using CsCheck;
using FluentAssertions;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Ordering;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.Tests.Requests;
using Xunit;
using static SBG.Domain.Tests.Catalogue.Offers;

namespace SBG.Domain.Tests.Catalogue;

public sealed class OrderingRuleTests
{
    private static readonly string[] Codes = ["cegep-fjord", "ville-lac"];
    private static readonly string[] Units = ["TI", "RH"];
    private static readonly string[] Parts = ["enseignant", "gestionnaire"];
    private static readonly Guid[] Others = [Orders.Named(1), Orders.Named(2), Orders.Named(3)];
    private static readonly ClientCategory[] Kinds = [ClientCategory.Education, ClientCategory.Municipality];

    private static readonly Gen<OrderingTerms> SomeTerms =
        from categories in Some(Kinds)
        from clients in Some(Codes)
        from units in Some(Units)
        from parts in Some(Parts)
        from requires in Some(Others)
        from excludes in Some(Others)
        from days in Gen.Int[-3, 3].Array[2]
        from bounded in Gen.Bool.Array[2]
        select new OrderingTerms(
            [.. categories], [.. clients], [.. units], [.. parts], [.. requires], [.. excludes], bounded[0] ? Now.AddDays(days[0]) : null, bounded[1] ? Now.AddDays(days[1]) : null);

    private static readonly Gen<(OrderingTerms Terms, OrderingTerms Other, int Code, int Unit, int Part, Guid[] Has)> Cases =
        Gen.Select(SomeTerms, SomeTerms, Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int[0, 2], Some(Others));

    [Fact]
    public void It_is_orderable_exactly_when_everything_that_is_said_holds() => Cases.Sample(told =>
    {
        var (terms, client, person) = (told.Terms, Kept(told.Code), Somebody(Units[told.Unit], told.Part == 2 ? null : Parts[told.Part]));
        var reasons = Of(terms, client, person, told.Has, other => other == Others[0] ? told.Other : null).Select(reason => reason.Code).ToHashSet();

        reasons.Contains("catalogue/not-orderable-yet").Should().Be(terms.From is { } from && from > Now);
        reasons.Contains("catalogue/not-orderable-any-more").Should().Be(terms.Until is { } until && until <= Now);
        var everyone = terms.Categories.Length + terms.Clients.Length == 0;
        reasons.Contains("catalogue/client-not-eligible").Should().Be(!everyone && !terms.Categories.Contains(client.Category) && !terms.Clients.Contains(client.ClientId));
        reasons.Contains("catalogue/unit-not-eligible").Should().Be(terms.Units.Length > 0 && terms.Units.All(unit => unit != person.Unit));
        reasons.Contains("catalogue/job-role-not-eligible").Should().Be(terms.JobRoles.Length > 0 && terms.JobRoles.All(part => part != person.JobRole));
        reasons.Contains("catalogue/offer-required").Should().Be(terms.Requires.Except(told.Has).Any());
        reasons.Contains("catalogue/offer-excluded").Should().Be(
            terms.Excludes.Intersect(told.Has).Any() || (told.Has.Contains(Others[0]) && told.Other.Excludes.Contains(Id)), "either of the two may say it");
        Of(terms, client, null, told.Has).Select(reason => reason.Code)
            .Should().BeSubsetOf(["catalogue/not-orderable-yet", "catalogue/not-orderable-any-more", "catalogue/client-not-eligible"], "nobody is named");
    }, iter: 5_000);

    [Fact]
    public void What_says_nothing_restricts_nothing()
    {
        Of(null, Kept(0), Somebody("TI", null), Others).Should().BeEmpty();
        Of(OrderingTerms.Open, null, Somebody("TI", null), []).Should().BeEmpty();
        Of(OrderingTerms.Open with { Clients = ["cegep-fjord"] }, null, null, []).Should().Equal(OrderingRule.ClientNotEligible);
    }

    [Fact]
    public void Terms_of_ordering_make_sense()
    {
        OfferRules.Hindrance(Terms with { Ordering = OrderingTerms.Open with { From = Now, Until = Now } }).Should().Be(OrderingRules.NeverOrderable);
        OfferRules.Hindrance(Terms with { Ordering = OrderingTerms.Open with { Requires = [Pool], Excludes = [Pool] } }).Should().Be(OrderingRules.RequiredAndExcluded.With("offer", Pool));
        OfferRules.Hindrance(Terms with { Ordering = OrderingTerms.Open with { Units = ["TI", "TI"] } }).Should().Be(OrderingRules.NamedAgain);
        OfferRules.Hindrance(Terms with { Ordering = OrderingTerms.Open with { From = Now, Until = Now.AddDays(1), Requires = [Pool], Units = ["TI"] } }).Should().BeNull();
        (Terms with { Ordering = OrderingTerms.Open with { Units = ["TI"] } }).Should().Be(Copied() with { Ordering = OrderingTerms.Open with { Units = ["TI"] } }).And.NotBe(Terms);
    }

    [Fact]
    public void A_line_is_judged_among_those_that_are_ordered_with_it()
    {
        var other = Offer.Evolve(Offer.Evolve(null, new OfferDrafted(Others[0], Terms), Now), new OfferPublished(Others[0], 1, Terms with { Name = "Écran" }, Price.MonthlyPerSeat, 1), Now)!;
        var offer = Given(Published(1, Terms with { Ordering = OrderingTerms.Open with { Requires = [Others[0]] } }));
        var facts = Orders.FactsOf(offer) with { Offers = new Dictionary<Guid, Offer> { [Id] = offer, [Others[0]] = other } };
        var (line, screen) = (Orders.Line(), Orders.Line(2) with { OfferId = Others[0] });
        CartRules.Hindrance(line, facts.Beside([line])).Should().Be(OrderingRule.OfferRequired.With("offer", "Écran"));
        CartRules.Hindrance(line, facts.Beside([line, screen])).Should().BeNull();
        CartRules.Hindrance(line, facts.Beside([line, screen with { BeneficiaryId = Orders.Named(9) }])).Should().NotBeNull("it is for someone else");
        CartRules.Hindrance(line, facts with { Held = new[] { Others[0] }.ToLookup(_ => Orders.Beneficiary) }).Should().BeNull();
    }

    private static Gen<T[]> Some<T>(T[] all) => Gen.Bool.Array[all.Length].Select(chosen => all.Where((_, index) => chosen[index] && index < all.Length).ToArray());

    private static Client Kept(int code) => Client.Evolve(null, new ClientRegistered(Codes[code], "Essai", "1112345678", Kinds[code], "America/Toronto", "fr"), Now)!;

    private static Person Somebody(string unit, string? part) => new(Orders.Beneficiary, new("p", "x"), new("p", "y"), unit, false, Now) { JobRole = part };

    private static List<Refusal> Of(OrderingTerms? terms, Client? client, Person? person, Guid[] has, Func<Guid, OrderingTerms?>? termsOf = null) =>
        [.. OrderingRule.Hindrances(Id, terms, new(client, person, has.ToHashSet()), other => other.ToString(), termsOf ?? (_ => null), Now)];
}
