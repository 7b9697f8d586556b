using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Incidents;

/// <summary>Who sees an incident, and what of it.</summary>
public sealed class AccessTests(Testing.Api api)
{
    private readonly Caller _agent = api.As("bo@agent.mcn");

    [Fact]
    public async Task An_incident_is_seen_by_its_own_its_unit_all_or_those_who_follow_it()
    {
        var client = await ActiveClient.Of(api);
        await InUnit(client, "ana@requester", "Finances");
        await InUnit(client, "eve@requester", "Finances");
        await InUnit(client, "leo@requester", "Bibliothèque");
        var (ana, eve, leo) = (api.As(client.Persona("ana@requester")), api.As(client.Persona("eve@requester")), api.As(client.Persona("leo@requester")));
        var incident = (await ana.Post($"{client.Path}/incidents", new { title = "Panne", impact = "low", urgency = "low", channel = "phone", visibility = "unit" })).Is(201);
        (incident["visibility"], incident["channel"]).Should().Be(("unit", "phone"));
        await Sees(eve, true);
        await Sees(leo, false);

        (await eve.At(incident.ETag).Post($"{incident.Location}/share", new { visibility = "all" })).IsProblem(403, "incidents/not-yours");
        var own = (await ana.At(incident.ETag).Post($"{incident.Location}/share", new { visibility = "own" })).Is(200);
        await Sees(eve, false);
        var watched = (await ana.At(own.ETag).Post($"{incident.Location}/watch", new { subject = client.Persona("leo@requester") })).Is(200);
        await Sees(leo, true);
        var left = (await leo.At(watched.ETag).Post($"{incident.Location}/unwatch")).Is(200);
        await Sees(leo, false);
        (await ana.At(left.ETag).Post($"{incident.Location}/share", new { visibility = "all" })).Is(200);
        await Sees(leo, true);

        var foreign = await ActiveClient.Of(api);
        (await api.As(foreign.Persona("ana@requester")).Get(incident.Location)).IsProblem(404, "resource/not-found");
        (await api.As(foreign.Persona("requester")).Post($"{foreign.Path}/incidents", new { title = "Panne", impact = "low", urgency = "low", visibility = "unit" }))
            .IsProblem(422, "incidents/no-unit");

        async Task Sees(Caller who, bool seen)
        {
            (await who.Get(incident.Location)).Status.Should().Be(seen ? 200 : 404);
            (await who.Get($"{client.Path}/incidents")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(seen ? 1 : 0);
        }
    }

    [Fact]
    public async Task A_restricted_incident_is_for_those_who_need_to_know_and_what_they_read_is_listed()
    {
        var client = await ActiveClient.Of(api);
        var ana = api.As(client.Persona("ana@requester"));
        var (other, officer, manager) = (api.As("max@agent.mcn"), api.As("zoe@privacy-officer.mcn"), api.As(client.Persona("client-manager")));
        var incident = (await ana.Post($"{client.Path}/incidents", new { title = "Dossier consulté sans droit", impact = "low", urgency = "low", visibility = "all" })).Is(201);
        (await _agent.At(incident.ETag).Post($"{incident.Location}/unrestrict")).IsProblem(409, "incidents/not-restricted");
        var restricted = (await _agent.At(incident.ETag).Post($"{incident.Location}/restrict", new { readers = new[] { "lea@agent.mcn" } })).Is(200);
        restricted.Json.GetProperty("readers").EnumerateArray().Select(reader => reader.GetString()).Should().Equal("bo@agent.mcn", "lea@agent.mcn");

        foreach (var stranger in new[] { other, manager })
        {
            (await stranger.Get(incident.Location)).IsProblem(404, "resource/not-found");
            (await stranger.Get($"{incident.Location}/history")).IsProblem(404, "resource/not-found");
            (await stranger.Get($"{incident.Location}/comments")).IsProblem(404, "resource/not-found");
            (await stranger.Get($"{client.Path}/incidents")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(0);
        }

        (await other.At(restricted.ETag).Post($"{incident.Location}/assign", new { team = "postes" })).IsProblem(404, "resource/not-found");
        var queued = await other.Until($"/v1/work-items?kind=incident&client={client.Id}", queue => queue.GetProperty("items").GetArrayLength() == 1 && !queue.ToString().Contains("Dossier", StringComparison.Ordinal));
        queued.Text.Should().NotContain("Dossier", "the queue says that there is work, not what");
        var listed = (await api.As("lea@agent.mcn").Get($"{client.Path}/incidents")).Is(200);
        listed.Json.GetProperty("items").GetArrayLength().Should().Be(1);
        listed.Text.Should().NotContain("Dossier", "a list records no read");

        (await api.As("lea@agent.mcn").Get(incident.Location)).Is(200)["title"].Should().Be("Dossier consulté sans droit");
        (await ana.Get($"{incident.Location}/comments")).Is(200);
        (await api.As("auditor.mcn").Get($"{incident.Location}/history")).Is(200);
        var reads = (await officer.Get($"{incident.Location}/reads")).Is(200).Json.GetProperty("items").EnumerateArray()
            .Select(read => (read.GetProperty("actor").GetString(), read.GetProperty("data").GetProperty("part").GetString()));
        reads.Should().Equal(("lea@agent.mcn", "incident"), (client.Persona("ana@requester"), "comments"), ("auditor.mcn", "history"));

        (await officer.At(restricted.ETag).Post($"{incident.Location}/unrestrict")).Is(200);
        (await other.Get(incident.Location)).Is(200);
        (await officer.Get($"{incident.Location}/reads")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(3, "what is not restricted is read without record");
    }

    [Fact]
    public async Task Reads_at_the_same_moment_are_all_recorded()
    {
        var client = await ActiveClient.Of(api);
        var incident = (await _agent.Post($"{client.Path}/incidents", new { title = "Secret", impact = "low", urgency = "low" })).Is(201);
        (await _agent.At(incident.ETag).Post($"{incident.Location}/restrict", new { readers = Array.Empty<string>() })).Is(200);
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _agent.Get(incident.Location)));
        replies.Should().OnlyContain(reply => reply.Status == 200);
        (await api.As("auditor.mcn").Get($"{incident.Location}/reads")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(4);
    }

    [Fact]
    public async Task Time_goes_with_work_notes_and_a_client_learns_nothing_of_either()
    {
        var client = await ActiveClient.Of(api);
        var (ana, manager) = (api.As(client.Persona("ana@requester")), api.As(client.Persona("client-manager")));
        var incident = (await ana.Post($"{client.Path}/incidents", new { title = "Panne", impact = "low", urgency = "low" })).Is(201);
        object Note(string text, string time, string visibility = "internal") => new { text, visibility, timeSpent = time };
        foreach (var refused in new[] { Note("?", "PT30M", "public"), Note("?", "PT30S"), Note("?", "PT25H") })
        {
            (await _agent.At(incident.ETag).Post($"{incident.Location}/comments", refused)).IsProblem(422, "incidents/time-not-of-a-work-note");
        }

        var noted = (await _agent.At(incident.ETag).Post($"{incident.Location}/comments", Note("Client difficile", "PT30M"))).Is(200);
        noted = (await _agent.At(noted.ETag).Post($"{incident.Location}/comments", Note("Pilote à changer", "PT1H15M"))).Is(200);
        noted["timeSpent"].Should().Be("PT1H45M");
        var answered = (await _agent.At(noted.ETag).Post($"{incident.Location}/comments", new { text = "On s'en occupe" })).Is(200);

        await manager.Until($"{client.Path}/events?after=0&limit=200", feed => feed.ToString().Contains("incident_responded", StringComparison.Ordinal));
        foreach (var (who, path) in new[]
        {
            (ana, incident.Location), (ana, $"{incident.Location}/comments"), (ana, $"{incident.Location}/history"), (ana, $"{client.Path}/incidents"),
            (manager, $"{client.Path}/file"),
        })
        {
            (await who.Get(path)).Is(200).Text.Should().NotContainAny("difficile", "Pilote", "PT30M", "PT1H45M");
        }

        var history = (await ana.Get($"{incident.Location}/history")).Is(200).Json.GetProperty("items").EnumerateArray().ToList();
        history.Select(entry => entry.GetProperty("type").GetString()).Should().Equal("incident_reported", "incident_responded", "incident_commented");
        history[^1].GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("pointer").GetString()).Should().OnlyContain(pointer => pointer == "/comments/0");
        (await _agent.Get($"{incident.Location}/history")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(5);

        (await Comments(manager)).Should().Be(1);
        (await Comments(_agent)).Should().Be(3);
        answered.ETag.Should().Be("\"5\"");

        async Task<int> Comments(Caller who) => (await who.Get($"{client.Path}/events?after=0&limit=200")).Is(200).Json.GetProperty("items").EnumerateArray()
            .Count(happened => happened.GetProperty("type").GetString() == "incident_commented");
    }

    [Fact]
    public async Task What_an_incident_touches_is_there()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        object Report(string kind, string reference) => new { title = "Panne", impact = "low", urgency = "low", affected = new[] { new { kind, reference } } };
        foreach (var kind in new[] { "service", "licence" })
        {
            (await _agent.Post($"{client.Path}/incidents", Report(kind, Guid.NewGuid().ToString()))).IsProblem(422, "incidents/unknown-affected");
            (await _agent.Post($"{client.Path}/incidents", Report(kind, "poste"))).IsProblem(422, "incidents/unknown-affected");
        }

        var incident = (await _agent.Post($"{client.Path}/incidents", Report("service", offer.Id))).Is(201);
        var described = (await _agent.At(incident.ETag).Post($"{incident.Location}/describe", new { affected = new[] { new { kind = "device", reference = "PC-0042" } } })).Is(200);
        described.Json.GetProperty("affected").EnumerateArray().Select(thing => thing.GetProperty("reference").GetString()).Should().Equal("PC-0042");
    }

    private async Task InUnit(ActiveClient client, string persona, string unit)
    {
        var admin = api.As("admin.mcn");
        var person = (await admin.Post($"{client.Path}/people", new { name = "Personne d'essai", email = "essai@essai.example", unit })).Is(201);
        (await admin.At(person.ETag).Post($"{person.Location}/link-account", new { subject = client.Persona(persona) })).Is(200);
    }
}

/// <summary>The tree of categories: there is one of the whole provider, so that these tests have a service of their own.</summary>
public sealed class CategoryTests(ApiOfCategories api) : IClassFixture<ApiOfCategories>
{
    [Fact]
    public async Task Incidents_bear_categories_of_the_tree_that_is_published()
    {
        var client = await ActiveClient.Of(api);
        var (manager, agent) = (api.As("service-manager.mcn"), api.As("bo@agent.mcn"));
        object Report(string category) => new { title = "Panne", impact = "low", urgency = "low", category };
        object Tree(params (string Key, string? Parent, bool Retired)[] categories) =>
            new { categories = categories.Select(category => new { key = category.Key, nameFr = category.Key, nameEn = category.Key, parent = category.Parent, retired = category.Retired }) };
        (await agent.Get("/v1/incident-categories")).IsProblem(404, "resource/not-found");
        (await agent.Post($"{client.Path}/incidents", Report("ce que l'on veut"))).Is(201);

        (await manager.Post("/v1/incident-categories/versions", Tree(("a", null, false), ("a", null, false)))).IsProblem(422, "incidents/category-twice");
        (await manager.Post("/v1/incident-categories/versions", Tree(("a", "b", false), ("b", "a", false)))).IsProblem(422, "incidents/category-not-in-the-tree");
        (await manager.Post("/v1/incident-categories/versions", Tree(("a", "c", false)))).IsProblem(422, "incidents/category-not-in-the-tree");
        var first = (await manager.Post("/v1/incident-categories/versions", Tree(("materiel", null, false), ("imprimante", "materiel", false)))).Is(201);
        (await manager.Post("/v1/incident-categories/versions", Tree(("materiel", null, false), ("imprimante", "materiel", false)))).Is(201).ETag.Should().Be(first.ETag);
        (await manager.Post("/v1/incident-categories/versions", Tree(("materiel", null, false)))).IsProblem(409, "incidents/category-gone");

        (await agent.Post($"{client.Path}/incidents", Report("ce que l'on veut"))).IsProblem(422, "incidents/unknown-category");
        var incident = (await agent.Post($"{client.Path}/incidents", Report("materiel"))).Is(201);
        var described = (await agent.At(incident.ETag).Post($"{incident.Location}/describe", new { category = "imprimante" })).Is(200);
        described["category"].Should().Be("imprimante");
        (await manager.Post("/v1/incident-categories/versions", Tree(("materiel", null, false), ("imprimante", "materiel", true)))).Is(201)["number"].Should().Be("2");
        (await agent.Post($"{client.Path}/incidents", Report("imprimante"))).IsProblem(422, "incidents/unknown-category");
        (await agent.Get(incident.Location)).Is(200)["category"].Should().Be("imprimante", "what was said stays said");
        (await agent.Get("/v1/incident-categories?version=1")).Is(200).Json.GetProperty("categories")[1].GetProperty("retired").GetBoolean().Should().BeFalse();
    }
}

/// <summary>A service with a tree of categories of its own.</summary>
public sealed class ApiOfCategories : Testing.Api;
