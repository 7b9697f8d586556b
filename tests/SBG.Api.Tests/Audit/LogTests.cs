using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SBG.Domain.Audit;
using SBG.Projections.Audit;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Audit;

public sealed class LogTests
{
    [Fact]
    public async Task Events_are_logged_by_themselves_once_over_restarts_and_proven_by_the_api()
    {
        await using var api = new AuditedApi();
        await api.InitializeAsync();
        var first = await ActiveClient.Of(api);
        await api.As("auditor.mcn").Until("/v1/audit/checkpoints", told => told.GetProperty("items").GetArrayLength() > 0);
        await api.Restart();
        await api.Sql("select nextval('sbg.mt_events_sequence')");
        await ActiveClient.Of(api);
        await api.Services.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(30));
        var events = (long)(await api.Sql("select count(*) from sbg.mt_events"))!;
        var list = await api.As("auditor.mcn").Until("/v1/audit/checkpoints", told => told.GetProperty("items")[0].GetProperty("size").GetInt64() == events);
        ((long)(await api.Sql("select sum(leaf_count) from sbg.audit_leaves"))!).Should().Be(events);

        var newest = list.Json.GetProperty("items")[0];
        var last = (long)(await api.Sql("select max(seq_id) from sbg.mt_events"))!;
        var proof = (await api.As(first.Persona("client-manager")).Get($"/v1/audit/proofs/inclusion?position={last}")).Is(200);
        var root = Convert.FromBase64String(proof["leafHash"]!);
        foreach (var beside in proof.Json.GetProperty("hashes").EnumerateArray())
        {
            root = MerkleTree.Node(Convert.FromBase64String(beside.GetString()!), root); // the last leaf has everything on its left
        }

        Convert.ToBase64String(root).Should().Be(newest.GetProperty("rootHash").GetString());
        (await api.As("auditor.mcn").Get($"/v1/audit/proofs/inclusion?position={last}&checkpoint=1")).IsProblem(409, "audit/not-covered-yet");
        (await api.As("auditor.mcn").Get("/v1/audit/proofs/inclusion?position=999999")).IsProblem(404, "resource/not-found");
        (await api.As("auditor.mcn").Get("/v1/audit/proofs/inclusion")).IsProblem(400, "request/bad-query");
        (await api.As("auditor.mcn").Get("/v1/audit/proofs/consistency")).Is(200).Json.GetProperty("later").GetProperty("size").GetInt64().Should().Be(events);
        (await api.As("auditor.mcn").Get("/v1/audit/keys")).Is(200).Json.GetProperty("keys").GetArrayLength().Should().Be(1);
        (await api.As("auditor.mcn").Get("/v1/audit/checkpoints?daily=true")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(1);
        newest.GetProperty("note").GetString().Should().StartWith($"sbg.example/journal\n{events}\n");
    }

