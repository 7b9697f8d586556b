using FluentAssertions;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Lifecycle;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Catalogue.Offers;

namespace SBG.Domain.Tests.Catalogue;

public sealed class LifecycleTests
{
    private static readonly DateTimeOffset Soon = Now.AddDays(3);
    private static readonly Decision<Offer> Nothing = Decision.Nothing;

    [Fact]
    public void A_draft_is_proposed_once_and_reviewed_by_someone_else()
    {
        ProposeOffer.Decide(Given(), Anne).Events.Should().Equal(new OfferReviewRequested(Id, "anne"));
        var proposed = Given(new OfferReviewRequested(Id, "anne"));
        proposed.Status.Should().Be(OfferStatus.Review);
        ProposeOffer.Decide(proposed, Ben).Refusal.Should().Be(ProposeOffer.AlreadyProposed);
        ReviewOffer.Approve(proposed, Anne).Refusal.Should().Be(ReviewOffer.OwnProposal);
        ReviewOffer.Approve(proposed, Ben).Events.Should().Equal(new OfferReviewApproved(Id, "ben"));
        ReviewOffer.Approve(Given(), Ben).Refusal.Should().Be(ReviewOffer.NotInReview);
        ReviewOffer.SendBack(proposed, Anne, Because).Refusal.Should().Be(ReviewOffer.OwnProposal);
        ReviewOffer.SendBack(proposed, Ben, Because).Events.Should().Equal(new OfferSentBack(Id, "ben", Because));
    }

    [Fact]
    public void Nothing_is_tried_or_published_that_nobody_else_approved_as_it_is()
    {
        foreach (var offer in new[]
        {
            Given(), Given(new OfferReviewRequested(Id, "anne")), Given(new OfferReviewRequested(Id, "anne"), new OfferSentBack(Id, "ben", Because)),
            Given([.. Reviewed(), new OfferDraftRevised(Terms with { Name = "Autre" })]),
        })
        {
            PublishOffer.Decide(new(), offer, Price, Now).Refusal.Should().Be(PublishOffer.NotReviewed);
            PublishOffer.Decide(new(Soon), offer, Price, Now).Refusal.Should().Be(PublishOffer.NotReviewed);
            PilotOffer.Decide(new(["cegep-fjord"]), offer, Price).Refusal.Should().Be(PublishOffer.NotReviewed);
        }
    }

    [Fact]
    public void A_draft_that_was_sent_back_can_be_proposed_again()
    {
        var back = Given(new OfferReviewRequested(Id, "anne"), new OfferSentBack(Id, "ben", Because));
        back.Status.Should().Be(OfferStatus.Draft);
        back.Review!.Reason.Should().Be(Because);
        ProposeOffer.Decide(back, Ben).Events.Should().Equal(new OfferReviewRequested(Id, "ben"));
        Given(new OfferReviewRequested(Id, "anne"), new OfferSentBack(Id, "ben", Because), new OfferDraftRevised(Terms with { Name = "Autre" })).Review.Should().BeNull();
    }

    [Fact]
    public void A_pilot_is_of_the_clients_that_it_names_only()
    {
        var decided = PilotOffer.Decide(new(["ville-lac", "cegep-fjord", "cegep-fjord"]), Given(Reviewed()), Price);
        decided.Events.Should().BeEquivalentTo([Piloted(1, "cegep-fjord", "ville-lac")]);
        var offer = Given([.. Reviewed(), Piloted(1, "cegep-fjord")]);
        offer.Status.Should().Be(OfferStatus.Pilot);
        (offer.CurrentFor("cegep-fjord", Now)?.Number, offer.CurrentFor("ville-lac", Now), offer.Current(Now)).Should().Be((1, null, null));
        PilotOffer.Decide(new(["cegep-fjord"]), offer, Price).Should().Be(Nothing);
        PilotOffer.Decide(new(["ville-lac"]), offer, null).Events.Should().BeEquivalentTo([new OfferPilotClientsChanged(1, ["ville-lac"])]);
        PilotOffer.Decide(new(["ville-lac"]), Given(Reviewed()), null).Refusal.Should().Be(PublishOffer.NoPrice);
    }

