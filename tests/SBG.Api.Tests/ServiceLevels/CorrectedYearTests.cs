using System.Globalization;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.ServiceLevels;

/// <summary>24 June is added to a calendar after a year of incidents: the old edition stays byte for byte, the new one lists what differs, and nothing else does.</summary>
public sealed class CorrectedYearTests(Testing.Api api, ITestOutputHelper output)
{
    private const int Incidents = 1_500;

    [Fact]
    public async Task A_holiday_that_is_added_later_changes_the_verdicts_that_it_touches_in_a_new_edition_only()
    {
        var client = await ActiveClient.Of(api);
        var level = await AgreedServiceLevel.Of(api, client);
        var manager = api.As("service-manager.mcn");
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        await Import(manager, client, Year(new(seed)));

        var edition = await IssuedEdition.Of(manager, "/v1/reports/service-levels/editions", new { from = "2025-04-01", to = "2026-04-01", clients = new[] { client.Id }, reading = "corrected" });
        var report = edition[..^2];
        var first = (await manager.Get(edition)).Is(200);
        first.Json.GetProperty("incidents").GetInt32().Should().Be(Incidents);

        await RehearsedVersion.Of(manager, $"/v1/calendars/{level.CalendarId}", new { terms = WithFeteNationale(), corrects = 1 });
        await IssuedEdition.Of(manager, report + "/issue");
        (await manager.Get(edition)).Is(200).Text.Should().Be(first.Text, "an edition never changes");

        var second = (await manager.Get(report + "/2")).Is(200).Json;
        var changed = second.GetProperty("changed").EnumerateArray().ToArray();
        changed.Should().NotBeEmpty().And.OnlyContain(incident => incident.GetProperty("causes").GetArrayLength() == 1 && incident.GetProperty("causes")[0].GetString() == "versions");
        changed.Should().OnlyContain(incident => incident.GetProperty("before").GetProperty("month").GetString() == "2025-06", "no other clock ran over 24 June");

        // Nothing differs that no cause explains: verdict by verdict, and figure by figure.
        var (before, after) = (Verdicts(first.Json), Verdicts(second));
        before.Where(verdict => after[verdict.Key] != verdict.Value).Select(verdict => verdict.Key).Should().BeEquivalentTo(changed.Select(incident => incident.GetProperty("incidentId").GetString()));
        foreach (var figure in second.GetProperty("changes").EnumerateArray())
        {
            figure.GetProperty("causes").EnumerateObject().Should().ContainSingle().Which.Name.Should().Be("versions");
        }

        Breaches(second).Should().BeLessThan(Breaches(first.Json), "some hours of that day count no more");
        foreach (var number in (int[])[1, 2])
        {
            (await api.As("auditor.mcn").Get($"{report}/{number}/proof")).Is(200).Json.GetProperty("same").GetBoolean().Should().BeTrue();
        }
    }

    private static Dictionary<string, string> Verdicts(JsonElement edition) =>
        edition.GetProperty("verdicts").EnumerateArray().ToDictionary(verdict => verdict.GetProperty("incidentId").GetString()!, verdict => verdict.ToString());

    private static int Breaches(JsonElement edition) => edition.GetProperty("figures").EnumerateArray()
        .Where(figure => figure.GetProperty("dimension").GetString() == "all").Sum(figure => figure.GetProperty("breached").GetInt32());

    // Resolved within three days: a clock that runs over 24 June began in June. The first ten, of priority 1, are kept only if that day is a holiday: from 15:00 to 16:00 of the day
    // after, five hours were promised.
    private static string Year(Random random)
    {
        var log = new StringBuilder("number,incident_state,opened_at,sys_updated_at,impact,urgency,priority,assigned_to,resolved_at,closed_at\n");
        var begin = new DateTime(2025, 4, 2, 12, 0, 0, DateTimeKind.Utc);
        for (var number = 0; number < Incidents; number++)
        {
            var known = number < 10;
            var opened = known ? new DateTime(2025, 6, 23, 19, 0, 0, DateTimeKind.Utc) : number < 40 ? new DateTime(2025, 6, 23, 12, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(600)) : begin.AddMinutes(random.Next(360 * 24 * 60));
            var acted = opened.AddMinutes(random.Next(1, 180));
            var (resolved, priority) = known ? (opened.AddHours(25), 1) : (acted.AddMinutes(random.Next(1, 60 * 60)), random.Next(1, 5));
            foreach (var (state, at) in new[] { ("New", opened), ("Active", acted), ("Closed", resolved) })
            {
                log.Append(CultureInfo.InvariantCulture, $"INC{number:D7},{state},{opened:dd-MM-yyyy HH:mm},{at:dd-MM-yyyy HH:mm},2 - Medium,2 - Medium,{priority} - x,?,{resolved:dd-MM-yyyy HH:mm},{resolved:dd-MM-yyyy HH:mm}\n");
            }
        }

        return log.ToString();
    }

    private static async Task Import(Caller manager, ActiveClient client, string log)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(client.Id), "clientId" },
            { new StringContent("true"), "underAgreement" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(log)), "file", "journal.csv" },
        };
        var accepted = (await manager.Send(HttpMethod.Post, "/v1/incidents/import", form)).Is(202);
        var done = await manager.Until(accepted.Location, operation => operation.GetProperty("status").GetString() is "completed" or "failed");
        done.Json.GetProperty("result").GetProperty("created").GetInt32().Should().Be(Incidents);
    }

    private static object WithFeteNationale() => new
    {
        timeZone = "America/Toronto",
        weekly = new[] { "monday", "tuesday", "wednesday", "thursday", "friday" }.Select(day => new { day, start = "08:00", end = "17:00" }),
        holidays = new[] { new { date = "2025-06-24", name = "Fête nationale" } },
    };
}
