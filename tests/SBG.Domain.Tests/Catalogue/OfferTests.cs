using FluentAssertions;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Lifecycle;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Catalogue.Offers;

namespace SBG.Domain.Tests.Catalogue;

public sealed class OfferTests
{
    private static readonly Decision<Offer> Nothing = Decision.Nothing;

    [Fact]
    public void A_draft_is_recorded_once_and_only_if_it_can_be_delivered()
    {
        DraftOffer.Decide(new(Id, Terms), null).Events.Should().Equal(new OfferDrafted(Id, Terms));
        DraftOffer.Decide(new(Id, Terms with { Plan = [] }), null).Refusal!.Code.Should().Be("catalogue/no-plan");
        DraftOffer.Decide(new(Id, Terms), Given()).Should().Be(Nothing);
        Given().Status.Should().Be(OfferStatus.Draft);
    }

    [Fact]
    public void A_draft_is_written_anew()
    {
        var anew = Terms with { Name = "Poste mobile" };
        ReviseOfferDraft.Decide(new(anew), Given()).Events.Should().Equal(new OfferDraftRevised(anew));
        ReviseOfferDraft.Decide(new(anew with { Plan = [] }), Given()).Refusal!.Code.Should().Be("catalogue/no-plan");
        ReviseOfferDraft.Decide(new(anew), Given(new OfferRetired())).Refusal.Should().Be(ReviseOfferDraft.OfferIsRetired.With("offer", Terms.Name));
        ReviseOfferDraft.Decide(new(Copied()), Given()).Should().Be(Nothing);
    }

    [Fact]
    public void A_revised_draft_leaves_published_versions_as_they_are()
    {
        var offer = Given(Published(), new OfferDraftRevised(Terms with { Name = "Poste mobile" }));
        offer.Draft.Name.Should().Be("Poste mobile");
        offer.Version(1)!.Terms.Should().Be(Terms);
        (offer.Version(0), offer.Version(2)).Should().Be(((OfferVersion?)null, (OfferVersion?)null));
    }

    [Fact]
    public void A_version_is_published_at_the_price_in_force()
    {
        PublishOffer.Decide(new(), Given(Reviewed()), Price, Now).Events.Should().Equal(new OfferPublished(Id, 1, Terms, new(12.50m), 2));
        var second = Terms with { Description = "Un portable neuf" };
        PublishOffer.Decide(new(), Given([Published(), new OfferDraftRevised(second), .. Reviewed()]), Price, Now).Events.Should().Equal(Published(2, second));
    }

    [Fact]
    public void Nothing_is_published_without_a_price_without_news_or_after_retirement()
    {
        PublishOffer.Decide(new(), Given(Reviewed()), null, Now).Refusal!.Code.Should().Be("catalogue/no-price-in-force");
        PublishOffer.Decide(new(), Given(Published(), new OfferDraftRevised(Copied())), Price, Now).Refusal!.Code.Should().Be("catalogue/nothing-new");
        PublishOffer.Decide(new(), Given(new OfferRetired()), Price, Now).Refusal!.Code.Should().Be("catalogue/offer-retired");
        PublishOffer.Hindrance(Given(Reviewed())).Should().BeNull("a price is looked for only when someone publishes");
    }

    [Fact]
    public void A_retired_offer_keeps_its_versions_and_is_retired_once()
    {
        RetireOffer.Decide(new(), Given(Published()), Now).Events.Should().Equal(new OfferRetired());
        var retired = Given(Published(), new OfferRetired());
        retired.Status.Should().Be(OfferStatus.Retired);
        retired.Version(1)!.MonthlyPrice.Should().Be(new Money(12.50m));
        RetireOffer.Decide(new(), retired, Now).Refusal!.Code.Should().Be("catalogue/offer-retired");
    }
}
