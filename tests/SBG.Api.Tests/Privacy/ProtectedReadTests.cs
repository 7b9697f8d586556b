using System.Text.Json;
using FluentAssertions;
using Npgsql;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Privacy;

/// <summary>Reading protected fields is recorded before they are shown.</summary>
public sealed class ProtectedReadTests(Testing.Api api)
{
    [Fact]
    public async Task Every_protected_read_of_a_session_is_listed_and_nothing_else()
    {
        var client = await ActiveClient.Of(api);
        var (ana, agent) = (api.As(client.Persona("ana@requester")), api.As($"{client.Id}@agent.mcn"));
        var incident = (await ana.Post($"{client.Path}/incidents", new { title = "Panne", impact = "high", urgency = "high" })).Is(201);

        // The agent reads a person, all people, an incident, all incidents, its history, its past, what changed; then what holds no such field.
        string[] read =
        [
            $"{client.Path}/people/{client.PersonId}", $"{client.Path}/people", incident.Location, $"{client.Path}/incidents", incident.Location + "/history",
            incident.Location + "?version=1", incident.Location + "/changes",
        ];
        foreach (var path in read)
        {
            (await agent.Get(path)).Is(200);
        }

        (await agent.Get(client.Path + "/file")).Is(200);
        (await agent.Get("/v1/clients?limit=1")).Is(200);
        (await ana.Get(incident.Location)).Is(200);

        var listed = (await api.As("privacy-officer.mcn").Get($"/v1/privacy/protected-reads?reader={client.Id}@agent.mcn")).Is(200).Json.GetProperty("items").EnumerateArray().Reverse().ToArray();
        listed.Select(one => one.GetProperty("path").GetString()).Should().Equal(read.Select(path => path.Split('?')[0]));
        listed.Select(one => Subjects(one).Single()).Should().Equal(
            client.PersonId, client.PersonId, client.Persona("ana@requester"), client.Persona("ana@requester"), client.Persona("ana@requester"), client.Persona("ana@requester"), client.Persona("ana@requester"));
        listed.Should().OnlyContain(one => one.GetProperty("clientId").GetString() == client.Id && one.GetProperty("roles")[0].GetString() == "agent");
        listed[0].GetProperty("operation").GetString().Should().Be("GetPerson");

        var manager = api.As(client.Persona("client-manager"));
        (await manager.Get($"{client.Path}/protected-reads?subject={client.PersonId}")).Is(200).Json.GetProperty("items").EnumerateArray()
            .Count(one => one.GetProperty("reader").GetString() == $"{client.Id}@agent.mcn").Should().Be(2);
        (await agent.Get("/v1/privacy/protected-reads")).IsProblem(403, "auth/forbidden");
        (await ana.Get($"{client.Path}/protected-reads")).IsProblem(403, "auth/forbidden");
        (await manager.Get($"{client.Path}/protected-reads?limit=1")).Is(200)["nextCursor"].Should().NotBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_shown()
    {
        await using var own = new Testing.Api();
        await own.InitializeAsync();
        var client = await ActiveClient.Of(own);
        await using var owner = NpgsqlDataSource.Create(own.ConnectionString);
        await using var command = owner.CreateCommand("alter table sbg.protected_reads add constraint closed check (false) not valid");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var refused = await own.As("agent.mcn").Get($"{client.Path}/people/{client.PersonId}");
        refused.Status.Should().Be(500);
        refused.Text.Should().NotContain("Zénobie");
        (await own.As("agent.mcn").Get(client.Path)).Is(200);
    }

    private static string[] Subjects(JsonElement read) => [.. read.GetProperty("subjects").EnumerateArray().Select(subject => subject.GetString()!)];
}