    [Fact]
    public void What_was_tried_is_published_as_it_was_tried_or_as_a_new_version_when_its_price_changed()
    {
        var offer = Given([.. Reviewed(), Piloted(1, "cegep-fjord")]);
        PublishOffer.Decide(new(), offer, Price, Now).Events.Should().Equal(Published());
        PublishOffer.Decide(new(), offer, Price with { Number = 3 }, Now).Events.Should().Equal(Published(2) with { PricePlanVersion = 3 });
        var dearer = Given([.. Reviewed(), Piloted(1, "cegep-fjord"), Published(2)]);
        dearer.Version(1)!.Stage.Should().Be(VersionStage.Withdrawn);
        (dearer.CurrentFor("cegep-fjord", Now)!.Number, dearer.CurrentFor("ville-lac", Now)!.Number).Should().Be((2, 2));
        Given([.. Reviewed(), Piloted(1, "cegep-fjord"), Published()]).Version(1)!.Review!.ReviewedBy.Should().Be("ben");
    }

    [Fact]
    public void A_pilot_ends_and_what_it_offered_stays_known_to_who_tried_it()
    {
        EndPilot.Decide(Given()).Refusal.Should().Be(EndPilot.NoPilot);
        EndPilot.Decide(Given([.. Reviewed(), Piloted(1, "cegep-fjord")])).Events.Should().Equal(new OfferPilotEnded(1));
        var ended = Given([.. Reviewed(), Piloted(1, "cegep-fjord"), new OfferPilotEnded(1)]);
        ended.CurrentFor("cegep-fjord", Now).Should().BeNull();
        (ended.Version(1)!.IsKnownTo("cegep-fjord", Now), ended.Version(1)!.IsKnownTo("ville-lac", Now)).Should().Be((true, false));
    }

    [Fact]
    public void A_publication_that_is_awaited_takes_effect_at_its_instant_told_or_not()
    {
        var second = Terms with { Name = "Poste mobile" };
        var offer = Given([Published(), new OfferDraftRevised(second), .. Reviewed()]);
        var scheduled = PublishOffer.Decide(new(Soon), offer, Price, Now);
        scheduled.Events.Should().Equal(new PublicationScheduled(Id, 2, second, Price.MonthlyPerSeat, Price.Number, Soon));
        offer = Given([Published(), new OfferDraftRevised(second), .. Reviewed(), .. scheduled.Events]);
        (offer.Current(Soon.AddTicks(-1))!.Number, offer.Current(Soon)!.Number).Should().Be((1, 2));
        AwaitedPublication.Tell(offer, 2, Soon.AddTicks(-1)).Should().Be(Nothing);
        AwaitedPublication.Tell(offer, 1, Soon).Should().Be(Nothing);
        AwaitedPublication.Tell(offer, 9, Soon).Should().Be(Nothing);
        var told = AwaitedPublication.Tell(offer, 2, Soon.AddDays(30));
        told.Events.Should().Equal(Published(2, second));
        var after = Offer.Evolve(offer, told.Events[0], Soon)!;
        (after.Current(Soon.AddTicks(-1))!.Number, after.Current(Soon)!.Number, after.Version(2)!.PublishedAt).Should().Be((2, 2, Soon), "the past is asked of the past state");
        AwaitedPublication.Tell(after, 2, Soon.AddDays(31)).Should().Be(Nothing);
    }

