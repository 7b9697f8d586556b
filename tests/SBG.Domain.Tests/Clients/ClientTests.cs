using FluentAssertions;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Clients;

public sealed class ClientTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private static readonly Guid Policy = Guid.Parse("0190a000-0000-7000-8000-000000000050");
    private static readonly RegisterClient Register = new("cegep-fjord", "Cégep du Fjord", "1112345678", ClientCategory.Education, "America/Toronto", "fr");
    private static readonly Decision<Client> Nothing = Decision.Nothing;

    [Fact]
    public void A_public_body_is_registered_once()
    {
        RegisterClient.Decide(Register, null).Events.Should().Equal(new ClientRegistered("cegep-fjord", "Cégep du Fjord", "1112345678", ClientCategory.Education, "America/Toronto", "fr"));
        RegisterClient.Decide(Register, Given()).Refusal.Should().Be(RegisterClient.CodeTaken.With("code", "cegep-fjord"));
        RegisterClient.Decide(Register with { ClientId = Tenant.Provider }, null).Refusal!.Code.Should().Be("clients/code-taken");
        RegisterClient.Decide(Register with { TimeZone = "America/Saguenay" }, null).Refusal!.Code.Should().Be("clients/unknown-time-zone");
        (Given().Id, Given().Status, Given().TaxRegime).Should().Be((Client.StreamOf("cegep-fjord"), ClientStatus.Prospect, (TaxRegime?)null));
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("1a-2b", true)]
    [InlineData("a23456789012345678901234567890123456789a", true)]
    [InlineData("a23456789012345678901234567890123456789ab", false)]
    [InlineData("ab", false)]
    [InlineData("-abc", false)]
    [InlineData("abc-", false)]
    [InlineData("a--bc", false)]
    [InlineData("Abc", false)]
    [InlineData("abc\n", false)]
    public void A_code_has_its_form(string code, bool good) =>
        RegisterClient.Decide(Register with { ClientId = code }, null).Refusal.Should().Be(good ? null : RegisterClient.NotWellFormed);

    [Theory]
    [InlineData("8812345678", true)]
    [InlineData("4412345678", false)]
    [InlineData("111234567", false)]
    [InlineData("11123456789", false)]
    [InlineData("111234567٣", false)]
    public void A_neq_has_its_form(string neq, bool good) =>
        RegisterClient.Decide(Register with { Neq = neq }, null).Refusal.Should().Be(good ? null : RegisterClient.NotWellFormed);

    [Fact]
    public void A_profile_is_corrected()
    {
        var command = new ReviseClientProfile("Cégep du Fjord", ClientCategory.Education, "America/Halifax", "en");
        ReviseClientProfile.Decide(command, Given()).Events.Should().Equal(new ClientProfileRevised("Cégep du Fjord", ClientCategory.Education, "America/Halifax", "en"));
        ReviseClientProfile.Decide(command with { TimeZone = "Lune" }, Given()).Refusal.Should().Be(RegisterClient.UnknownTimeZone.With("zone", "Lune"));
        var revised = Given(new ClientProfileRevised("Cégep du Fjord", ClientCategory.Education, "America/Halifax", "en"));
        ReviseClientProfile.Decide(command, revised).Should().Be(Nothing);
        (revised.TimeZone, revised.Language, revised.Neq).Should().Be(("America/Halifax", "en", "1112345678"));
    }

    [Fact]
    public void A_tax_regime_is_decided()
    {
        SetTaxRegime.Decide(new(TaxRegime.Exempt), Given()).Events.Should().Equal(new TaxRegimeSet(TaxRegime.Exempt));
        SetTaxRegime.Decide(new(TaxRegime.Taxable), Given(new TaxRegimeSet(TaxRegime.Exempt))).Events.Should().Equal(new TaxRegimeSet(TaxRegime.Taxable));
        SetTaxRegime.Decide(new(TaxRegime.Exempt), Given(new TaxRegimeSet(TaxRegime.Exempt))).Should().Be(Nothing);
    }

    [Fact]
    public void A_published_policy_is_agreed()
    {
        AgreeServiceLevel.Decide(new(Policy), Given(), policyExists: true).Events.Should().Equal(new ServiceLevelAgreed(Policy));
        AgreeServiceLevel.Decide(new(Policy), Given(), policyExists: false).Refusal.Should().Be(AgreeServiceLevel.UnknownPolicy);
        AgreeServiceLevel.Decide(new(Policy), Given(new ServiceLevelAgreed(Policy)), policyExists: true).Should().Be(Nothing);
    }

    [Fact]
    public void A_client_is_activated_once()
    {
        ActivateClient.Decide(Given()).Events.Should().Equal(new ClientActivated());
        var active = Given(new ClientActivated());
        active.Status.Should().Be(ClientStatus.Active);
        ActivateClient.Decide(active).Refusal.Should().Be(ActivateClient.AlreadyActive);
    }

    private static Client Given(params EventOf<Client>[] history) =>
        history.Aggregate(
            Client.Evolve(null, new ClientRegistered(Register.ClientId, Register.Name, Register.Neq, Register.Category, Register.TimeZone, Register.Language), Now)!,
            (client, e) => Client.Evolve(client, e, Now)!);
}
