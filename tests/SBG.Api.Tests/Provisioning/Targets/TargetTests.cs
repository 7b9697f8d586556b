using FluentAssertions;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using SBG.Ops.Outside;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Provisioning.Targets;

public sealed class TargetTests(Testing.Api api)
{
    private readonly Caller _manager = api.As("service-manager.mcn");

    [Fact]
    public async Task A_target_is_registered_revised_tried_and_switched_off_and_its_credentials_are_never_told()
    {
        await using var broker = await OutsideServer.Start(new ServiceBroker());
        var target = await RegisteredTarget.Of(api, broker);
        (await _manager.Post(target.Path + "/test")).Is(200)["reached"].Should().Be("True");
        var read = (await _manager.Get(target.Path)).Is(200);
        read.Text.Should().NotContain("secret").And.NotContain("c2JnOnNlY3JldA");
        read["credentials"].Should().Be("basic");

        var replaced = (await _manager.At(read.ETag).Post(target.Path + "/replace-credentials", new { token = "un-autre-jeton" })).Is(200);
        (await _manager.Post(target.Path + "/test")).Is(200).Json.GetProperty("status").GetInt32().Should().Be(401);
        var off = (await _manager.At(replaced.ETag).Post(target.Path + "/disable")).Is(200);
        off["isEnabled"].Should().Be("False");
        (await _manager.At(off.ETag).Post(target.Path + "/enable")).Is(200)["isEnabled"].Should().Be("True");

        await using var session = api.Services.GetRequiredService<IDocumentStore>().QuerySession("mcn");
        var stored = await session.Events.FetchStreamAsync(Guid.Parse(target.Id), token: TestContext.Current.CancellationToken);
        System.Text.Json.JsonSerializer.Serialize(stored.Select(e => e.Data)).Should().NotContain("un-autre-jeton").And.NotContain("\"secret\"");
    }

    [Theory]
    [InlineData("ftp://exemple.example", "provisioning/target-url")]
    [InlineData("https://moi:mot@exemple.example", "provisioning/target-url")]
    [InlineData("https://exemple.example?a=b", "provisioning/target-url")]
    public async Task An_address_that_is_none_is_refused(string url, string code) =>
        (await _manager.Post("/v1/targets", new { kind = "osb", terms = new { name = "Essai", baseUrl = url }, credentials = new { token = "jeton" } })).IsProblem(422, code);

    [Fact]
    public async Task Credentials_and_settings_must_suit_the_kind()
    {
        var terms = new { name = "Essai", baseUrl = "https://exemple.example" };
        (await _manager.Post("/v1/targets", new { kind = "webhook", terms, credentials = new { token = "jeton" } })).IsProblem(422, "provisioning/target-credentials");
        (await _manager.Post("/v1/targets", new { kind = "scim", terms, credentials = new { username = "moi" } })).IsProblem(422, "provisioning/target-credentials");
        (await _manager.Post("/v1/targets", new { kind = "webhook", terms, credentials = new { signingSecrets = new[] { "whsec_Y291cnQ=" } } })).IsProblem(422, "provisioning/target-credentials");
        (await _manager.Post("/v1/targets", new { kind = "osb", terms = new { terms.name, terms.baseUrl, settings = new { autre = "1" } }, credentials = new { token = "jeton" } }))
            .IsProblem(422, "provisioning/target-setting");
        (await _manager.Post("/v1/targets", new { kind = "osb", terms = new { terms.name, terms.baseUrl, timeOut = "PT1H" }, credentials = new { token = "jeton" } }))
            .IsProblem(422, "provisioning/target-time-out");
    }

    [Fact]
    public async Task Private_addresses_are_not_called_and_redirects_not_followed()
    {
        var inside = (await _manager.Post("/v1/targets", new { kind = "osb", terms = new { name = "Interne", baseUrl = "http://169.254.169.254/latest" }, credentials = new { token = "jeton" } })).Is(201);
        (await _manager.Post(inside.Location + "/test")).Is(200)["code"].Should().Be("provisioning/target-address-forbidden");

        await using var broker = await OutsideServer.Start(new ServiceBroker());
        var target = await RegisteredTarget.Of(api, broker);
        broker.Fail("GET", Mishap.Refused, new(302) { Location = broker.Url + "/ailleurs" });
        var told = (await _manager.Post(target.Path + "/test")).Is(200);
        (told["reached"], told.Json.GetProperty("status").GetInt32()).Should().Be(("False", 302));
        broker.Log.Should().ContainSingle();
    }

    [Fact]
    public async Task A_step_names_a_target_that_its_connector_speaks_to()
    {
        await using var broker = await OutsideServer.Start(new ServiceBroker());
        var target = await RegisteredTarget.Of(api, broker);
        var plan = await PublishedOffer.NewPricePlan(api, "1.00");
        await Refused(target.Step("a", "simulated"), "catalogue/unknown-target");
        await Refused(PublishedOffer.Step("a", "osb"), "catalogue/target-and-connector-disagree");
        await Refused(target.Step("a", "scim"), "catalogue/unknown-target");
        await Refused((target with { Id = Guid.NewGuid().ToString() }).Step("a", "osb"), "catalogue/unknown-target");

        async Task Refused(object step, string code) => (await _manager.Post("/v1/offers", new
        {
            name = "Essai",
            description = "Essai",
            category = "essai",
            pricePlanId = plan,
            plan = new[] { step },
        })).IsProblem(422, code);
    }
}
