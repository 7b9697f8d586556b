using System.Runtime.CompilerServices;
using System.Text;
using FluentAssertions;
using SBG.Domain.Approvals;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Requests.ApprovalRun;
using static SBG.Domain.Tests.Requests.Orders;

namespace SBG.Domain.Tests.Requests;

/// <summary>
/// Every shape of an approval with the events that it leaves, as a table that is read and approved by people. To write it anew, delete it and run the
/// tests with SBG_APPROVE=1.
/// </summary>
public sealed class ApprovalShapesTests
{
    private static readonly string File = Beside("approval-shapes.approved.md");
    private static readonly string[] Approver = [Role.Approver];
    private static readonly string[] Manager = [Role.ClientManager];

    [Fact]
    public void Every_shape_leaves_the_approved_events()
    {
        var table = Table();
        if (!System.IO.File.Exists(File) && Environment.GetEnvironmentVariable("SBG_APPROVE") == "1")
        {
            System.IO.File.WriteAllText(File, table, new UTF8Encoding(false));
        }

        table.Should().Be(System.IO.File.ReadAllText(File));
    }

    private static string Table()
    {
        var text = new StringBuilder("# Shapes of an approval\n\nlise asks for one workstation. Each row is one decision, with the events that it records.\n");
        Tell("No policy: one approver of the client", new(null), ("omar (approver) approves", run => run.Approve("omar", Approver)));
        Tell("Rejection", new(null), ("omar (approver) rejects", run => run.Reject("omar", Approver)));
        Tell(
            "Sequence", new(Terms(Step("gestion", ApprovalRule.Any, "ana"), Step("finances", ApprovalRule.Any, "bo") with { After = ["gestion"] })),
            ("bo approves before his turn", run => run.Approve("bo")), ("ana approves", run => run.Approve("ana")), ("bo approves", run => run.Approve("bo")));
        Tell(
            "Parallel, then one step after both",
            new(Terms(Step("gestion", ApprovalRule.Any, "ana"), Step("technique", ApprovalRule.Any, "bo"), Step("direction", ApprovalRule.Any, "cleo") with { After = ["gestion", "technique"] })),
            ("bo approves", run => run.Approve("bo")), ("ana approves", run => run.Approve("ana")), ("cleo approves", run => run.Approve("cleo")));
        Tell("Any", new(Terms(Step("gestion", ApprovalRule.Any, "ana", "bo"))), ("ana rejects", run => run.Reject("ana")), ("bo approves", run => run.Approve("bo")));
        Tell("All", new(Terms(Step("gestion", ApprovalRule.All, "ana", "bo"))), ("ana approves", run => run.Approve("ana")), ("ana approves again", run => run.Approve("ana")), ("bo approves", run => run.Approve("bo")));
        Tell("All: one no is enough", new(Terms(Step("gestion", ApprovalRule.All, "ana", "bo"))), ("ana rejects", run => run.Reject("ana")));
        var sixty = Step("comite", ApprovalRule.Percentage, "ana", "bo", "cleo", "dan", "eva") with { Percentage = 60 };
        Tell(
            "60 %", new(Terms(sixty)),
            ("ana approves", run => run.Approve("ana")), ("bo rejects", run => run.Reject("bo")), ("cleo approves", run => run.Approve("cleo")), ("dan approves", run => run.Approve("dan")));
        Tell(
            "60 % out of reach", new(Terms(sixty)),
            ("ana rejects", run => run.Reject("ana")), ("bo rejects", run => run.Reject("bo")), ("cleo rejects", run => run.Reject("cleo")));
        Tell(
            "Delegation", new(Terms(Step("gestion", ApprovalRule.All, "ana", "bo"))),
            ("ana delegates to dan", run => Delegate(run, "ana", "dan")), ("dan approves", run => run.Approve("dan")), ("ana approves too", run => run.Approve("ana")),
            ("bo approves", run => run.Approve("bo")));
        Tell(
            "Delegation by the requester", new(Terms(Step("gestion", ApprovalRule.Any, Role.Approver))),
            ("lise, also approver, delegates to dan", run => Delegate(run, "lise", "dan")), ("dan approves", run => run.Approve("dan")), ("omar (approver) approves", run => run.Approve("omar", Approver)));
        Tell(
            "Managers", new(
                Terms(Step("gestion", ApprovalRule.All, "managerOfRequester", "managerOfBeneficiary")),
                Known(Named(1), "lise", Named(2)), Known(Named(2), "ana"), Known(Named(3), "bo"), Known(Beneficiary, null, Named(3))),
            ("ana approves", run => run.Approve("ana")), ("bo approves", run => run.Approve("bo")));
        Tell(
            "Only the requester could decide: escalated at once", new(Terms(Step("gestion", ApprovalRule.Any, "lise"))),
            ("lise approves her own", run => run.Approve("lise", Manager)), ("max (client-manager) approves", run => run.Approve("max", Manager)));
        Tell("Nobody could decide: escalated at once", new(Terms(Step("gestion", ApprovalRule.Any, "managerOfBeneficiary"))), ("max (client-manager) rejects", run => run.Reject("max", Manager)));
        Tell(
            "Time-out: reminder, escalation as the policy says, then the client's and the provider's managers",
            new(Terms(Step("gestion", ApprovalRule.All, "ana", "bo")) with { EscalateTo = [new(VoterKind.Person, "eva")] }),
            ("ana approves", run => run.Approve("ana")), ("8 hours pass", run => Pass(run, 8)), ("16 more hours pass", run => Pass(run, 16)), ("24 more hours pass", run => Pass(run, 24)),
            ("24 more hours pass", run => Pass(run, 24)), ("10 days pass", run => Pass(run, 240)), ("sam (service-manager) approves", run => run.Approve("sam", Role.ServiceManager)));
        Tell(
            "Change after an approval: void, and again from the start",
            new(Terms(Step("gestion", ApprovalRule.Any, "ana"), Step("finances", ApprovalRule.Any, "bo") with { After = ["gestion"] })),
            ("ana approves", run => run.Approve("ana")), ("lise asks for 3", run => run.Change(3)), ("lise asks for 3 again", run => run.Change(3)), ("bo approves before his turn", run => run.Approve("bo")),
            ("ana approves", run => run.Approve("ana")), ("bo approves", run => run.Approve("bo")), ("lise asks for 4", run => run.Change(4)));
        Tell("Recall", new(Terms(Step("gestion", ApprovalRule.All, "ana", "bo"))), ("ana approves", run => run.Approve("ana")), ("lise recalls", run => run.Recall()), ("bo approves", run => run.Approve("bo")));
        return text.ToString();

        void Tell(string shape, ApprovalRun run, params (string What, Func<ApprovalRun, Refusal?> Do)[] moves)
        {
            text.Append("\n## ").Append(shape).Append("\n\n| Decision | Events |\n|---|---|\n");
            var told = 0;
            Row("lise submits", null);
            foreach (var (what, move) in moves)
            {
                Row(what, move(run));
            }

            text.Append("\nEnds `").Append(run.Request.Status).Append("`.\n");

            void Row(string what, Refusal? refused)
            {
                var events = run.Events.Skip(told).Select(ApprovalRun.Told).ToArray();
                told = run.Events.Count;
                text.Append("| ").Append(what).Append(" | ")
                    .Append(refused is not null ? $"refused: `{refused.Code}`" : events.Length == 0 ? "-" : string.Join("<br>", events)).Append(" |\n");
            }
        }
    }

    private static Refusal? Delegate(ApprovalRun run, string from, string to)
    {
        run.Delegate(Someone(from, Approver), to);
        return null;
    }

    private static Refusal? Pass(ApprovalRun run, int hours)
    {
        run.Pass(TimeSpan.FromHours(hours));
        return null;
    }

    private static string Beside(string file, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, file);
}
