using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Incidents;

/// <summary>Links, merges and splits: what is undone is as it was, to the byte, plus the trace.</summary>
public sealed class MergeTests(Testing.Api api)
{
    private readonly Caller _agent = api.As("bo@agent.mcn");

    [Fact]
    public async Task A_merge_of_three_incidents_is_undone_and_everything_is_as_before_plus_the_trace()
    {
        var client = await ActiveClient.Of(api);
        await AgreedServiceLevel.Of(api, client);
        var (ana, eve) = (api.As(client.Persona("ana@requester")), api.As(client.Persona("eve@requester")));
        var first = await Reported(client, ana, "Imprimante en panne");
        var second = await Reported(client, eve, "L'imprimante ne répond plus");
        var third = await Reported(client, ana, "Rien ne sort");
        await Command(second, "hold", new { reason = "awaitingUser" });
        await Command(third, "assign", new { team = "impression" });
        await Command(third, "comments", new { text = "Client difficile", visibility = "internal" });
        await Command(third, "comments", new { text = "On regarde" });
        string[] all = [first.Location, second.Location, third.Location];
        var before = await Known(client, all);
        var reports = await Reports(client);

        var merged = (await _agent.At((await _agent.Get(first.Location)).ETag).Post($"{first.Location}/merge", new { incidentIds = new[] { second.Id, third.Id } })).Is(200);
        var mergeId = merged.Json.GetProperty("absorbed")[0].GetProperty("mergeId").GetGuid();
        merged.Json.GetProperty("absorbed").EnumerateArray().Select(each => each.GetProperty("incidentId").GetString()).Should().Equal(second.Id, third.Id);
        foreach (var away in new[] { second, third })
        {
            var now = (await _agent.Get(away.Location)).Is(200);
            (now["status"], now.Json.GetProperty("mergedInto").GetProperty("incidentId").GetString()).Should().Be(("cancelled", first.Id));
            now.Json.GetProperty("actions").EnumerateArray().Should().BeEmpty();
            (await _agent.At(now.ETag).Post($"{away.Location}/assign", new { team = "postes" })).IsProblem(409, "incidents/merged");
            (await _agent.At(now.ETag).Post($"{away.Location}/comments", new { text = "?" })).IsProblem(409, "incidents/merged");
            (await _agent.At(now.ETag).Post($"{away.Location}/merge", new { incidentIds = new[] { first.Id } })).IsProblem(409, "incidents/merged-in-a-chain");
        }

        (await eve.Get(first.Location)).Is(200);
        (await eve.Get($"{client.Path}/incidents")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(2);
        (await eve.Get($"{first.Location}/comments")).Is(200).Text.Should().Contain("On regarde").And.NotContain("difficile");
        await Settled(client, 1);
        (await Reports(client)).Should().NotBe(reports, "what is merged counts nowhere");

        (await _agent.At(merged.ETag).Post($"{first.Location}/undo-merge", new { mergeId = Guid.NewGuid() })).IsProblem(409, "incidents/nothing-merged");
        (await _agent.At(merged.ETag).Post($"{first.Location}/undo-merge", new { mergeId })).Is(200);
        await Settled(client, 3);
        (await Known(client, all)).Should().Equal(before);
        (await Reports(client)).Should().Be(reports);
        (await eve.Get(first.Location)).IsProblem(404, "resource/not-found");
        (await Types(first)).Should().EndWith(["incidents_absorbed", "incident_merge_undone"]);
        (await Types(second)).Should().EndWith(["incident_held", "incident_merged", "incident_unmerged"]);
        (await Types(third)).Should().EndWith(["incident_commented", "incident_merged", "incident_unmerged"]);
    }

    [Fact]
    public async Task A_split_makes_an_incident_with_the_clocks_of_the_whole_and_its_undoing_leaves_the_whole_as_it_was()
    {
        var client = await ActiveClient.Of(api);
        await AgreedServiceLevel.Of(api, client);
        var ana = api.As(client.Persona("ana@requester"));
        var whole = await Reported(client, ana, "Imprimante et réseau en panne");
        await Command(whole, "assign", new { team = "postes" });
        var before = await Known(client, [whole.Location]);

        var part = (await _agent.Post($"{whole.Location}/split", new { title = "Réseau en panne", impact = "high", urgency = "high" })).Is(201);
        var of = (await _agent.Get(whole.Location)).Is(200);
        (part["reportedAt"], part["respondedAt"], part["priority"], part["reportedBy"]).Should().Be((of["reportedAt"], of["respondedAt"], "p1", of["reportedBy"]));
        part.Json.GetProperty("links")[0].GetProperty("kind").GetString().Should().Be("splitFrom");
        of.Json.GetProperty("links")[0].GetProperty("otherId").GetString().Should().Be(part.Id);
        (await _agent.At(of.ETag).Post($"{whole.Location}/undo-split")).IsProblem(409, "incidents/not-split");

        var undone = (await _agent.At(part.ETag).Post($"{part.Location}/undo-split")).Is(200);
        undone["status"].Should().Be("cancelled");
        static IEnumerable<string> ButForThePart(IEnumerable<string> known) => known.Where(fact => !fact.StartsWith("byState", StringComparison.Ordinal));
        ButForThePart(await Known(client, [whole.Location])).Should().Equal(ButForThePart(before), "the part is over, and counts as cancelled");
        (await _agent.At(undone.ETag).Post($"{part.Location}/undo-split")).IsProblem(409, "incidents/over");
    }

    [Fact]
    public async Task Links_are_told_from_both_sides_and_form_no_chains()
    {
        var client = await ActiveClient.Of(api);
        var ana = api.As(client.Persona("ana@requester"));
        var (parent, child, other) = (await Reported(client, ana, "Tout"), await Reported(client, ana, "Partie"), await Reported(client, ana, "Autre"));
        await Command(child, "link", new { kind = "childOf", incidentId = parent.Id });
        var mirror = (await _agent.Get(parent.Location)).Json.GetProperty("links")[0];
        (mirror.GetProperty("kind").GetString(), mirror.GetProperty("otherId").GetString()).Should().Be(("parentOf", child.Id));
        await Refused(child, "link", new { kind = "childOf", incidentId = other.Id }, 409, "incidents/linked-to-one-only");
        await Refused(other, "link", new { kind = "childOf", incidentId = child.Id }, 409, "incidents/linked-in-a-chain");
        await Refused(other, "link", new { kind = "duplicateOf", incidentId = other.Id }, 422, "incidents/linked-to-itself");
        await Refused(other, "link", new { kind = "duplicateOf", incidentId = Guid.NewGuid() }, 422, "incidents/unknown-incident");
        await Refused(other, "link", new { kind = "causedByChange", incidentId = parent.Id }, 422, "incidents/link-to-nothing");
        await Refused(other, "link", new { kind = "duplicateOf", reference = "CHG-1" }, 422, "incidents/link-to-nothing");
        await Refused(other, "link", new { kind = "splitFrom", incidentId = parent.Id }, 422, "incidents/link-not-by-hand");
        await Refused(other, "unlink", new { kind = "duplicateOf", incidentId = parent.Id }, 409, "incidents/unknown-link");
        await Refused(other, "merge", new { incidentIds = new[] { other.Id } }, 422, "incidents/merged-into-itself");
        await Command(other, "link", new { kind = "causedByChange", reference = "CHG-0042" });
        (await Command(other, "link", new { kind = "causedByChange", reference = "CHG-0042" })).Json.GetProperty("links").GetArrayLength().Should().Be(1);

        var foreign = await ActiveClient.Of(api);
        var theirs = await Reported(foreign, api.As(foreign.Persona("requester")), "Chez d'autres");
        await Refused(other, "link", new { kind = "duplicateOf", incidentId = theirs.Id }, 422, "incidents/unknown-incident");

        (await Command(child, "unlink", new { kind = "childOf", incidentId = parent.Id })).Json.GetProperty("links").GetArrayLength().Should().Be(0);
        (await _agent.Get(parent.Location)).Json.GetProperty("links").GetArrayLength().Should().Be(0);

        var again = (await ana.Post($"{client.Path}/incidents", new { title = "Encore", impact = "low", urgency = "low", follows = parent.Id })).Is(201);
        again.Json.GetProperty("links")[0].GetProperty("kind").GetString().Should().Be("follows");
        (await _agent.Get(parent.Location)).Json.GetProperty("links")[0].GetProperty("otherId").GetString().Should().Be(again.Id);
        (await api.As(client.Persona("eve@requester")).Post($"{client.Path}/incidents", new { title = "Encore", impact = "low", urgency = "low", follows = parent.Id }))
            .IsProblem(422, "incidents/unknown-incident");
    }

    private static async Task<Reply> Reported(ActiveClient client, Caller who, string title) =>
        (await who.Post($"{client.Path}/incidents", new { title, impact = "medium", urgency = "high" })).Is(201);

    private async Task<Reply> Command(Reply incident, string verb, object body) =>
        (await _agent.At((await _agent.Get(incident.Location)).ETag).Post($"{incident.Location}/{verb}", body)).Is(200);

    private async Task Refused(Reply incident, string verb, object body, int status, string code) =>
        (await _agent.At((await _agent.Get(incident.Location)).ETag).Post($"{incident.Location}/{verb}", body)).IsProblem(status, code);

    private async Task<IEnumerable<string?>> Types(Reply incident) =>
        (await _agent.Get($"{incident.Location}/history")).Is(200).Json.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("type").GetString()).ToList();

