using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Webhooks;
using Xunit;

namespace SBG.Domain.Tests.Webhooks;

public sealed class WebhookTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("0190a000-0000-7000-8000-000000000071");
    private static readonly WebhookTerms Terms = new("Entrepôt", "https://recepteur.example/sbg?jeton=a", ["request_submitted"]);
    private static readonly WebhookSecret First = new("webhook:1", "a");
    private static readonly WebhookSecret Second = new("webhook:1", "b");
    private static readonly WebhookWorld World = new(false, type => type == "request_submitted", 100);
    private static readonly WebhookSubscribed Subscribed = new(Id, Terms, First, 100);
    private static readonly WebhookSubscription Active = WebhookSubscription.Evolve(null, Subscribed, Now)!;

    private static Decision<WebhookSubscription> Nothing => Decision.Nothing;

    [Fact]
    public void It_begins_at_a_position_that_the_log_has_reached()
    {
        SubscribeWebhook.Decide(new(Id, Terms, First, 100, World), null).Events.Should().Equal(Subscribed);
        SubscribeWebhook.Decide(new(Id, Terms, First, 101, World), null).Refusal.Should().Be(WebhookWorld.Ahead.With("end", 100));
        SubscribeWebhook.Decide(new(Id, Terms, First, 100, World), Active).Should().Be(Nothing);
    }

    [Theory]
    [InlineData("recepteur.example")]
    [InlineData("ftp://recepteur.example")]
    [InlineData("https://ana:secret@recepteur.example")]
    [InlineData("https://recepteur.example/#ici")]
    public void An_address_is_one(string url) =>
        SubscribeWebhook.Decide(new(Id, Terms with { Url = url }, First, 0, World), null).Refusal.Should().Be(WebhookWorld.BadUrl);

    [Fact]
    public void It_is_secure_and_its_types_exist()
    {
        var plain = Terms with { Url = "http://recepteur.example" };
        SubscribeWebhook.Decide(new(Id, plain, First, 0, World), null).Refusal.Should().Be(WebhookWorld.NotSecure);
        SubscribeWebhook.Decide(new(Id, plain, First, 0, World with { MayBePlain = true }), null).Refusal.Should().BeNull();
        ReviseWebhook.Decide(new(Terms with { Types = ["rien"] }, World), Active).Refusal.Should().Be(WebhookWorld.UnknownType.With("type", "rien"));
        ReviseWebhook.Decide(new(Terms with { Types = ["request_submitted"] }, World), Active).Should().Be(Nothing);
    }

    [Fact]
    public void A_replaced_secret_signs_for_one_more_day()
    {
        var replaced = WebhookSubscription.Evolve(Active, new WebhookSecretReplaced(Second), Now)!;
        replaced.Signing(Now.AddHours(23)).Should().Equal(Second, First);
        replaced.Signing(Now.AddHours(24)).Should().Equal(Second);
        Active.Signing(Now).Should().Equal(First);
    }

    [Fact]
    public void It_is_given_up_once_and_taken_up_again_by_hand()
    {
        var halted = SwitchWebhook.GiveUp(Active, WebhookHalt.Failing, Now).Events.Single();
        halted.Should().Be(new WebhookDisabled(WebhookHalt.Failing, Now));
        var disabled = WebhookSubscription.Evolve(Active, halted, Now)!;
        SwitchWebhook.GiveUp(disabled, WebhookHalt.Failing, Now).Should().Be(Nothing);
        SwitchWebhook.On(disabled).Events.Should().Equal(new WebhookEnabled());
        SwitchWebhook.On(Active).Should().Be(Nothing);
    }

    [Fact]
    public void What_has_ended_takes_no_command()
    {
        var ended = WebhookSubscription.Evolve(Active, new WebhookUnsubscribed(), Now)!;
        SwitchWebhook.End(ended).Should().Be(Nothing);
        foreach (var refused in (Decision<WebhookSubscription>[])
            [SwitchWebhook.On(ended), SwitchWebhook.Off(ended), RewindWebhook.Decide(new(0, World), ended), RetryDeadLetters.Decide(new(null), ended), ReplaceWebhookSecret.Decide(new(Second), ended), ReviseWebhook.Decide(new(Terms, World), ended)])
        {
            refused.Refusal.Should().Be(ReviseWebhook.HasEnded);
        }
    }
}
