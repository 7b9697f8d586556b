using CsCheck;
using FluentAssertions;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Lifecycle;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Catalogue.Offers;

namespace SBG.Domain.Tests.Catalogue;

/// <summary>Whatever two service managers do in whatever order, and however late or often the messages come.</summary>
public sealed class LifecycleProperties
{
    private static readonly string[] Clients = ["cegep-fjord", "ville-lac", "agence-nord"];

    private static readonly Gen<(int Move, int Who, int What, int Hours)[]> Runs = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 1], Gen.Int[0, 2], Gen.Int[0, 12]).Array[1, 60];

    [Fact]
    public void No_version_is_open_unreviewed_and_one_is_current() => Runs.Sample(moves =>
    {
        var run = new Run();
        foreach (var (move, who, what, hours) in moves)
        {
            run.Do(move, who == 0 ? Anne : Ben, what, hours);
            run.Check();
        }
    }, iter: 3_000);

    private sealed class Run
    {
        private readonly List<(DateTimeOffset At, EventOf<Offer> Happened)> _events = [(Now, new OfferDrafted(Id, Terms))];
        private readonly Dictionary<int, (OfferTerms Terms, Money Price)> _versions = [];
        private readonly Dictionary<int, string> _approved = [];
        private DateTimeOffset _now = Now;
        private Offer _offer = Given();
        private string? _proposer;
        private OfferTerms? _good;

        public void Do(int move, Actor who, int what, int hours)
        {
            _now += TimeSpan.FromHours(hours);
            var price = Price with { Number = what + 1, MonthlyPerSeat = new(10 + what) };
            Record(move switch
            {
                0 => ReviseOfferDraft.Decide(new(Terms with { Name = $"Poste {what}" }), _offer),
                1 => ProposeOffer.Decide(_offer, who),
                2 or 3 => ReviewOffer.Approve(_offer, who),
                4 => ReviewOffer.SendBack(_offer, who, Because),
                5 => PilotOffer.Decide(new([.. Clients.Take(what + 1)]), _offer, price),
                6 => EndPilot.Decide(_offer),
                7 => PublishOffer.Decide(new(), _offer, price, _now),
                8 => PublishOffer.Decide(new(_now.AddHours(hours + 1)), _offer, price, _now),
                9 => AwaitedPublication.Withdraw(_offer, _now),
                10 when what == 2 && hours > 10 => RetireOffer.Decide(new(_now.AddHours(hours)), _offer, _now),
                10 => RetireOffer.Tell(_offer, _now),
                _ => AwaitedPublication.Tell(_offer, _offer.Versions.Length - (what % 2), _now),
            });
        }

        public void Check()
        {
            _offer.Versions.Select(version => version.Number).Should().Equal(Enumerable.Range(1, _offer.Versions.Length));
            foreach (var version in _offer.Versions)
            {
                _versions.TryAdd(version.Number, (version.Terms, version.MonthlyPrice));
                (version.Terms, version.MonthlyPrice).Should().Be(_versions[version.Number], "a version never changes");
                _approved.Should().ContainKey(version.Number, "nothing gets a number that was not approved");
                version.Review!.ProposedBy.Should().NotBe(version.Review.ReviewedBy);
            }

            _offer.Versions.Count(version => version.Stage == VersionStage.Pilot).Should().BeLessThanOrEqualTo(1);
            _offer.Versions.Count(version => version.PublishesAt is not null).Should().BeLessThanOrEqualTo(1);
            var current = _offer.Current(_now);
            foreach (var client in Clients)
            {
                var own = _offer.CurrentFor(client, _now);
                (own == current || own!.IsPilotOf(client)).Should().BeTrue();
                (own?.Number >= current?.Number || current is null).Should().BeTrue("a pilot is never older than what everyone orders");
            }

            // A duplicate tells nothing, and what was told late is as if it had been told in time.
            foreach (var version in _offer.Versions.Where(version => version.PublishesAt <= _now))
            {
                var told = AwaitedPublication.Tell(_offer, version.Number, _now).Events.Should().ContainSingle().Subject;
                var after = Offer.Evolve(_offer, told, version.PublishesAt!.Value)!;
                after.Current(_now)!.Number.Should().Be(current!.Number);
                AwaitedPublication.Tell(after, version.Number, _now).Events.Should().BeEmpty();
            }
        }

        private void Record(Decision<Offer> decision)
        {
            foreach (var happened in decision.Events)
            {
                // Reviews are followed here by other means than the state does.
                (_proposer, _good) = happened switch
                {
                    OfferReviewRequested e => (e.ProposedBy, null),
                    OfferReviewApproved e when e.ApprovedBy != _proposer => (_proposer, _offer.Draft),
                    OfferDraftRevised or OfferSentBack => (null, null),
                    _ => (_proposer, _good),
                };
                if (happened is OfferPiloted { Version: var tried, Terms: var what } && what == _good)
                {
                    _approved.TryAdd(tried, what.Name);
                }

                if (happened is PublicationScheduled { Version: var awaited, Terms: var then } && then == _good)
                {
                    _approved.TryAdd(awaited, then.Name);
                }

                if (happened is OfferPublished { Version: var published, Terms: var now } && now == _good)
                {
                    _approved.TryAdd(published, now.Name);
                }

                var at = happened is OfferPublished e2 && _offer.Version(e2.Version)?.PublishesAt is { } due && due <= _now ? due : _now;
                _events.Add((at, happened));
                _offer = Offer.Evolve(_offer, happened, at)!;
            }
        }
    }
}