    /// <summary>The file counts so many open incidents, and so many wait in the queue.</summary>
    private async Task Settled(ActiveClient client, int open)
    {
        await api.Services.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));
        await _agent.Until($"/v1/work-items?kind=incident&client={client.Id}", queue => queue.GetProperty("items").GetArrayLength() == open);
        await api.As(client.Persona("client-manager")).Until($"{client.Path}/file", file => Open(file) == open);

        static int Open(JsonElement file) => file.GetProperty("incidents").GetProperty("open").GetInt32();
    }

    /// <summary>All that is known of incidents: representations, states and courses as they are stored, counts, queue.</summary>
    private async Task<List<string>> Known(ActiveClient client, string[] locations)
    {
        await Settled(client, locations.Length);
        var known = new List<string>();
        foreach (var location in locations)
        {
            known.Add((await _agent.Get(location)).Is(200).Text);
            known.Add((await _agent.Get(location + "/comments")).Is(200).Text);
            var id = Guid.Parse(location[^36..]);
            known.Add(await Stored("select data::text from sbg.mt_doc_incident where id = $1", id));
            known.Add(await Stored("select data ->> 'course' from sbg.mt_doc_incidenttimeline where id = $1", id));
            known.Add(await Stored("select data::text from sbg.mt_doc_client_file_entry where id = $1", id));
            known.Add(await Stored("select data::text from sbg.mt_doc_workitem where id = $1", id));
        }

        var file = JsonNode.Parse((await api.As(client.Persona("client-manager")).Get($"{client.Path}/file")).Is(200).Text)!;
        known.AddRange(file["incidents"]!.AsObject().Where(member => member.Value is not JsonArray).Select(member => $"{member.Key}: {member.Value}")); // its lists tell what changed last
        return known;
    }

    private async Task<string> Reports(ActiveClient client)
    {
        var report = JsonNode.Parse((await api.As(client.Persona("client-manager")).Get($"{client.Path}/service-levels")).Is(200).Text)!.AsObject();
        report.Remove("readAt");
        return report.ToJsonString();
    }

    private async Task<string> Stored(string sql, Guid id)
    {
        await using var database = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = id });
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
