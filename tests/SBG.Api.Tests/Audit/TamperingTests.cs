using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SBG.Api.Audit;
using SBG.Api.Kernel.Sealing;
using SBG.Projections.Audit;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Audit;

/// <summary>Whoever owns the database can change anything in it, and the verifier says what.</summary>
public sealed class TamperingTests
{
    private static readonly string[] Tables = ["mt_events", "audit_leaves", "audit_nodes", "audit_checkpoints"];

    [Fact]
    public async Task The_verifier_names_whatever_was_done_to_the_events()
    {
        await using var api = new AuditedApi();
        await api.InitializeAsync();
        var client = await ActiveClient.Of(api);
        await api.Sql("select nextval('sbg.mt_events_sequence')"); // a number that a rolled back transaction takes with it
        await ApprovedRequest.Of(api, client, await PublishedOffer.Of(api));
        await api.Settle();
        foreach (var table in Tables)
        {
            await api.Sql($"create table kept_{table} as table sbg.{table}");
        }

        var events = (long)(await api.Sql("select count(*) from sbg.mt_events"))!;
        var whole = await Verifier.Database(api.ConnectionString, "--every-signature");
        whole.Text.Should().Contain($"{events} events verified");
        whole.Code.Should().Be(0, whole.Text);

        var first = await api.Sql("select seq_id from sbg.mt_events where type = 'client_registered'");
        await Expect("update sbg.mt_events set data = jsonb_set(data, '{neq}', '\"1112345679\"') where type = 'client_registered'", 1, "altered", $"position {first},");
        await Expect("update sbg.mt_events set \"timestamp\" = \"timestamp\" + interval '1 microsecond' where type = 'client_registered'", 1, "altered", $"position {first},");
        await Expect("delete from sbg.mt_events where seq_id > (select seq_id from sbg.mt_events order by 1 desc offset 10 limit 1)", 10, "missing", "the event at position");
        await Expect(
            "insert into sbg.mt_events select (jsonb_populate_record(e, jsonb_build_object('seq_id', s.free, 'id', gen_random_uuid(), 'version', 99))).* from sbg.mt_events e, (select min(seq_id) + 1 as free from sbg.mt_events a where not exists (select from sbg.mt_events b where b.seq_id = a.seq_id + 1)) s where type = 'client_registered'",
            1,
            "inserted",
            "version 99,");
        await Expect(
            "update sbg.mt_events set seq_id = -1 where seq_id = 1; update sbg.mt_events set seq_id = 1 where seq_id = 2; update sbg.mt_events set seq_id = 2 where seq_id = -1",
            2,
            "altered",
            "position 1,",
            "position 2,");
        var stream = (Guid)(await api.Sql("select stream_id from sbg.mt_events where type = 'request_submitted'"))!;
        var length = (long)(await api.Sql($"select count(*) from sbg.mt_events where stream_id = '{stream}'"))!;
        await Expect($"update sbg.mt_events set id = gen_random_uuid(), \"timestamp\" = \"timestamp\" - interval '1 day' where stream_id = '{stream}'", (int)length, "altered", $"stream {stream}");

        async Task Expect(string deed, int count, string finding, params string[] named)
        {
            await api.Sql(deed);
            var found = await Verifier.Database(api.ConnectionString);
            found.Code.Should().Be(1, found.Text);
            found.Text.Split('\n').Count(line => line.StartsWith($"WRONG  {finding}: ", StringComparison.Ordinal)).Should().Be(count, found.Text);
            found.Text.Should().ContainAll(named);
            await Undo(api);
            (await Verifier.Database(api.ConnectionString)).Code.Should().Be(0);
        }
    }

    [Fact]
    public async Task Whoever_also_rewrites_the_log_is_contradicted_by_its_checkpoints_and_by_a_witness()
    {
        await using var api = new AuditedApi();
        await api.InitializeAsync();
        var client = await ActiveClient.Of(api);
        await api.Settle();
        var note = (string)(await api.Sql("select note from sbg.audit_checkpoints order by number desc limit 1"))!;
        var kept = Path.Combine(Path.GetTempPath(), $"sbg-{Guid.NewGuid():N}.checkpoint");
        try
        {
            await File.WriteAllTextAsync(kept, note, TestContext.Current.CancellationToken);
            await api.Sql($"update sbg.mt_events set data = jsonb_set(data, '{{neq}}', '\"1112345679\"') where type = 'client_registered' and tenant_id = '{client.Id}' or data->>'neq' = '1112345678'");
            await api.Sql("delete from sbg.audit_leaves; delete from sbg.audit_nodes");
            await new LogWriter(api.Services.GetRequiredService<NpgsqlDataSource>(), api.Services.GetRequiredService<LogReader>()).CatchUp(long.MaxValue, TestContext.Current.CancellationToken);

            (await api.Services.GetRequiredService<CheckpointLog>().IssueIfDue(TestContext.Current.CancellationToken)).Should().BeFalse("nothing is signed that contradicts what was signed");
            var found = await Verifier.Database(api.ConnectionString);
            found.Text.Should().Contain("the first bad checkpoint is checkpoint ");

            await api.Sql("delete from sbg.audit_checkpoints");
            await api.Cover();
            (await Verifier.Database(api.ConnectionString)).Code.Should().Be(0, "within the database nothing is left to contradict it");
            var contradicted = await Verifier.Database(api.ConnectionString, "--checkpoint", kept);
            contradicted.Code.Should().Be(1);
            contradicted.Text.Should().Contain("the first bad checkpoint is the kept checkpoint");
        }
        finally
        {
            File.Delete(kept);
        }
    }

    [Fact]
    public async Task A_destroyed_key_leaves_the_log_whole()
    {
        await using var api = new AuditedApi();
        await api.InitializeAsync();
        var client = await ActiveClient.Of(api);
        await api.Settle();
        await api.Services.GetRequiredService<Vault>().Destroy(client.PersonId, TestContext.Current.CancellationToken);
        ((long)(await api.Sql($"select count(*) from sbg.data_keys where subject = '{client.PersonId}' and wrapped_key is null"))!).Should().Be(1);
        var found = await Verifier.Database(api.ConnectionString);
        found.Code.Should().Be(0, found.Text);
    }

    private static async Task Undo(AuditedApi api)
    {
        foreach (var table in Tables)
        {
            await api.Sql($"delete from sbg.{table}; insert into sbg.{table} table kept_{table}");
        }
    }
}
