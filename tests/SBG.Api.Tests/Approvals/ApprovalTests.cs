using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Approvals;

public sealed class ApprovalTests(Testing.Api api)
{
    [Fact]
    public async Task The_steps_of_the_policy_are_granted_in_turn_and_keep_their_version()
    {
        var client = await ActiveClient.Of(api);
        var request = await WaitingRequest.Of(
            api, client, WaitingRequest.Step(client, "gestion", "all", null, "ana@requester", "bo@approver"), WaitingRequest.Step(client, "direction", "any", "gestion", "role:client-manager"));
        await Republish(client, request);

        Actions((await api.As(client.Persona("lise@requester")).Get(request.Path)).Is(200)).Should().Equal("changeLine", "cancel");
        Actions((await api.As(client.Persona("zoe@approver")).Get(request.Path)).Is(200)).Should().BeEmpty();
        (await request.Approve(api, "zoe@approver")).IsProblem(403, "requests/not-a-voter");
        (await api.As(client.Persona("zoe@requester")).Get(request.Path)).IsProblem(404, "resource/not-found");
        (await Waits(client, "ana@requester")).Should().ContainSingle().Which.GetProperty("asked")[0].GetProperty("stepKey").GetString().Should().Be("gestion");
        (await Waits(client, "client-manager")).Should().BeEmpty();

        (await request.Approve(api, "ana@requester")).Is(200)["status"].Should().Be("acknowledged");
        (await Waits(client, "ana@requester")).Should().BeEmpty();
        (await request.Approve(api, "ana@requester")).IsProblem(409, "requests/already-voted");
        (await request.Approve(api, "bo@approver")).Is(200)["status"].Should().Be("acknowledged");
        (await Waits(client, "client-manager")).Should().ContainSingle();
        (await request.Approve(api, "client-manager")).Is(200)["status"].Should().Be("inProgress");
        (await Waits(client, "client-manager")).Should().BeEmpty();

        var approvals = (await api.As("auditor.mcn").Get(request.Path + "/approvals")).Is(200);
        (approvals["policyOwner"], approvals["policyVersion"], approvals["round"]).Should().Be((client.Id, "1", "1"));
        approvals.Json.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("status").GetString()).Should().Equal("granted", "granted");
        (await request.Events(api)).Take(7).Should().Equal(
            "request_submitted", "request_approval_required", "request_approval_step_opened", "request_approval_granted", "request_approval_granted",
            "request_approval_step_opened", "request_approval_granted");
        await api.As("auditor.mcn").Until(request.Path, told => told.GetProperty("status").GetString() == "completed");
    }

    [Fact]
    public async Task A_line_changed_before_delivery_voids_the_votes_and_says_what_differs()
    {
        var client = await ActiveClient.Of(api);
        var request = await WaitingRequest.Of(
            api, client, WaitingRequest.Step(client, "gestion", "any", null, "bo@approver"), WaitingRequest.Step(client, "direction", "any", "gestion", "role:client-manager"));
        var lise = api.As(client.Persona("lise@requester"));
        var seen = (await lise.Get(request.Path)).Is(200);
        (await request.Approve(api, "bo@approver")).Is(200);
        var change = new { beneficiaryId = client.PersonId, quantity = 3, options = new { taille = "16" } };
        var path = $"{request.Path}/lines/{request.LineId}/change";
        var now = (await lise.Get(request.Path)).Is(200);
        var changed = (await lise.At(now.ETag).Post(path, change)).Is(200);
        changed.Json.GetProperty("monthlyTotal").GetProperty("amount").GetString().Should().Be("37.50");
        (await lise.At(changed.ETag).Post(path, change)).Is(200).ETag.Should().Be(changed.ETag);
        (await lise.At(changed.ETag).Post(path, new { beneficiaryId = client.PersonId, quantity = 3, options = new { taille = "99" } })).IsProblem(422, "catalogue/unknown-choice");
        (await lise.At(changed.ETag).Post($"{request.Path}/lines/{Guid.NewGuid()}/change", change)).IsProblem(404, "requests/unknown-request-line");
        (await api.As(client.Persona("client-manager")).At(changed.ETag).Post(path, change)).IsProblem(403, "requests/not-requester");

        (await Waits(client, "client-manager")).Should().BeEmpty();
        var waiting = (await Waits(client, "bo@approver")).Should().ContainSingle().Subject;
        waiting.GetProperty("changedSince").EnumerateArray()
            .Select(difference => (difference.GetProperty("member").GetString(), difference.GetProperty("before").GetString(), difference.GetProperty("after").GetString()))
            .Should().Equal(("options/taille", "14", "16"), ("quantity", "1", "3"));
        var bo = api.As(client.Persona("bo@approver"));
        (await bo.At(changed.ETag).Post($"{request.Path}/approve", new { contentHash = seen["contentHash"] })).IsProblem(409, "requests/other-content");
        (await request.Approve(api, "bo@approver")).Is(200);
        var decided = (await request.Approve(api, "client-manager")).Is(200);
        (await lise.At(decided.ETag).Post(path, change)).IsProblem(409, "requests/too-late-to-change");
        (await request.Events(api)).Should().ContainInOrder(
            "request_approval_granted", "request_approval_step_opened", "request_line_changed", "request_approvals_voided", "request_approval_required", "request_approval_step_opened",
            "request_approval_granted", "request_approval_step_opened", "request_approval_granted", "request_approved");
    }

    [Fact]
    public async Task A_refusal_that_leaves_a_majority_possible_rejects_nothing()
    {
        var client = await ActiveClient.Of(api);
        var request = await WaitingRequest.Of(api, client, WaitingRequest.Step(client, "gestion", "any", null, "ana@approver", "bo@approver"));
        var (ana, bo) = (api.As(client.Persona("ana@approver")), api.As(client.Persona("bo@approver")));
        var now = (await ana.Get(request.Path)).Is(200);
        var after = (await ana.At(now.ETag).Post($"{request.Path}/reject", new { reason = "Trop cher" })).Is(200);
        after["status"].Should().Be("acknowledged");
        var vote = (await bo.Get(request.Path + "/approvals")).Is(200).Json.GetProperty("steps")[0].GetProperty("votes")[0];
        (vote.GetProperty("granted").GetBoolean(), vote.GetProperty("reason").GetString()).Should().Be((false, "Trop cher"));
        (await bo.At(after.ETag).Post($"{request.Path}/reject", new { reason = "Moi aussi" })).Is(200)["status"].Should().Be("rejected");
    }

    [Fact]
    public async Task Who_could_have_approved_at_a_moment_is_told_by_events()
    {
        var client = await ActiveClient.Of(api);
        var request = await WaitingRequest.Of(api, client, WaitingRequest.Step(client, "gestion", "all", null, "ana@approver", "bo@approver"));
        var (ana, delegations) = (api.As(client.Persona("ana@approver")), $"{client.Path}/approval-delegations");
        var before = DateTimeOffset.UtcNow;
        (await ana.Post(delegations, new { to = client.Persona("ana@approver"), endsAt = before.AddDays(1) })).IsProblem(422, "approvals/delegation-to-oneself");
        (await ana.Post(delegations, new { to = client.Persona("dan@requester"), endsAt = before.AddDays(-1) })).IsProblem(422, "approvals/delegation-dates");
        var given = (await ana.Post(delegations, new { to = client.Persona("dan@requester"), endsAt = before.AddDays(1), reason = "Vacances" })).Is(201);
        given["reason"].Should().Be("Vacances");
        (await api.As(client.Persona("zoe@approver")).Get(given.Location)).IsProblem(404, "resource/not-found");
        (await api.As(client.Persona("zoe@approver")).Get(delegations)).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(0);

        var asked = (await Waits(client, "dan@requester")).Should().ContainSingle().Subject.GetProperty("asked")[0];
        (asked.GetProperty("onBehalfOf").GetString(), asked.GetProperty("delegationId").GetString()).Should().Be((client.Persona("ana@approver"), given.Id));
        var during = DateTimeOffset.UtcNow;
        (await request.Approve(api, "dan@requester")).Is(200);
        (await request.Approve(api, "ana@approver")).IsProblem(409, "requests/already-voted");
        var dan = api.As(client.Persona("dan@requester"));
        (await dan.At(given.ETag).Post($"{given.Location}/revoke")).IsProblem(403, "approvals/not-delegator");
        var revoked = (await ana.At(given.ETag).Post($"{given.Location}/revoke")).Is(200);
        (await ana.At(revoked.ETag).Post($"{given.Location}/revoke")).Is(200).ETag.Should().Be(revoked.ETag);
        (await dan.Get(request.Path)).Is(200); // who decided may still read what

        (await Could(request, before)).Should().BeEquivalentTo(client.Persona("ana@approver"), client.Persona("bo@approver"));
        (await Could(request, during)).Should().BeEquivalentTo(
            client.Persona("ana@approver"), $"{client.Persona("dan@requester")} for {client.Persona("ana@approver")}", client.Persona("bo@approver"));
        (await Could(request, DateTimeOffset.UtcNow)).Should().BeEquivalentTo(client.Persona("bo@approver"));
        (await api.As("auditor.mcn").Get(request.Path + "/approvals?asOf=2020-01-01T00:00:00Z")).IsProblem(404, "resource/not-found");
    }

    [Fact]
    public async Task A_change_is_approved_under_the_policy_that_fits_what_is_asked_then()
    {
        var client = await ActiveClient.Of(api);
        var large = new
        {
            priority = 1000,
            clients = new[] { client.Id },
            categories = new[] { "postes" },
            fromMonthlyTotal = new { amount = "30.00", currency = "CAD" },
            steps = new[] { WaitingRequest.Step(client, "direction", "any", null, "role:client-manager") },
        };
        (await api.As(client.Persona("client-manager")).Post($"{client.Path}/approval-policies", new { name = "Ruse", terms = new { priority = 1000, large.steps } }))
            .IsProblem(422, "approvals/priority-of-provider");
        var policy = (await api.As("service-manager.mcn").Post("/v1/approval-policies", new { name = "Grosses demandes", terms = large })).Is(201);
        var request = await WaitingRequest.Of(api, client);
        (await Waits(client, "omar@approver")).Should().ContainSingle();

        var lise = api.As(client.Persona("lise@requester"));
        var now = (await lise.Get(request.Path)).Is(200);
        (await lise.At(now.ETag).Post($"{request.Path}/lines/{request.LineId}/change", new { beneficiaryId = client.PersonId, quantity = 3 })).Is(200);
        (await Waits(client, "omar@approver")).Should().BeEmpty();
        var approvals = (await lise.Get(request.Path + "/approvals")).Is(200);
        (approvals["policyId"], approvals["policyOwner"], approvals["round"]).Should().Be((policy.Id, "mcn", "2"));
        (await request.Approve(api, "client-manager")).Is(200)["status"].Should().Be("inProgress");
    }

    [Fact]
    public async Task A_manager_votes_with_the_account_that_is_known()
    {
        var client = await ActiveClient.Of(api);
        var keeper = api.As(client.Persona("client-manager"));
        var manager = (await keeper.Post($"{client.Path}/people", new { name = "Mia Essai", email = "mia@essai.example", unit = "TI" })).Is(201);
        (await keeper.At(manager.ETag).Post($"{manager.Location}/link-account", new { subject = client.Persona("mia@requester") })).Is(200);
        var person = (await keeper.Get($"{client.Path}/people/{client.PersonId}")).Is(200);
        var linked = (await keeper.At(person.ETag).Post($"{client.Path}/people/{client.PersonId}/link-account", new { subject = client.Persona("lise@requester") })).Is(200);
        (await keeper.At(linked.ETag).Post($"{client.Path}/people/{client.PersonId}/set-manager", new { managerId = manager.Id })).Is(200);
        var both = new { key = "gestion", rule = "all", voters = new[] { new { by = "requesterManager" }, new { by = "beneficiaryManager" } } };
        var request = await WaitingRequest.Of(api, client, both);
        (await request.Approve(api, "mia@requester")).Is(200)["status"].Should().Be("inProgress", "one person has one vote");
    }

    private async Task<IEnumerable<string>> Could(WaitingRequest request, DateTimeOffset at)
    {
        var told = (await api.As("auditor.mcn").Get($"{request.Path}/approvals?asOf={at:yyyy-MM-ddTHH:mm:ss.ffffffZ}")).Is(200);
        return told.Json.GetProperty("steps")[0].GetProperty("couldDecide").EnumerateArray().Select(one =>
            one.GetProperty("subject").GetString() + (one.GetProperty("onBehalfOf").GetString() is { } from ? $" for {from}" : string.Empty));
    }

    private async Task<IReadOnlyList<JsonElement>> Waits(ActiveClient client, string persona) =>
        [.. (await api.As(client.Persona(persona)).Get($"{client.Path}/approvals")).Is(200).Json.GetProperty("items").EnumerateArray()];

    private async Task Republish(ActiveClient client, WaitingRequest request)
    {
        var manager = api.As(client.Persona("client-manager"));
        var policy = (await manager.Get(request.PolicyPath)).Is(200);
        (await manager.At(policy.ETag).Post($"{request.PolicyPath}/versions", new { terms = new { steps = new[] { WaitingRequest.Step(client, "autre", "any", null, "role:approver") } } })).Is(200);
    }

    private static IEnumerable<string?> Actions(Reply reply) => reply.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString());
}