    [Fact]
    public void A_publication_is_called_off_before_its_instant_and_its_number_is_not_given_again()
    {
        var offer = Given([.. Reviewed(), Scheduled(1)]);
        AwaitedPublication.Withdraw(offer, Soon.AddTicks(-1)).Events.Should().Equal(new PublicationWithdrawn(1));
        AwaitedPublication.Withdraw(offer, Soon).Refusal.Should().Be(AwaitedPublication.NoneAwaited);
        PublishOffer.Decide(new(), offer, Price, Now).Refusal.Should().Be(PublishOffer.PublicationAwaited.With("version", 1));
        PilotOffer.Decide(new(["cegep-fjord"]), offer, Price).Refusal!.Code.Should().Be("catalogue/publication-awaited");
        var off = Given([.. Reviewed(), Scheduled(1), new PublicationWithdrawn(1)]);
        (off.Current(Soon.AddDays(1)), off.Status).Should().Be((null, OfferStatus.Draft));
        AwaitedPublication.Tell(off, 1, Soon).Should().Be(Nothing);
        PublishOffer.Decide(new(), off, Price, Now).Events.Should().Equal(Published(2));
    }

    [Fact]
    public void A_pilot_goes_on_until_it_is_published_and_after_that_is_called_off()
    {
        var offer = Given([.. Reviewed(), Piloted(1, "cegep-fjord"), Scheduled(1)]);
        (offer.CurrentFor("cegep-fjord", Now)!.Number, offer.CurrentFor("ville-lac", Now), offer.CurrentFor("ville-lac", Soon)!.Number).Should().Be((1, null, 1));
        EndPilot.Hindrance(offer)!.Code.Should().Be("catalogue/publication-awaited");
        Given([.. Reviewed(), Piloted(1, "cegep-fjord"), Scheduled(1), new PublicationWithdrawn(1)]).CurrentFor("cegep-fjord", Soon)!.Number.Should().Be(1);
    }

    [Fact]
    public void Instants_are_ahead_and_not_too_far()
    {
        foreach (var at in new[] { Now, Now.AddDays(-1), Now + PublishOffer.Farthest + TimeSpan.FromTicks(1) })
        {
            PublishOffer.Decide(new(at), Given(Reviewed()), Price, Now).Refusal.Should().Be(PublishOffer.InstantOutOfRange);
            RetireOffer.Decide(new(at), Given(Published()), Now).Refusal.Should().Be(PublishOffer.InstantOutOfRange);
        }

        PublishOffer.Decide(new(Now + PublishOffer.Farthest), Given(Reviewed()), Price, Now).Refusal.Should().BeNull();
    }

    [Fact]
    public void A_retirement_that_is_awaited_takes_effect_at_its_instant_told_or_not()
    {
        RetireOffer.Decide(new(Soon), Given(Published()), Now).Events.Should().Equal(new RetirementScheduled(Id, Soon));
        var offer = Given(Published(), new RetirementScheduled(Id, Soon));
        (offer.IsRetired(Soon.AddTicks(-1)), offer.IsRetired(Soon), offer.Status).Should().Be((false, true, OfferStatus.Published));
        RetireOffer.Decide(new(Soon), offer, Now).Should().Be(Nothing);
        RetireOffer.Decide(new(Soon.AddDays(1)), offer, Now).Events.Should().Equal(new RetirementScheduled(Id, Soon.AddDays(1)));
        RetireOffer.Tell(offer, Soon.AddTicks(-1)).Should().Be(Nothing);
        RetireOffer.Tell(offer, Soon).Events.Should().Equal(new OfferRetired());
        RetireOffer.Tell(Given(Published(), new OfferRetired()), Soon).Should().Be(Nothing);
        RetireOffer.Withdraw(offer, Now).Events.Should().Equal(new RetirementWithdrawn());
        RetireOffer.Withdraw(offer, Soon).Refusal.Should().Be(RetireOffer.NoneAwaited);
        Given(Published(), new RetirementScheduled(Id, Soon), new RetirementWithdrawn()).IsRetired(Soon).Should().BeFalse();
    }

    private static OfferPiloted Piloted(int version, params string[] clients) => new(Id, version, Terms, Price.MonthlyPerSeat, Price.Number, [.. clients]);

    private static PublicationScheduled Scheduled(int version) => new(Id, version, Terms, Price.MonthlyPerSeat, Price.Number, Soon);
}
