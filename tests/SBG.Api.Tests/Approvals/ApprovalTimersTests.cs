using System.Text.Json;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using SBG.Api.Requests;
using SBG.Testing;
using SBG.Testing.Worlds;
using Wolverine;
using Xunit;

namespace SBG.Api.Tests.Approvals;

/// <summary>The service's clock lags, so that what it schedules is due on the system's, which is the one that messages are delivered by.</summary>
public sealed class ApprovalTimersTests(ApprovalTimersTests.Lagging api) : IClassFixture<ApprovalTimersTests.Lagging>
{
    [Fact]
    public async Task A_silent_step_is_reminded_of_and_then_decided_by_others_and_late_doubles_change_nothing()
    {
        api.Shifted.Ahead = TimeSpan.FromHours(-80);
        var client = await ActiveClient.Of(api);
        var request = await WaitingRequest.Of(api, client, WaitingRequest.Step(client, "gestion", "any", null, "bo@approver"));
        api.Shifted.Ahead = TimeSpan.Zero;
        var auditor = api.As("auditor.mcn");
        var escalated = await auditor.Until(request.Path + "/approvals", told => told.GetProperty("steps")[0].GetProperty("level").GetInt32() == 1);
        escalated.Json.GetProperty("steps")[0].GetProperty("couldDecide").EnumerateArray().Select(one => one.GetProperty("role").GetString() ?? one.GetProperty("subject").GetString())
            .Should().Equal("client-manager", client.Persona("bo@approver"));
        string[] soFar =
        [
            "request_submitted", "request_approval_required", "request_approval_step_opened", "request_approval_reminded", "request_approval_escalated",
        ];
        (await request.Events(api)).Should().Equal(soFar);

        // What the store delivers twice, or a node long after it was due, finds that nothing waits for it.
        var id = Guid.Parse(request.Path.Split('/')[^1]);
        await Deliver(client, new RemindOfApproval(id, 1, "gestion", 0), new EscalateLateApproval(id, 1, "gestion", 0), new RemindOfApproval(id, 2, "gestion", 1));
        (await request.Events(api)).Should().Equal(soFar);

        await Deliver(client, new RemindOfApproval(id, 1, "gestion", 1), new RemindOfApproval(id, 1, "gestion", 1), new EscalateLateApproval(id, 1, "gestion", 1));
        (await request.Events(api)).Should().Equal([.. soFar, "request_approval_reminded", "request_approval_escalated"]);
        var work = await api.As("service-manager.mcn").Until("/v1/work-items?kind=approval", told => told.GetProperty("items").GetArrayLength() > 0);
        work.Json.GetProperty("items")[0].GetProperty("location").GetString().Should().Be(request.Path);
        (await request.Approve(api, "service-manager.mcn")).Is(200)["status"].Should().Be("inProgress");
        await Deliver(client, new RemindOfApproval(id, 1, "gestion", 2), new EscalateLateApproval(id, 1, "gestion", 2));
        (await request.Events(api)).Count(name => name is "request_approval_reminded" or "request_approval_escalated").Should().Be(4);
    }

    [Fact]
    public async Task A_step_that_only_the_requester_could_decide_goes_to_the_managers_at_once()
    {
        api.Shifted.Ahead = TimeSpan.Zero;
        var client = await ActiveClient.Of(api);
        var request = await WaitingRequest.Of(api, client, WaitingRequest.Step(client, "gestion", "any", null, "lise@requester"));
        var waiting = (await api.As(client.Persona("client-manager")).Get($"{client.Path}/approvals")).Is(200);
        waiting.Json.GetProperty("items")[0].GetProperty("asked")[0].GetProperty("level").GetInt32().Should().Be(1);
        (await request.Approve(api, "client-manager")).Is(200)["status"].Should().Be("inProgress");
    }

    [Fact]
    public async Task What_is_due_is_remembered_over_a_restart()
    {
        api.Shifted.Ahead = TimeSpan.FromHours(-24) + TimeSpan.FromSeconds(4); // the reminder is due in four seconds
        var client = await ActiveClient.Of(api);
        var request = await WaitingRequest.Of(api, client, WaitingRequest.Step(client, "gestion", "any", null, "bo@approver"));
        await api.Restart();
        var reminded = await api.As("auditor.mcn").Until(request.Path + "/approvals", told => told.GetProperty("steps")[0].GetProperty("remindedAt").ValueKind != JsonValueKind.Null);
        reminded.Json.GetProperty("steps")[0].GetProperty("level").GetInt32().Should().Be(0);
    }

    private async Task Deliver(ActiveClient client, params object[] messages)
    {
        await using var scope = api.Services.CreateAsyncScope();
        foreach (var message in messages)
        {
            await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(client.Id, message, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A service whose clock can be shifted.</summary>
    public sealed class Lagging : Testing.Api
    {
        public ShiftedClock Shifted { get; } = new();

        protected override TimeProvider Clock => Shifted;

        public override Task<string> Token(string persona) => Task.FromResult(Forge(persona, TokenFlaw.None));
    }
}
