using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.ServiceLevels;

/// <summary>24 June is added to a calendar after the fact: the old edition stays byte for byte, the new one says what changed and why.</summary>
public sealed class EditionTests(Testing.Api api)
{
    [Fact]
    public async Task An_edition_never_changes_and_the_next_one_lists_every_changed_figure_with_its_cause()
    {
        var client = await ActiveClient.Of(api);
        var level = await AgreedServiceLevel.Of(api, client, AgreedServiceLevel.AlwaysOpen());
        var manager = api.As("service-manager.mcn");
        var slow = await Report(client);
        await Resolve(slow);
        var request = await ApprovedRequest.Of(api, client, await PublishedOffer.Of(api));
        await manager.Until(request.Path, delivered => delivered.GetProperty("status").GetString() == "completed");
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var edition = await IssuedEdition.Of(manager, "/v1/reports/service-levels/editions", new
        {
            from = today.AddDays(-3),
            to = today.AddDays(3),
            clients = new[] { client.Id },
            reading = "corrected",
        });
        var (report, first) = (edition[..^2], (await manager.Get(edition)).Is(200));
        first.Json.GetProperty("incidents").GetInt32().Should().Be(1);
        first.ETag.Should().Be($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(first.Text)))}\"");
        first.Json.GetProperty("figures").EnumerateArray().Select(figure => figure.GetProperty("dimension").GetString()).Distinct()
            .Should().Contain(["all", "client", "fiscalYear", "month", "offer", "priority"]);
        first.Json.GetProperty("requests").GetArrayLength().Should().Be(1);
        var table = (await manager.With("Accept", "text/csv").Get(edition + "?rows=incidents")).Is(200);
        table.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2).And.StartWith("clientId,incidentId,month,priority,team,response,responseSeconds,resolution,resolutionSeconds,pendingSeconds,totalSeconds");
        var spreadsheet = (await manager.With("Accept", "text/csv").Get(edition + "?dialect=spreadsheet")).Is(200);
        spreadsheet.Text.Should().Contain("Dimension;Valeur;Chronomètre;").And.Contain(";100,00;");
        (await manager.With("Accept", "text/csv").With("Accept-Language", "en").Get(edition + "?rows=requests&dialect=spreadsheet")).Is(200).Text.Should().Contain("clientId;requestId;lineId");

        // A correction since, and an incident since.
        await RehearsedVersion.Of(manager, $"/v1/calendars/{level.CalendarId}", new
        {
            terms = new
            {
                timeZone = "Etc/UTC",
                weekly = new[] { new { day = "monday", start = "00:00", end = "00:01" } },
                holidays = new[] { today.AddDays(-1), today, today.AddDays(1) }.Select(date => new { date, name = "Fête nationale" }),
            },
            corrects = 1,
        });
        await Report(client);
        (await IssuedEdition.Of(manager, report + "/issue")).Should().Be(report + "/2");
        (await manager.Get(report)).Json.GetProperty("editions").GetArrayLength().Should().Be(2);

        (await manager.Get(report + "/1")).Is(200).Text.Should().Be(first.Text, "an edition never changes");
        var next = (await manager.Get(report + "/2")).Is(200).Json;
        next.GetProperty("incidents").GetInt32().Should().Be(2);
        next.GetProperty("changes").EnumerateArray().Should().NotBeEmpty();
        var all = next.GetProperty("changes").EnumerateArray().First(change => change.GetProperty("dimension").GetString() == "all");
        all.GetProperty("causes").GetProperty("events").GetInt32().Should().Be(1);
        next.GetProperty("basis").GetProperty("versions")[0].GetProperty("calendarVersions")[0].GetInt32().Should().Be(2);

        foreach (var number in (int[])[1, 2])
        {
            (await api.As("auditor.mcn").Get($"{report}/{number}/proof")).Is(200).Json.GetProperty("same").GetBoolean().Should().BeTrue();
        }

        (await manager.Get(report + "/3")).Status.Should().Be(404);
        (await manager.Post("/v1/reports/service-levels/editions", new { clients = new[] { "nul-organisme" } })).IsProblem(422, "service-levels/no-clients");
    }

    private async Task<string> Report(ActiveClient client) =>
        (await api.As(client.Persona("requester")).Post($"{client.Path}/incidents", new { title = "Panne", impact = "high", urgency = "high" })).Is(201).Location;

    private async Task Resolve(string incident)
    {
        var agent = api.As("agent.mcn");
        (await agent.At((await agent.Get(incident)).ETag).Post(incident + "/resolve", new { resolution = "Redémarré" })).Is(200);
    }
}
