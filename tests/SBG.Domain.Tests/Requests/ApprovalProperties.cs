using CsCheck;
using FluentAssertions;
using SBG.Domain.Approvals;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using Xunit;
using static SBG.Domain.Tests.Requests.ApprovalRun;
using static SBG.Domain.Tests.Requests.Orders;

namespace SBG.Domain.Tests.Requests;

/// <summary>Whatever a policy says and whatever people do or leave undone, a request is decided, and by people who may.</summary>
public sealed class ApprovalProperties
{
    private static readonly string[] Voters =
        ["lise", "p1", "p2", "p3", "p4", Role.Approver, Role.ClientManager, Role.ServiceManager, "managerOfRequester", "managerOfBeneficiary"];

    private static readonly Actor[] People =
    [
        Someone("lise", Role.Requester, Role.Approver), Someone("p1"), Someone("p2", Role.Approver), Someone("p3", Role.Approver, Role.ClientManager), Someone("p4"),
        Someone("s1", Role.ServiceManager),
    ];

    private static readonly Gen<ApprovalStepTerms> Steps =
        from rule in Gen.Enum<ApprovalRule>()
        from percentage in Gen.Int[1, 100]
        from voters in Gen.Int[0, 9].Select(index => Voters[index]).Array[1, 6]
        from remind in Gen.Int[1, 48]
        from more in Gen.Int[1, 48]
        select Step("etape", rule, voters) with
        {
            Percentage = rule == ApprovalRule.Percentage ? percentage : null,
            RemindAfter = TimeSpan.FromHours(remind),
            EscalateAfter = TimeSpan.FromHours(remind + more),
        };

    private static readonly Gen<ApprovalTerms> Policies =
        from steps in Steps.Array[1, 5]
        from follows in Gen.Bool.Array[25]
        from escalate in Gen.Int[0, 9].Select(index => Voters[index]).Array[0, 3]
        select Terms(
            [.. steps.Select((step, index) => step with { Key = $"e{index}", After = [.. Enumerable.Range(0, index).Where(before => follows[(index * 5) + before]).Select(before => $"e{before}")] })])
            with
        {
            EscalateTo = Step("x", ApprovalRule.Any, escalate).Voters,
        };

    private static readonly Gen<(ApprovalTerms Terms, int Known, (int Move, int Who, int Whom)[] Moves)> Runs =
        Gen.Select(Policies, Gen.Int[0, 3], Gen.Select(Gen.Int[0, 9], Gen.Int[0, 5], Gen.Int[0, 5]).Array[0, 40]);

    [Fact]
    public void Every_approval_ends_and_is_decided_by_those_who_may() => Runs.Sample(told =>
    {
        ApprovalTermsRules.Fault(told.Terms, Tenant.Provider).Should().BeNull();
        var run = new ApprovalRun(
            told.Terms,
            (told.Known & 1) == 0 ? null : Known(Named(1), "lise", Named(2)),
            Known(Named(2), "p4"), Known(Beneficiary, null, (told.Known & 2) == 0 ? null : Named(2)));
        foreach (var (move, who, whom) in told.Moves)
        {
            Do(run, move, People[who], People[whom]);
            SomeoneCanDecide(run);
        }

        // Nobody but the provider's only service manager says anything any more.
        for (var day = 0; run.Request.Status == RequestStatus.Acknowledged; day++)
        {
            day.Should().BeLessThan(200, "it must end: {0}", string.Join("\n", run.Events.Select(Told)));
            run.Pass(TimeSpan.FromDays(1));
            run.Approve("s1", Role.ServiceManager);
            SomeoneCanDecide(run);
        }

        Check(run);
    }, iter: 1_000);

    private static void Do(ApprovalRun run, int move, Actor who, Actor whom)
    {
        string[] roles = [.. who.Roles];
        _ = move switch
        {
            0 or 1 or 2 => run.Approve(who.Subject, roles),
            3 => run.Reject(who.Subject, roles),
            4 when who.Subject == "lise" && whom.Subject == "lise" => run.Recall(),
            5 when who.Subject == "lise" => run.Change(whom.Subject.Length + run.Request.Course().Round),
            6 when !who.IsProvider && !whom.IsProvider => Delegated(run, who, whom),
            _ => Passed(run, move),
        };
    }

