using FluentAssertions;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Hosting;

/// <summary>Views hold nothing that the events do not: built anew, they are the same.</summary>
public sealed class RebuildTests
{
    [Fact]
    public async Task A_rebuild_gives_the_same_documents()
    {
        await using var api = new Testing.Api();
        await api.InitializeAsync();
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 10));
        await AgreedServiceLevel.Of(api, client);
        var offer = await pool.Offer(api, PublishedOffer.Step("siege", "licence"), PublishedOffer.Step("remise", "manual"));
        var request = await ApprovedRequest.Of(api, client, [offer, offer], 2);
        await api.As("agent.mcn").Until("/v1/work-items", told => told.GetProperty("items").GetArrayLength() == 2);
        await Lend(api, client);
        (await api.As(client.Persona("requester")).Post($"{client.Path}/incidents", new { title = "Panne", impact = "high", urgency = "high" })).Is(201);
        await api.As("agent.mcn").Until(client.Path + "/file", _ => true);
        (await api.As("agent.mcn").Get(request.Path)).Is(200);

        var store = api.Services.GetRequiredService<IDocumentStore>();
        await store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(30));
        var before = await Documents(api);
        before.Keys.Should().Contain(["mt_doc_client_file", "mt_doc_client_file_entry", "mt_doc_workitem", "mt_doc_seatrecord", "mt_doc_servicerequest", "mt_doc_incidenttimeline", "mt_doc_licencelease", "mt_doc_poolhour"]);

        await api.StopServing();
        using var daemon = await store.BuildProjectionDaemonAsync();
        foreach (var projection in ((DocumentStore)store).Options.Projections.All.Select(known => known.Name).Distinct())
        {
            await daemon.RebuildProjectionAsync(projection, TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }

        var after = await Documents(api);
        after.Keys.Should().BeEquivalentTo(before.Keys);
        foreach (var (table, documents) in before)
        {
            after[table].Should().Equal(documents, "{0} is built from events only", table);
        }
    }

    // One that ended by itself, one that was given back, one that runs.
    private static async Task Lend(Testing.Api api, ActiveClient client)
    {
        var (agent, shared) = (api.As("agent.mcn"), await SharedPool.Of(api, 3, length: "PT1S"));
        var expired = (await agent.Post(client.Path + "/leases", new { poolId = shared.Id, personId = client.PersonId })).Is(201);
        await agent.Until(expired.Location, told => told.GetProperty("status").GetString() == "expired");
        var pool = await agent.Get(shared.Path);
        (await api.As("service-manager.mcn").At(pool.ETag).Post(shared.Path + "/lease-terms", new { length = "PT1H", takeWithin = "PT1M" })).Is(200);
        var people = await client.People(api, 2);
        var released = (await agent.Post(client.Path + "/leases", new { poolId = shared.Id, personId = people[0] })).Is(201);
        (await agent.At(released.ETag).Post(released.Location + "/release")).Is(200);
        (await agent.Post(client.Path + "/leases", new { poolId = shared.Id, personId = people[1] })).Is(201);
    }

    private static async Task<SortedDictionary<string, List<string>>> Documents(Testing.Api api)
    {
        await using var database = NpgsqlDataSource.Create(api.ConnectionString);
        var found = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var table in await Read(database, "select table_name from information_schema.tables where table_schema = 'sbg' and table_name like 'mt\\_doc\\_%' order by 1"))
        {
            var documents = await Read(database, $"select id || ' ' || data::text from sbg.{table} order by 1");
            if (documents.Count > 0)
            {
                found[table] = documents;
            }
        }

        return found;
    }

    private static async Task<List<string>> Read(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
