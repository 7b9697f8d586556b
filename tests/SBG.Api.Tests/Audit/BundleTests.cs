using System.Globalization;
using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Audit;

public sealed class BundleTests
{
    [Fact]
    public async Task A_bundle_verifies_offline_and_names_what_was_altered_before_it_was_made()
    {
        await using var api = new AuditedApi();
        await api.InitializeAsync();
        var (client, other) = (await ActiveClient.Of(api), await ActiveClient.Of(api));
        await ApprovedRequest.Of(api, client, await PublishedOffer.Of(api));
        await ApprovedRequest.Of(api, other, await PublishedOffer.Of(api));
        await Settled(api);

        (await Verified(api, "auditor.mcn", "/v1/audit")).Code.Should().Be(0);
        var own = await Verified(api, client.Persona("client-manager"), client.Path + "/audit");
        own.Code.Should().Be(0, own.Text);
        own.Text.Should().Contain($"{await api.Sql($"select count(*) from sbg.mt_events where tenant_id = '{client.Id}'")} events verified");
        (await api.As(client.Persona("client-manager")).Get(client.Path + "/audit/bundle/parts/1")).Is(200).Text.Should().NotContain(other.Id).And.NotContain(other.PersonId);
        (await api.As(other.Persona("client-manager")).Get(client.Path + "/audit/bundle")).IsProblem(404, "resource/not-found");

        await api.Sql($"update sbg.mt_events set \"timestamp\" = \"timestamp\" - interval '1 day' where tenant_id = '{client.Id}' and type = 'request_submitted'");
        foreach (var altered in (Verifier[])[await Verified(api, "auditor.mcn", "/v1/audit"), await Verified(api, client.Persona("client-manager"), client.Path + "/audit")])
        {
            altered.Code.Should().Be(1);
            altered.Text.Should().Contain("altered: event").And.Contain("request_submitted");
        }
    }

    [Fact]
    public async Task The_feed_gives_each_event_once_in_order_and_to_clients_their_own()
    {
        await using var api = new AuditedApi();
        await api.InitializeAsync();
        var (client, other) = (await ActiveClient.Of(api), await ActiveClient.Of(api));
        await Settled(api);
        var all = await Feed(api, "auditor.mcn", "/v1/events?limit=2");
        all.Select(e => e.Position).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        all.Should().HaveCount((int)(long)(await api.Sql("select count(*) from sbg.mt_events"))!);
        var own = await Feed(api, client.Persona("client-manager"), client.Path + "/events?limit=2");
        own.Should().HaveCount((int)(long)(await api.Sql($"select count(*) from sbg.mt_events where tenant_id = '{client.Id}'"))!).And.NotBeEmpty();
        (await Feed(api, "auditor.mcn", "/v1/events?types=client_registered,client_activated")).Select(e => e.Type).Should().OnlyContain(type => type.StartsWith("client_"));
        (await api.As(other.Persona("client-manager")).Get(client.Path + "/events")).IsProblem(404, "resource/not-found");
        (await api.As("auditor.mcn").Get("/v1/events?after=-1")).IsProblem(400, "request/bad-query");
        await api.Sql("select nextval('sbg.mt_events_sequence')");
        (await api.As("auditor.mcn").Get($"/v1/events?after={all[^1].Position}")).Is(200).Json.GetProperty("hasMore").GetBoolean().Should().BeFalse();
    }

    private static async Task Settled(AuditedApi api)
    {
        var auditor = api.As("auditor.mcn");
        var events = 0L;
        await auditor.Until("/v1/audit/checkpoints", told =>
        {
            events = (long)api.Sql("select count(*) from sbg.mt_events").GetAwaiter().GetResult()!;
            return told.GetProperty("items").EnumerateArray().FirstOrDefault() is { ValueKind: System.Text.Json.JsonValueKind.Object } newest && newest.GetProperty("size").GetInt64() == events;
        });
    }

    private static async Task<Verifier> Verified(AuditedApi api, string persona, string path)
    {
        var folder = Directory.CreateTempSubdirectory("sbg-bundle-").FullName;
        try
        {
            var bundle = (await api.As(persona).Get(path + "/bundle")).Is(200);
            await File.WriteAllTextAsync(Path.Combine(folder, "bundle.json"), bundle.Text);
            for (var number = 1; number <= bundle.Json.GetProperty("parts").GetInt32(); number++)
            {
                var part = (await api.As(persona).Get($"{path}/bundle/parts/{number}?size={bundle["size"]}")).Is(200);
                await File.WriteAllTextAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"part-{number:D6}.json")), part.Text);
            }

            return await Verifier.Run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<(long Position, string Type)>> Feed(AuditedApi api, string persona, string path)
    {
        var (found, after, more) = (new List<(long, string)>(), "0", true);
        while (more)
        {
            var page = (await api.As(persona).Get($"{path}&after={after}")).Is(200);
            found.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(e => (e.GetProperty("position").GetInt64(), e.GetProperty("type").GetString()!)));
            (after, more) = (page["position"]!, page.Json.GetProperty("hasMore").GetBoolean());
        }

        return found;
    }
}
