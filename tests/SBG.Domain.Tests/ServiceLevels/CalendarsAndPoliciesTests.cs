using FluentAssertions;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Policies;
using SBG.Domain.ServiceLevels.Rehearsals;
using Xunit;

namespace SBG.Domain.Tests.ServiceLevels;

public sealed class CalendarsAndPoliciesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("0190a000-0000-7000-8000-000000000001");
    private static readonly PolicyTerms Terms = new(PriorityMatrix.Default, [new(Priority.P1, TimeSpan.FromMinutes(15), TimeSpan.FromHours(4))], true, Id, 1);

    private static readonly Rehearsal Rehearsed = new(new(2025, 11, 23), new(2026, 11, 23), [], Now, 2, [], [], [], false);

    [Fact]
    public void A_calendar_is_created_once_with_its_first_version()
    {
        var office = Calendars.Office();
        CreateCalendar.Decide(new(Id, "Bureau", office), null).Events.Should().Equal(new CalendarCreated(Id, "Bureau"), new CalendarVersionPublished(1, office));
        CreateCalendar.Decide(new(Id, "Bureau", office), Calendar(office)).Events.Should().BeEmpty();
    }

    [Fact]
    public void A_draft_is_published_once_it_was_rehearsed_as_it_is_and_its_rehearsal_stays_with_the_version()
    {
        var calendar = Calendar(Calendars.Office());
        PublishCalendarVersion.Decide(calendar).Refusal!.Code.Should().Be("service-levels/no-draft");
        RehearseCalendarDraft.Decide(new(Rehearsed), calendar).Refusal!.Code.Should().Be("service-levels/no-draft");
        DraftCalendarVersion.Decide(new(Calendars.Office()), calendar).Events.Should().BeEmpty("it is published already");
        var drafted = After(calendar, DraftCalendarVersion.Decide(new(CalendarTerms.AlwaysOpen), calendar));
        DraftCalendarVersion.Decide(new(CalendarTerms.AlwaysOpen), drafted).Events.Should().BeEmpty();
        PublishCalendarVersion.Decide(drafted).Refusal!.Code.Should().Be("service-levels/not-rehearsed");

        var rehearsed = After(drafted, RehearseCalendarDraft.Decide(new(Rehearsed), drafted));
        var revised = After(rehearsed, DraftCalendarVersion.Decide(new(CalendarTerms.AlwaysOpen, Now), rehearsed));
        PublishCalendarVersion.Decide(revised).Refusal!.Code.Should().Be("service-levels/not-rehearsed", "it is another draft now");
        var published = PublishCalendarVersion.Decide(rehearsed);
        published.Events.Should().Equal(new CalendarVersionPublished(2, CalendarTerms.AlwaysOpen));
        var two = After(rehearsed, published);
        (two.Draft, two.Version(2)!.Rehearsal).Should().Be((null, Rehearsed));
        (two.Version(1)!.Rehearsal, two.Version(2)!.Terms, two.Version(3), two.Version(0)).Should().Be((null, CalendarTerms.AlwaysOpen, null, null));
    }

    public static TheoryData<string, CalendarTerms> Unusable => new()
    {
        { "service-levels/unknown-time-zone", Calendars.Office("America/Chicoutimi") },
        { "service-levels/never-open", new("Etc/UTC", [], []) },
        { "service-levels/not-whole-seconds", new("Etc/UTC", [new(Weekday.Monday, new(8, 0, 0, 1), new(9, 0))], []) },
        { "service-levels/not-whole-seconds", Calendars.Office() with { Closures = [new(new(2026, 1, 5), new(8, 0), new(9, 0, 0, 5), "x")] } },
        { "service-levels/ranges-overlap", new("Etc/UTC", [new(Weekday.Monday, new(8, 0), new(12, 0)), new(Weekday.Monday, new(11, 0), new(13, 0))], []) },
        { "service-levels/ranges-overlap", new("Etc/UTC", [new(Weekday.Sunday, new(22, 0), new(6, 0)), new(Weekday.Monday, new(5, 0), new(13, 0))], []) },
        { "service-levels/holiday-twice", Calendars.Office("Etc/UTC", new Holiday(new(2026, 12, 25), "Noël"), new Holiday(new(2026, 12, 25), "Christmas")) },
    };

    [Fact]
    public void A_correction_names_a_version_and_takes_its_validity()
    {
        var calendar = Calendar(Calendars.Office());
        DraftCalendarVersion.Decide(new(Calendars.Office(), Now, 2), calendar).Refusal!.Code.Should().Be("service-levels/unknown-corrected-version");
        DraftCalendarVersion.Decide(new(CalendarTerms.AlwaysOpen, Now, 1), calendar).Events.Should().Equal(new CalendarDrafted(CalendarTerms.AlwaysOpen, null, 1));
        DraftCalendarVersion.Decide(new(Calendars.Office(), Now), calendar).Events.Should().ContainSingle("the same hours from another day on are another version");
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public void Unusable_terms_are_refused(string code, CalendarTerms terms)
    {
        CreateCalendar.Decide(new(Id, "x", terms), null).Refusal!.Code.Should().Be(code);
        DraftCalendarVersion.Decide(new(terms), Calendar(Calendars.Office())).Refusal!.Code.Should().Be(code);
    }

    [Fact]
    public void Ranges_that_touch_do_not_overlap() =>
        CalendarRules.Fault(new("Etc/UTC", [new(Weekday.Sunday, new(22, 0), new(6, 0)), new(Weekday.Monday, new(6, 0), new(6, 0))], [])).Should().BeNull();

    [Fact]
    public void A_policy_is_created_once_with_its_first_version()
    {
        CreatePolicy.Decide(new(Id, "Or", Now, Terms), null, true).Events.Should().Equal(new PolicyCreated(Id, "Or"), new PolicyVersionPublished(1, Now, Terms));
        CreatePolicy.Decide(new(Id, "Or", Now, Terms), Policy((Now, Terms)), true).Events.Should().BeEmpty();
    }

    [Fact]
    public void A_draft_of_a_policy_goes_the_same_way()
    {
        var policy = Policy((Now, Terms));
        DraftPolicyVersion.Decide(new(Now, Terms with { }), policy, true).Events.Should().BeEmpty();
        PublishPolicyVersion.Decide(policy).Refusal!.Code.Should().Be("service-levels/no-draft");
        var drafted = After(policy, DraftPolicyVersion.Decide(new(Now, Terms with { PauseOnHold = false }, 1), policy, true));
        PublishPolicyVersion.Decide(drafted).Refusal!.Code.Should().Be("service-levels/not-rehearsed");
        var rehearsed = After(drafted, RehearsePolicyDraft.Decide(new(Rehearsed), drafted));
        DraftPolicyVersion.Decide(new(Now, Terms with { PauseOnHold = false }, 1), rehearsed, true).Events.Should().BeEmpty("the same draft stays rehearsed");
        var published = After(rehearsed, PublishPolicyVersion.Decide(rehearsed));
        (published.Draft, published.Version(2)!.Rehearsal, published.Version(2)!.Corrects).Should().Be((null, Rehearsed, 1));
    }

    public static TheoryData<string, PolicyTerms, bool> Unacceptable => new()
    {
        { "service-levels/matrix-incomplete", Terms with { Matrix = new([.. PriorityMatrix.Default.Cells.Skip(1)]) }, true },
        { "service-levels/matrix-incomplete", Terms with { Matrix = new([.. PriorityMatrix.Default.Cells.Skip(1), PriorityMatrix.Default.Cells[1]]) }, true },
        { "service-levels/target-twice", Terms with { Targets = [Terms.Targets[0], Terms.Targets[0]] }, true },
        { "service-levels/target-out-of-range", Terms with { Targets = [new(Priority.P1, TimeSpan.Zero, null)] }, true },
        { "service-levels/target-out-of-range", Terms with { Targets = [new(Priority.P1, null, TimeSpan.FromDays(367))] }, true },
        { "service-levels/target-out-of-range", Terms with { Targets = [new(Priority.P1, TimeSpan.FromMilliseconds(1500), null)] }, true },
        { "service-levels/unknown-calendar-version", Terms, false },
    };

    [Theory]
    [MemberData(nameof(Unacceptable))]
    public void Unacceptable_terms_are_refused(string code, PolicyTerms terms, bool calendarVersionExists)
    {
        CreatePolicy.Decide(new(Id, "x", Now, terms), null, calendarVersionExists).Refusal!.Code.Should().Be(code);
        DraftPolicyVersion.Decide(new(Now, terms), Policy((Now, Terms)), calendarVersionExists).Refusal!.Code.Should().Be(code);
    }

    [Fact]
    public void The_version_in_force_is_the_one_whose_validity_began_last()
    {
        var policy = Policy((Now, Terms), (Now.AddDays(20), Terms), (Now.AddDays(10), Terms), (Now.AddDays(10), Terms));
        policy.InForce(Now.AddTicks(-1)).Should().BeNull();
        policy.InForce(Now)!.Number.Should().Be(1);
        policy.InForce(Now.AddDays(10))!.Number.Should().Be(4);
        policy.InForce(Now.AddDays(20))!.Number.Should().Be(2);
    }

    private static TState After<TState>(TState state, Decision<TState> decided)
        where TState : class, IState<TState> => decided.Events.Aggregate((TState?)state, (before, e) => TState.Evolve(before, e, Now))!;

    private static BusinessCalendar Calendar(CalendarTerms terms) =>
        CreateCalendar.Decide(new(Id, "Bureau", terms), null).Events.Aggregate((BusinessCalendar?)null, (c, e) => BusinessCalendar.Evolve(c, e, Now))!;

    private static ServiceLevelPolicy Policy(params (DateTimeOffset From, PolicyTerms Terms)[] versions) =>
        versions.Select((v, i) => new PolicyVersionPublished(i + 1, v.From, v.Terms))
            .Aggregate(ServiceLevelPolicy.Evolve(null, new PolicyCreated(Id, "Or"), Now)!, (policy, e) => ServiceLevelPolicy.Evolve(policy, e, Now)!);
}
