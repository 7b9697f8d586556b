using System.Collections.Immutable;
using FluentAssertions;
using SBG.Domain.Approvals;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using SBG.Domain.Requests;
using SBG.Projections.WorkItems;
using Xunit;
using Log = SBG.Api.Tests.ClientFile.Log;

namespace SBG.Api.Tests.WorkItems;

public sealed class WorkItemProjectionTests
{
    private static readonly Guid Order = Guid.Parse("0190a000-0000-7000-8000-000000000030");
    private static readonly Guid Request = Guid.Parse("0190a000-0000-7000-8000-000000000031");

    [Fact]
    public void A_manual_step_waits_from_its_beginning_to_its_end()
    {
        var log = new Log().Add(Order, Acknowledged("simulated", "manual")).Add(Order, new StepStarted(Order, "simulated", 1));
        Fold(log)!.IsOpen.Should().BeFalse();

        log.Add(Order, new StepCompleted(Order, "simulated", 1)).Add(Order, new StepStarted(Order, "manual", 1));
        var open = Fold(log)!;
        open.Should().BeEquivalentTo(new { IsOpen = true, ClientId = "cegep-fjord", StepKey = "manual", StepTitle = "Do manual", RequestId = Request });
        open.DueAt.Should().Be(open.OpenedAt.AddHours(1));

        log.Add(Order, new StepCompleted(Order, "manual", 1));
        Fold(log)!.IsOpen.Should().BeFalse();
        Fold(log.Add(Order, new OrderCompleted(Order, Request, Guid.Empty)))!.IsOpen.Should().BeFalse();
        Fold(log.Add(Order, new StepUndoStarted(Order, "manual", 1, "hash")))!.IsOpen.Should().BeTrue("what was delivered is given up");
        Fold(log.Add(Order, new OrderTerminated(Order, Request, Guid.Empty))).Should().BeNull();
    }

    [Fact]
    public void An_order_without_a_manual_step_is_nobodys_work() =>
        Fold(new Log().Add(Order, Acknowledged("simulated")).Add(Order, new StepStarted(Order, "simulated", 1))).Should().BeNull();

    [Fact]
    public void An_incident_waits_until_it_is_resolved_and_again_when_reopened()
    {
        var log = new Log().Add(Order, Reported(null)).Add(Order, new IncidentAssigned("n1", "agent.mcn"));
        Fold(log)!.Should().BeEquivalentTo(new { IsOpen = true, Number = "INC-2026-000001", Priority = Priority.P2, Assignee = "agent.mcn" });
        Fold(log.Add(Order, new IncidentResolved(null, null)))!.IsOpen.Should().BeFalse();
        Fold(log.Add(Order, new IncidentReopened(null)))!.IsOpen.Should().BeTrue();
    }

    [Fact]
    public void An_approval_is_the_providers_work_once_nobody_of_the_client_answered()
    {
        var seat = new ApprovalSeat(VoterKind.Role, null, Role.ServiceManager);
        var step = new RequiredStep("gestion", [], ApprovalRule.Any, null, [new(VoterKind.Person, "ana", null)], [], TimeSpan.FromHours(1), TimeSpan.FromHours(2));
        var log = new Log()
            .Add(Request, new RequestSubmitted(Request, "DS-2026-000001", "lise", Guid.Empty, [], "hash"))
            .Add(Request, new ApprovalRequired(Request, 1, "hash", null, null, null, [step], []))
            .Add(Request, new ApprovalStepOpened(Request, 1, "gestion"));
        Fold(log)!.IsOpen.Should().BeFalse();
        log.Add(Request, new ApprovalEscalated(Request, 1, "gestion", 1, EscalationCause.TimedOut, [seat with { Role = Role.ClientManager }]));
        Fold(log)!.IsOpen.Should().BeFalse();
        log.Add(Request, new ApprovalEscalated(Request, 1, "gestion", 2, EscalationCause.TimedOut, [seat]));
        Fold(log)!.Should().BeEquivalentTo(new { IsOpen = true, Kind = WorkItemKind.Approval, Number = "DS-2026-000001", StepKey = "gestion", RequestId = Request });
        Fold(log.Add(Request, new ApprovalGranted(Request, 1, "gestion", "ana", step.Seats[0], 0, "hash")))!.IsOpen.Should().BeFalse();
        Fold(log.Add(Request, new RequestApproved(Request, "ana", "hash"))).Should().BeNull();
    }

    [Fact]
    public void What_another_systems_log_tells_is_not_work() => Fold(new Log().Add(Order, Reported("log"))).Should().BeNull();

    private static WorkItem? Fold(Log log)
    {
        var projection = new WorkItemProjection();
        return log.Events.Aggregate((WorkItem?)null, (item, e) => projection.Evolve(item, e.StreamId, e));
    }

    private static OrderAcknowledged Acknowledged(params string[] connectors) => new(
        Order, Request, Guid.Empty, Guid.Empty, 1, Guid.Empty, 1, ImmutableSortedDictionary<string, OptionValue>.Empty, null, Guid.Empty,
        [.. connectors.Select(name => new OrderStep(name, "Do " + name, name, 1, TimeSpan.FromHours(1), ImmutableSortedDictionary<string, string>.Empty))]);

    private static IncidentReported Reported(string? origin) => new(
        Order, "INC-2026-000001", "requester.cegep-fjord", null, null, default, default, Priority.P2, default, Origin: origin);
}
