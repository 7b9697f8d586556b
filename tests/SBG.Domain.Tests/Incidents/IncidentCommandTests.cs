using FluentAssertions;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Incidents;

public sealed class IncidentCommandTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("0190a000-0000-7000-8000-000000000001");
    private static readonly Actor Ana = new("ana", "cegep-fjord", [Role.Requester]);
    private static readonly Actor Bo = new("bo", Tenant.Provider, [Role.Agent]);
    private static readonly Sealed<string> Text = new("ana", "c2VhbGVk");
    private static readonly Telling Told = new(Now);

    private static readonly EventOf<Incident>[] Acted = [new IncidentResponded()];
    private static readonly EventOf<Incident>[] Held = [.. Acted, new IncidentHeld(HoldReason.AwaitingUser)];
    private static readonly EventOf<Incident>[] Resolved = [.. Acted, new IncidentResolved("patched", Text)];
    private static readonly EventOf<Incident>[] Closed = [.. Resolved, new IncidentClosed()];
    private static readonly EventOf<Incident>[] Cancelled = [new IncidentCancelled(null)];

    [Fact]
    public void A_report_gets_its_priority_from_the_policy_that_applies()
    {
        var policy = Guid.NewGuid();
        var flat = new PriorityMatrix([.. PriorityMatrix.Default.Cells.Select(cell => cell with { Priority = Priority.P1 })]);
        var applies = new AppliedPolicy(policy, 3, PolicyBasis.ClientAgreement, flat);
        var reported = ReportIncident.Decide(Report("ana"), null, Ana, applies, Told).Events.Should().ContainSingle().Which.Should().BeOfType<IncidentReported>().Subject;
        (reported.Priority, reported.PriorityBasis, reported.ServiceLevelPolicyId, reported.PolicyVersion, reported.PolicyBasis)
            .Should().Be((Priority.P1, PriorityBasis.PolicyMatrix, policy, 3, PolicyBasis.ClientAgreement));
        ReportIncident.Decide(Report("ana"), null, Ana, AppliedPolicy.None, Told).Events[0].As<IncidentReported>().Priority.Should().Be(Priority.P2);
    }

    [Fact]
    public void Only_the_provider_reports_for_another()
    {
        Code(ReportIncident.Decide(Report("bea"), null, Ana, AppliedPolicy.None, Told)).Should().Be("incidents/not-for-another");
        ReportIncident.Decide(Report("bea"), null, Bo, AppliedPolicy.None, Told).Events[0].As<IncidentReported>().ReportedBy.Should().Be("bea");
    }

    [Fact]
    public void A_report_is_recorded_once() =>
        ReportIncident.Decide(Report("ana"), Given(), Ana, AppliedPolicy.None, Told).Events.Should().BeEmpty();

    [Fact]
    public void Another_judgement_changes_the_priority()
    {
        var raise = new PrioritiseIncident(Impact.High, Urgency.High);
        PrioritiseIncident.Decide(raise, Given(), Bo, AppliedPolicy.None, Told).Events.Should()
            .Equal(new IncidentPrioritised(Impact.High, Urgency.High, Priority.P1, PriorityBasis.DefaultMatrix));
        PrioritiseIncident.Decide(new(Impact.Medium, Urgency.High), Given(), Bo, AppliedPolicy.None, Told).Events.Should().BeEmpty();
        Code(PrioritiseIncident.Decide(raise, Given(Resolved), Bo, AppliedPolicy.None, Told)).Should().Be("incidents/already-resolved");
    }

    [Fact]
    public void The_first_assignment_is_the_providers_first_act()
    {
        AssignIncident.Decide(new("reseau", "bo"), Given(), Bo, Told).Events.Should().Equal(new IncidentResponded(), new IncidentAssigned("reseau", "bo"));
        AssignIncident.Decide(new("reseau", "bo"), Given(Acted), Bo, Told).Events.Should().Equal(new IncidentAssigned("reseau", "bo"));
        AssignIncident.Decide(new("reseau", "bo"), Given(new IncidentAssigned("reseau", "bo")), Bo, Told).Events.Should().BeEmpty();
        Code(AssignIncident.Decide(new(null, null), Given(), Bo, Told)).Should().Be("incidents/assigned-to-nobody");
        Code(AssignIncident.Decide(new("reseau", null), Given(Closed), Bo, Told)).Should().Be("incidents/over");
    }

    [Fact]
    public void A_hold_states_its_reason_and_can_change_it()
    {
        HoldIncident.Decide(new(HoldReason.AwaitingUser), Given(Acted), Bo, Told).Events.Should().Equal(new IncidentHeld(HoldReason.AwaitingUser));
        HoldIncident.Decide(new(HoldReason.AwaitingSupplier), Given(Held), Bo, Told).Events.Should().Equal(new IncidentHeld(HoldReason.AwaitingSupplier));
        HoldIncident.Decide(new(HoldReason.AwaitingUser), Given(Held), Bo, Told).Events.Should().BeEmpty();
        Code(HoldIncident.Decide(new(HoldReason.AwaitingUser), Given(Resolved), Bo, Told)).Should().Be("incidents/already-resolved");
    }

    [Fact]
    public void Only_what_is_on_hold_resumes()
    {
        ResumeIncident.Decide(Given(Held), Bo, Told).Events.Should().Equal(new IncidentResumed());
        Code(ResumeIncident.Decide(Given(Acted), Bo, Told)).Should().Be("incidents/not-on-hold");
        Given([.. Held, new IncidentResumed()]).Should().Match<Incident>(i => i.Status == IncidentStatus.InProgress && i.HoldReason == null);
    }

    [Fact]
    public void A_hold_ends_on_its_date_and_a_stale_message_changes_nothing()
    {
        var due = Now.AddHours(1);
        HoldIncident.Decide(new(HoldReason.AwaitingUser, null, due), Given(Held), Bo, Told).Events.Should().Equal(new IncidentHeld(HoldReason.AwaitingUser, null, due));
        Code(HoldIncident.Decide(new(HoldReason.AwaitingUser, null, Now), Given(Acted), Bo, Told)).Should().Be("incidents/resumes-in-the-past");
        EventOf<Incident>[] dated = [.. Acted, new IncidentHeld(HoldReason.AwaitingUser, null, due)];
        ResumeIncident.OnDate(Given(dated), due, due).Events.Should().Equal(new IncidentResumed(ResumeCause.DateReached));
        ResumeIncident.OnDate(Given(dated), due, Now).Events.Should().BeEmpty("it is too early");
        ResumeIncident.OnDate(Given(dated), due.AddHours(-1), due).Events.Should().BeEmpty("it was for another hold");
        ResumeIncident.OnDate(Given([.. dated, new IncidentResumed()]), due, due).Events.Should().BeEmpty("it is over");
    }

    [Fact]
    public void What_nobody_objects_to_is_closed_and_can_be_reopened_for_a_while()
    {
        var (due, until) = (Now.AddDays(5), Now.AddDays(9));
        EventOf<Incident>[] resolved = [.. Acted, new IncidentResolved(null, Text, due)];
        CloseIncident.ByItself(new(until), Given(resolved), due, due).Events.Should().Equal(new IncidentClosed(until));
        CloseIncident.ByItself(new(until), Given(resolved), due, Now).Events.Should().BeEmpty();
        CloseIncident.ByItself(new(until), Given([.. resolved, new IncidentReopened(null)]), due, due).Events.Should().BeEmpty();
        CloseIncident.ByItself(new(until), Given([.. resolved, new IncidentClosed(until)]), due, due).Events.Should().BeEmpty();
        EventOf<Incident>[] closed = [.. resolved, new IncidentClosed(until)];
        ReopenIncident.Decide(new(Text), Given(closed), new(until)).Events.Should().Equal(new IncidentReopened(Text));
        Code(ReopenIncident.Decide(new(Text), Given(closed), new(until.AddTicks(1)))).Should().Be("incidents/reopening-too-late");
    }

    [Fact]
    public void The_answer_of_the_user_ends_the_wait_for_it()
    {
        var comment = new CommentIncident(Guid.NewGuid(), CommentVisibility.Public, Text);
        CommentIncident.Decide(comment, Given(Held), Ana, Told).Events.Should().Equal(
            new IncidentCommented(comment.CommentId, "ana", CommentVisibility.Public, Text), new IncidentResumed(ResumeCause.UserAnswered));
        CommentIncident.Decide(comment, Given([.. Acted, new IncidentHeld(HoldReason.AwaitingSupplier)]), Ana, Told).Events.Should().ContainSingle();
        CommentIncident.Decide(comment, Given(Held), Bo, Told).Events.Should().ContainSingle();
    }

    [Fact]
    public void A_resolution_ends_a_hold_and_is_stated_once()
    {
        ResolveIncident.Decide(new("patched", Text), Given(Held), Bo, Told).Events.Should().Equal(new IncidentResolved("patched", Text));
        Code(ResolveIncident.Decide(new("patched", Text), Given(Resolved), Bo, Told)).Should().Be("incidents/already-resolved");
        Given([.. Held, new IncidentResolved(null, null)]).Should().Match<Incident>(i => i.Status == IncidentStatus.Resolved && i.HoldReason == null);
    }

    [Theory]
    [InlineData(-60, null)]
    [InlineData(-121, "incidents/before-the-last-change")]
    [InlineData(1, "incidents/in-the-future")]
    public void A_late_fact_lies_between_the_last_change_and_now(int minutes, string? refused)
    {
        var late = new Telling(Now, Now.AddMinutes(minutes), MayBeLate: true);
        Decisions(late, Bo).Should().OnlyContain(decision => Code(decision) == refused);
        Decisions(late with { MayBeLate = false }, Bo).Should().OnlyContain(decision => Code(decision) == "incidents/late-facts-forbidden");
        Code(ReportIncident.Decide(Report("ana"), null, Bo, AppliedPolicy.None, late)).Should().Be(minutes > 0 ? refused : null, "nothing was told before");

        static IEnumerable<Decision<Incident>> Decisions(Telling telling, Actor actor) =>
        [
            PrioritiseIncident.Decide(new(Impact.High, Urgency.High), Given(Held), actor, AppliedPolicy.None, telling),
            AssignIncident.Decide(new("reseau", null), Given(Held), actor, telling),
            HoldIncident.Decide(new(HoldReason.AwaitingProblem), Given(Held), actor, telling),
            ResumeIncident.Decide(Given(Held), actor, telling),
            ResolveIncident.Decide(new(null, null), Given(Held), actor, telling),
            ReopenIncident.Decide(new(Text), Given(Resolved), telling),
            CloseIncident.Decide(new(), Given(Resolved), actor, telling),
            CancelIncident.Decide(new(Text), Given(Held), actor, telling),
            CommentIncident.Decide(new(Guid.NewGuid(), CommentVisibility.Public, Text), Given(Held), actor, telling),
        ];
    }

    [Fact]
    public void A_reopening_voids_the_resolution()
    {
        ReopenIncident.Decide(new(Text), Given(Resolved), Told).Events.Should().Equal(new IncidentReopened(Text));
        Code(ReopenIncident.Decide(new(Text), Given(Acted), Told)).Should().Be("incidents/not-resolved");
        Code(ReopenIncident.Decide(new(Text), Given(Closed), Told)).Should().Be("incidents/reopening-too-late");
        Code(ReopenIncident.Decide(new(Text), Given(Cancelled), Told)).Should().Be("incidents/over");
        Given([.. Resolved, new IncidentReopened(null)]).Should().Match<Incident>(i => i.Status == IncidentStatus.InProgress && i.ResolvedAt == null && i.Resolution == null);
    }

    [Fact]
    public void What_is_resolved_is_closed_once()
    {
        CloseIncident.Decide(new(), Given(Resolved), Ana, Told).Events.Should().Equal(new IncidentClosed());
        Code(CloseIncident.Decide(new(), Given(Closed), Ana, Told)).Should().Be("incidents/over");
        Code(CloseIncident.Decide(new(), Given(Acted), Ana, Told)).Should().Be("incidents/not-resolved");
    }

    [Fact]
    public void What_is_not_resolved_can_be_withdrawn()
    {
        CancelIncident.Decide(new(Text), Given(Held), Bo, Told).Events.Should().Equal(new IncidentCancelled(Text));
        Code(CancelIncident.Decide(new(Text), Given(Resolved), Bo, Told)).Should().Be("incidents/already-resolved");
        Code(CancelIncident.Decide(new(Text), Given(Cancelled), Bo, Told)).Should().Be("incidents/over");
    }

    [Fact]
    public void A_comment_is_written_once_and_the_providers_public_answer_is_a_first_act()
    {
        var comment = new CommentIncident(Guid.NewGuid(), CommentVisibility.Public, Text);
        var written = new IncidentCommented(comment.CommentId, "bo", CommentVisibility.Public, Text, ByProvider: true);
        CommentIncident.Decide(comment, Given(), Bo, Told).Events.Should().Equal(new IncidentResponded(), written);
        CommentIncident.Decide(comment, Given(), Ana, Told).Events.Should().Equal(written with { Author = "ana", ByProvider = false });
        CommentIncident.Decide(comment, Given(written), Bo, Told).Events.Should().BeEmpty();
        CommentIncident.Decide(comment with { Visibility = CommentVisibility.Internal }, Given(), Bo, Told).Events.Should().ContainSingle();
        Code(CommentIncident.Decide(comment with { Visibility = CommentVisibility.Internal }, Given(), Ana, Told)).Should().Be("incidents/internal-comment-of-a-client");
        Code(CommentIncident.Decide(comment, Given(Closed), Ana, Told)).Should().Be("incidents/over");
        CommentIncident.Decide(comment, Given(Closed), Bo, Told).Events.Should().Equal(written);
    }

    [Fact]
    public void An_incident_bears_500_comments()
    {
        var full = Given([.. Enumerable.Range(0, 500).Select(_ => new IncidentCommented(Guid.NewGuid(), "bo", CommentVisibility.Public, Text))]);
        Code(CommentIncident.Decide(new(Guid.NewGuid(), CommentVisibility.Public, Text), full, Bo, Told)).Should().Be("incidents/too-many-comments");
        CommentIncident.Hindrance(full, Bo)!.Code.Should().Be("incidents/too-many-comments");
    }

    [Fact]
    public void A_late_fact_does_not_turn_the_course_back()
    {
        var incident = Given(Held);
        Incident.Evolve(incident, new IncidentResumed(), Now.AddHours(-5))!.ChangedAt.Should().Be(incident.ChangedAt);
    }

    private static ReportIncident Report(string by) => new(Id, "INC-2026-000045", by, Text, null, Impact.Medium, Urgency.High, "reseau");

    private static string? Code(Decision<Incident> decision) => decision.Refusal?.Code;

    private static Incident Given(params EventOf<Incident>[] story) =>
        story.Aggregate(
            Incident.Evolve(null, ReportIncident.Decide(Report("ana"), null, Ana, AppliedPolicy.None, Told).Events[0], Now.AddHours(-2))!,
            (incident, happened) => Incident.Evolve(incident, happened, Now.AddHours(-2))!);
}
