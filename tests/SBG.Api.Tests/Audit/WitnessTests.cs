using System.Text;
using FluentAssertions;
using SBG.Ops.Outside;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Audit;

public sealed class WitnessTests
{
    [Fact]
    public async Task Witnesses_get_every_checkpoint_in_order_also_those_of_when_they_were_away()
    {
        await using var witness = await OutsideServer.Start(new Recipient());
        witness.Fail("POST", Mishap.Refused);
        witness.Fail("POST", Mishap.AnswerLost);
        var folder = Path.Combine(Path.GetTempPath(), "sbg-witness-" + Guid.NewGuid().ToString("N"));
        await using var api = new AuditedApi { Settings = { ["Audit:Witness:Url"] = witness.Url + "/points", ["Audit:Witness:Folder"] = folder } };
        try
        {
            await api.InitializeAsync();
            await ActiveClient.Of(api);
            await Checkpoints(api, 1);
            await api.Restart();
            await ActiveClient.Of(api);
            await Checkpoints(api, 2);
            var last = await Until(async () => await api.Sql("select min(told) from sbg.audit_witnesses where told = (select max(number) from sbg.audit_checkpoints) having count(*) = 2") as long?);
            await api.StopServing();

            var notes = ((string)(await api.Sql($"select string_agg(note, '|' order by number) from sbg.audit_checkpoints where number <= {last}"))!).Split('|');
            Directory.GetFiles(folder).Order(StringComparer.Ordinal).Take(notes.Length).Select(file => File.ReadAllText(file)).Should().Equal(notes);
            witness.Log.Select(received => Encoding.UTF8.GetString(received.Body)).Distinct().Take(notes.Length).Should().Equal(notes, "it is told again until it took them, and never out of order");
            (await Verifier.Database(api.ConnectionString, "--checkpoint", folder)).Code.Should().Be(0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task While_a_key_is_replaced_both_sign_and_the_old_one_stays_published()
    {
        var (older, newer) = (Convert.ToBase64String(new byte[32]), Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()));
        await using var api = new AuditedApi { Settings = { ["Audit:SigningKeys:0"] = older } };
        await api.InitializeAsync();
        await Signed(api);
        (api.Settings["Audit:SigningKeys:0"], api.Settings["Audit:SigningKeys:1"]) = (newer, older);
        await api.Restart();
        await Signed(api);
        var keys = (await api.As("auditor.mcn").Get("/v1/audit/keys")).Is(200).Json.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("key").GetString()!).ToArray();
        keys.Should().HaveCount(2);
        (await Verifier.Database(api.ConnectionString, "--key", keys[0])).Code.Should().Be(0, "who trusts the old key sees the new one vouched for");

        api.Settings.Remove("Audit:SigningKeys:1");
        await api.Restart();
        await Signed(api);
        var now = (await api.As("auditor.mcn").Get("/v1/audit/keys")).Is(200).Json.GetProperty("keys").EnumerateArray();
        now.Select(key => key.GetProperty("signsNow").GetBoolean()).Should().Equal(false, true);
        await api.StopServing();
        (await Verifier.Database(api.ConnectionString, "--key", keys[0])).Text.Should().Contain("bears no signature by a trusted key");
        (await Verifier.Database(api.ConnectionString, "--key", keys[0], "--key", keys[1])).Code.Should().Be(0);
    }

    private static async Task Signed(AuditedApi api)
    {
        var before = await Count(api);
        await ActiveClient.Of(api);
        await Checkpoints(api, before + 1);
    }

    private static Task<long> Checkpoints(AuditedApi api, long least) => Until(async () => await Count(api) is var count && count >= least ? count : (long?)null);

    private static async Task<long> Count(AuditedApi api) => (long)(await api.Sql("select count(*) from sbg.audit_checkpoints"))!;

    private static async Task<long> Until(Func<Task<long?>> found)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (; ; )
        {
            if (await found() is { } value)
            {
                return value;
            }

            await tick.WaitForNextTickAsync(patience.Token);
        }
    }

    private sealed class Recipient : OutsideServer
    {
        protected override Told Answer(Received request) => new(204);
    }
}
