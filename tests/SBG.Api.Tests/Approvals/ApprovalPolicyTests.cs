using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Approvals;

public sealed class ApprovalPolicyTests(Testing.Api api)
{
    [Fact]
    public async Task A_client_keeps_its_own_policies_in_versions()
    {
        var (client, other) = (await ActiveClient.Of(api), await ActiveClient.Of(api));
        var manager = api.As(client.Persona("client-manager"));
        var policies = $"{client.Path}/approval-policies";
        var created = (await manager.Post(policies, new { name = "Achats", terms = new { steps = new[] { Step("gestion") } } })).Is(201);
        created["owner"].Should().Be(client.Id);
        Actions(created).Should().Equal("publishVersion", "retire");
        (await manager.Post(policies, new { name = "Autre", terms = new { clients = new[] { other.Id }, steps = new[] { Step("gestion") } } }))
            .IsProblem(422, "approvals/foreign-clients");
        (await manager.Post(policies, new { name = "Autre", terms = new { steps = new[] { Step("gestion"), Step("gestion") } } })).IsProblem(422, "approvals/step-twice");
        (await manager.Post(policies, new { name = "Autre", terms = new { steps = new[] { Step("gestion", "direction") } } })).IsProblem(422, "approvals/unknown-step");
        (await manager.Post(policies, new { name = "Autre", terms = new { steps = new[] { new { key = "a", rule = "all", percentage = 5, voters = new[] { Approver } } } } }))
            .IsProblem(422, "approvals/percentage-misplaced");
        (await manager.Post(policies, new { name = "Autre", terms = new { steps = new[] { new { key = "a", rule = "all", voters = new[] { new { by = "person" } } } } } }))
            .IsProblem(422, "approvals/voter-unclear");
        (await manager.Post(policies, new { name = "Autre", terms = new { steps = new[] { new { key = "a", rule = "all", remindAfter = "P4D", voters = new[] { Approver } } } } }))
            .IsProblem(422, "approvals/times-out-of-range");

        var second = new { terms = new { priority = 5, fromMonthlyTotal = new { amount = "100.00", currency = "CAD" }, steps = new[] { Step("gestion"), Step("direction", "gestion") } } };
        var published = (await manager.At(created.ETag).Post($"{created.Location}/versions", second)).Is(200);
        published.Json.GetProperty("versions").GetArrayLength().Should().Be(2);
        (await manager.At(published.ETag).Post($"{created.Location}/versions", second)).Is(200).ETag.Should().Be(published.ETag);
        var retired = (await manager.At(published.ETag).Post($"{created.Location}/retire")).Is(200);
        Actions(retired).Should().Equal("retire");
        (await manager.At(retired.ETag).Post($"{created.Location}/versions", second)).IsProblem(409, "approvals/policy-retired");
        (await manager.Get(policies)).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(1);
        (await api.As("auditor.mcn").Get($"{created.Location}?version=2")).Is(200)["retired"].Should().Be("False");
        (await api.As(other.Persona("client-manager")).Get($"{other.Path}/approval-policies/{created.Id}")).IsProblem(404, "resource/not-found");
    }

    [Fact]
    public async Task The_provider_keeps_policies_for_all_clients()
    {
        var manager = api.As("service-manager.mcn");
        var created = (await manager.Post("/v1/approval-policies", new { name = "Rien", terms = new { clients = new[] { "aucun-organisme" }, steps = new[] { Step("gestion") } } })).Is(201);
        var read = (await api.As("auditor.mcn").Get(created.Location)).Is(200);
        (read["owner"], read.Json.GetProperty("actions").GetArrayLength()).Should().Be(("mcn", 0));
        (await manager.Get("/v1/approval-policies")).Is(200).Text.Should().Contain(created.Id);
        var retired = (await manager.At(created.ETag).Post($"{created.Location}/retire")).Is(200);
        (await manager.At(retired.ETag).Post($"{created.Location}/retire")).Is(200).ETag.Should().Be(retired.ETag);
    }

    [Fact]
    public async Task A_person_has_an_account_and_a_manager()
    {
        var client = await ActiveClient.Of(api);
        var keeper = api.As(client.Persona("client-manager"));
        var manager = (await keeper.Post($"{client.Path}/people", new { name = "Bo Essai", email = "bo@essai.example", unit = "TI" })).Is(201);
        var person = (await keeper.Get($"{client.Path}/people/{client.PersonId}")).Is(200);
        var path = $"{client.Path}/people/{client.PersonId}";
        var linked = (await keeper.At(person.ETag).Post($"{path}/link-account", new { subject = "ana" })).Is(200);
        var managed = (await keeper.At(linked.ETag).Post($"{path}/set-manager", new { managerId = manager.Id })).Is(200);
        (managed["account"], managed["managerId"]).Should().Be(("ana", manager.Id));
        (await keeper.At(managed.ETag).Post($"{path}/set-manager", new { managerId = manager.Id })).Is(200).ETag.Should().Be(managed.ETag);
        (await keeper.At(managed.ETag).Post($"{path}/set-manager", new { managerId = client.PersonId })).IsProblem(422, "clients/own-manager");
        (await keeper.At(managed.ETag).Post($"{path}/set-manager", new { managerId = Guid.NewGuid() })).IsProblem(422, "clients/unknown-manager");
        (await keeper.At(manager.ETag).Post($"{manager.Location}/link-account", new { subject = "ana" })).IsProblem(409, "clients/account-taken");
        (await keeper.At(managed.ETag).Post($"{path}/set-manager", new { managerId = (string?)null })).Is(200)["managerId"].Should().BeEmpty();
    }

    private static readonly object Approver = new { by = "role", role = "approver" };

    private static object Step(string key, params string[] after) => new { key, after, rule = "any", voters = new[] { Approver } };

    private static IEnumerable<string?> Actions(Testing.Reply reply) => reply.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString());
}