    [Fact]
    public async Task Writers_at_the_same_time_log_each_event_once()
    {
        await using var api = new AuditedApi();
        await api.InitializeAsync();
        await ActiveClient.Of(api);
        await api.StopServing();
        await api.Sql("delete from sbg.audit_leaves; delete from sbg.audit_nodes; delete from sbg.audit_checkpoints");
        await using var database = NpgsqlDataSource.Create(api.ConnectionString);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await new LogWriter(database, new(database)).CatchUp(long.MaxValue, TestContext.Current.CancellationToken);
            }
            catch (PostgresException second) when (second.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                // Another writer was first.
            }
        }));

        ((string)(await api.Sql("select (select count(*) from sbg.mt_events) || ' ' || (select sum(leaf_count) from sbg.audit_leaves)"))!).Split(' ').Distinct().Should().ContainSingle();
        (await Verifier.Database(api.ConnectionString)).Text.Should().Contain("there is no checkpoint").And.Contain("1 findings");
    }

    [Fact]
    public async Task An_event_that_is_committed_late_is_waited_for_however_long_it_takes()
    {
        await using var api = new AuditedApi();
        await api.InitializeAsync();
        await ActiveClient.Of(api);
        await using var late = new NpgsqlConnection(api.ConnectionString);
        await late.OpenAsync(TestContext.Current.CancellationToken);
        await using var open = await late.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var insert = new NpgsqlCommand(
            """
            create temporary table copied on commit drop as select * from sbg.mt_events order by seq_id desc limit 1;
            update copied set seq_id = nextval('sbg.mt_events_sequence'), id = gen_random_uuid(), version = version + 1;
            insert into sbg.mt_events select * from copied;
            """,
            late))
        {
            await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var missing = (long)(await api.Sql("select last_value from sbg.mt_events_sequence"))!;
        await ActiveClient.Of(api);
        await api.StopServing();
        var log = new LogWriter(NpgsqlDataSource.Create(api.ConnectionString), new(NpgsqlDataSource.Create(api.ConnectionString))).CatchUp(long.MaxValue, TestContext.Current.CancellationToken);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await api.Sql("select count(*) from pg_stat_activity where query like 'select pg_snapshot_xmin%' and datname = current_database()") is 0L)
        {
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken); // until it has seen that one is missing, and waits
        }

        log.IsCompleted.Should().BeFalse();
        ((long)(await api.Sql("select coalesce(max(last_position), 0) from sbg.audit_leaves"))!).Should().BeLessThan(missing);

        await open.CommitAsync(TestContext.Current.CancellationToken);
        await log;
        ((string)(await api.Sql("select (select count(*) from sbg.mt_events) || ' ' || (select sum(leaf_count) from sbg.audit_leaves)"))!).Split(' ').Distinct().Should().ContainSingle();
        ((bool)(await api.Sql($"select exists (select from sbg.audit_leaves where {missing} = any(positions))"))!).Should().BeTrue();
    }

    [Fact]
    public async Task The_form_that_is_hashed_is_the_one_that_the_documentation_tells()
    {
        await using var api = new AuditedApi();
        await api.InitializeAsync();
        await ApprovedRequest.Of(api, await ActiveClient.Of(api), await PublishedOffer.Of(api));
        await api.Settle();
        await using var database = NpgsqlDataSource.Create(api.ConnectionString);
        await using var connection = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        using var lines = await connection.BeginTextExportAsync(CanonicalEvents.Copy(0, long.MaxValue, 1_000), TestContext.Current.CancellationToken);
        var count = 0;
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            var fields = line.Split('\t');
            fields.Should().HaveCount(12);
            foreach (var field in fields[10..].Where(text => text != "\\N"))
            {
                var text = field.Replace("\\\\", "\\", StringComparison.Ordinal);
                Canonical(JsonNode.Parse(text)).Should().Be(text);
            }

            count++;
        }

        count.Should().BeGreaterThan(10);
    }

    [Fact]
    public async Task Any_stream_is_replayed_for_auditors_and_for_nobody_else()
    {
        await using var api = new AuditedApi();
        await api.InitializeAsync();
        var client = await ActiveClient.Of(api);
        var request = await ApprovedRequest.Of(api, client, await PublishedOffer.Of(api));
        var id = request.Path.Split('/')[^1];
        var replayed = (await api.As("auditor.mcn").Get($"/v1/audit/streams/{id}?limit=1")).Is(200);
        replayed.Json.GetProperty("items")[0].GetProperty("type").GetString().Should().Be("request_submitted");
        replayed["nextCursor"].Should().Be("1");
        (await api.As("admin.mcn").Get($"/v1/audit/streams/{id}")).IsProblem(403, "auth/forbidden");
        (await api.As("auditor.mcn").Get($"/v1/audit/streams/{Guid.NewGuid()}")).IsProblem(404, "resource/not-found");
    }

    /// <summary>As docs/audit-log.md has it: shorter names first, then by their bytes; a space behind comma and colon; numbers as they are.</summary>
    private static string Canonical(JsonNode? node) => node switch
    {
        JsonObject members => "{" + string.Join(", ", members
            .OrderBy(member => Encoding.UTF8.GetByteCount(member.Key)).ThenBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => Text(member.Key) + ": " + Canonical(member.Value))) + "}",
        JsonArray items => "[" + string.Join(", ", items.Select(Canonical)) + "]",
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => Text(value.GetValue<string>()),
        null => "null",
        _ => node.ToJsonString(),
    };

    private static string Text(string text)
    {
        var written = new StringBuilder("\"");
        foreach (var character in text)
        {
            written.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        return written.Append('"').ToString();
    }
}
