using System.Collections.Immutable;
using FluentAssertions;
using SBG.Domain.Provisioning.Targets;
using Xunit;

namespace SBG.Domain.Tests.Provisioning;

public sealed class TargetRulesTests
{
    private static readonly TargetTerms Terms = new("Essai", "https://exemple.example/api", TimeSpan.FromSeconds(30), ImmutableSortedDictionary<string, string>.Empty);
    private static readonly SealedCredentials Token = new(CredentialForm.Bearer, "target:1", "boîte");
    private static readonly Guid Id = Guid.Parse("0190a000-0000-7000-8000-000000000030");

    [Fact]
    public void A_target_is_registered_once_revised_and_switched()
    {
        var registered = RegisterTarget.Decide(new(Id, TargetProtocol.Osb, Terms, Token, false), null);
        var target = Target.Evolve(null, registered.Events.Single(), default)!;
        RegisterTarget.Decide(new(Id, TargetProtocol.Osb, Terms, Token, false), target).Events.Should().BeEmpty();
        ReviseTarget.Decide(new(Terms, false), target).Events.Should().BeEmpty();
        ReviseTarget.Decide(new(Terms with { Name = "Autre" }, false), target).Events.Should().Equal(new TargetRevised(Terms with { Name = "Autre" }));
        ReviseTarget.Decide(new(Terms with { BaseUrl = "https://exemple.example/api/v2" }, false), target).Events.Should().ContainSingle("it is the same server");
        ReviseTarget.Decide(new(Terms with { BaseUrl = "https://autre.example/api" }, false), target).Refusal!.Code.Should().Be("provisioning/other-server");
        SwitchTarget.On(target).Events.Should().BeEmpty();
        var off = Target.Evolve(target, SwitchTarget.Off(target).Events.Single(), default)!;
        (off.IsEnabled, SwitchTarget.Off(off).Events.Length, SwitchTarget.On(off).Events.Length).Should().Be((false, 0, 1));
        ReplaceCredentials.Decide(new(Token with { Form = CredentialForm.Signing }), target).Refusal.Should().Be(TargetRules.WrongCredentials);
    }

    [Fact]
    public void Plain_http_is_for_those_to_whom_it_is_allowed()
    {
        var plain = Terms with { BaseUrl = "http://127.0.0.1:9" };
        TargetRules.Hindrance(TargetProtocol.Scim, plain, mayBePlain: false).Should().Be(TargetRules.NotSecure);
        TargetRules.Hindrance(TargetProtocol.Scim, plain, mayBePlain: true).Should().BeNull();
    }

    [Theory]
    [InlineData(TargetProtocol.Webhook, "askEvery", "60", true)]
    [InlineData(TargetProtocol.Webhook, "askEvery", "0", false)]
    [InlineData(TargetProtocol.Osb, "askEvery", "60", false)]
    [InlineData(TargetProtocol.Osb, "platform", "sbg-essai", true)]
    [InlineData(TargetProtocol.Osb, "platform", "deux mots", false)]
    public void Settings_are_those_of_the_kind(TargetProtocol kind, string key, string value, bool good) =>
        TargetRules.Hindrance(kind, Terms with { Settings = Terms.Settings.Add(key, value) }, false).Should().Be(good ? null : TargetRules.BadSetting.With("setting", key));
}