    private static Refusal? Delegated(ApprovalRun run, Actor who, Actor whom)
    {
        run.Delegate(who, whom.Subject);
        return null;
    }

    private static Refusal? Passed(ApprovalRun run, int hours)
    {
        run.Pass(TimeSpan.FromHours(hours));
        return null;
    }

    /// <summary>While it waits, someone can decide each open step now, or it will be escalated to someone who can; queues and answers agree with the votes that are taken.</summary>
    private static void SomeoneCanDecide(ApprovalRun run)
    {
        var (request, course) = (run.Request, run.Request.Course());
        if (request.Status != RequestStatus.Acknowledged)
        {
            return;
        }

        course.Steps.Should().Contain(step => step.Status == ApprovalStepStatus.Open);
        foreach (var step in course.Steps.Where(step => step.Status == ApprovalStepStatus.Open))
        {
            var able = People.Where(person => person.Subject != "lise" && Ballot.MandatesOf(request, run.CapacityOf(person)).Any(mandate => mandate.StepKey == step.Required.Key)).ToArray();
            (able.Length > 0 || course.Ladder(step.Level + 1) is not null).Should().BeTrue("step {0} waits", step.Required.Key);
            var eligible = Ballot.EligibleFor(request, step, run.Delegations.Where(given => given.InForce(run.At)));
            able.Where(person => !eligible.Any(one => one.Subject == person.Subject || (one.Role is { } role && person.Has(role)))).Should().BeEmpty();
            eligible.Should().NotContain(one => one.Subject == "lise" || one.OnBehalfOf == "lise");
            eligible.Where(one => one.OnBehalfOf is null).Select(one => new ApprovalSeat(VoterKind.Person, one.Subject, one.Role).Key()).Should().BeSubsetOf(course.Awaits);
        }
    }

    private static void Check(ApprovalRun run)
    {
        run.Request.Status.Should().BeOneOf(RequestStatus.InProgress, RequestStatus.Rejected, RequestStatus.Cancelled);
        run.Events.Count(e => e is RequestApproved or RequestRejected or RequestCancelled).Should().Be(1);
        run.Events[^1].Should().Match(e => e is RequestApproved || e is RequestRejected || e is RequestCancelled);
        var votes = run.Events.OfType<ApprovalGranted>().Select(e => (e.Round, e.StepKey, e.Level, e.Voter, e.OnBehalfOf))
            .Concat(run.Events.OfType<ApprovalRefused>().Select(e => (e.Round, e.StepKey, e.Level, e.Voter, e.OnBehalfOf))).ToArray();
        votes.Should().NotContain(vote => vote.Voter == "lise" || vote.OnBehalfOf == "lise");
        votes.Should().NotContain(vote => vote.Voter == vote.OnBehalfOf);
        votes.Where(vote => vote.Voter != "s1").SelectMany(vote => new[] { vote.Voter, vote.OnBehalfOf }.Where(one => one is not null).Select(one => (vote.Round, vote.StepKey, one)))
            .Should().OnlyHaveUniqueItems("one person has one vote in a step");
        run.Events.OfType<ApprovalReminded>().Should().OnlyHaveUniqueItems();
        run.Events.OfType<ApprovalEscalated>().Select(e => (e.Round, e.StepKey, e.Level)).Should().OnlyHaveUniqueItems();
        if (run.Request.Status == RequestStatus.InProgress)
        {
            run.Request.Course().Steps.Should().OnlyContain(step => IsGranted(step));
            run.Events.OfType<ApprovalGranted>().Where(e => e.Round == run.Request.Course().Round).Should().OnlyContain(e => e.ContentHash == run.Request.ContentHash);
        }
    }

    /// <summary>Counted anew, by other arithmetic.</summary>
    private static bool IsGranted(ApprovalStep step)
    {
        var granted = step.Votes.Count(vote => vote.Granted && vote.Level == 0);
        var seats = step.Required.Seats.Length;
        return step.Votes.Any(vote => vote is { Granted: true, Level: > 0 })
            || (seats > 0 && step.Required.Rule switch
            {
                ApprovalRule.All => granted == seats,
                ApprovalRule.Any => granted > 0,
                _ => granted * 100 >= step.Required.Percentage * seats,
            });
    }
}
