using System.Text;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.ServiceLevels;

/// <summary>Calendars with exceptions, corrections, and holidays from a calendar program.</summary>
public sealed class CalendarTests(Testing.Api api)
{
    private const string Ical = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Essai//FR
        BEGIN:VEVENT
        UID:1
        DTSTART;VALUE=DATE:20240624
        RRULE:FREQ=YEARLY
        SUMMARY:Fête nationale\, congé
        END:VEVENT
        BEGIN:VEVENT
        UID:2
        DTSTART;VALUE=DATE:20261224
        DTEND;VALUE=DATE:20261227
        SUMMARY:Noël
        END:VEVENT
        BEGIN:VEVENT
        UID:3
        DTSTART:20260305T200000Z
        DTEND:20260306T140000Z
        SUMMARY:Tempête
        END:VEVENT
        BEGIN:VEVENT
        UID:4
        DTSTART;VALUE=DATE:20260704
        STATUS:CANCELLED
        SUMMARY:Annulé
        END:VEVENT
        BEGIN:VEVENT
        UID:5
        DTSTART;VALUE=DATE:20260101
        RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;UNTIL=20300101
        SUMMARY:Bissextile
        END:VEVENT
        END:VCALENDAR
        """;

    [Fact]
    public async Task Holidays_and_closures_are_read_from_a_calendar_program()
    {
        var read = (await Read(Ical)).Is(200).Json;
        read.GetProperty("holidays").EnumerateArray().Select(day => day.GetProperty("date").GetString())
            .Should().Contain(["2026-06-24", "2026-12-24", "2026-12-25", "2026-12-26"]).And.NotContain(["2026-12-27", "2026-07-04", "2025-06-24", "2026-02-29"]);
        read.GetProperty("holidays").EnumerateArray().First(day => day.GetProperty("date").GetString() == "2026-06-24").GetProperty("name").GetString().Should().Be("Fête nationale, congé");
        read.GetProperty("closures").EnumerateArray().Select(range => $"{range.GetProperty("date")} {range.GetProperty("start")}-{range.GetProperty("end")}")
            .Should().Equal("2026-03-05 15:00:00-00:00:00", "2026-03-06 00:00:00-09:00:00");
        read.GetProperty("leftOut").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData("service-levels/unreadable-ical", "Bonjour")]
    [InlineData("service-levels/ical-too-many", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260101T000000Z\nDTEND:20260101T000010Z\nRRULE:FREQ=SECONDLY;INTERVAL=60\nEND:VEVENT\nEND:VCALENDAR")]
    [InlineData("service-levels/unreadable-ical", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260101T000000Z\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\nEND:VCALENDAR")]
    public async Task What_is_no_calendar_or_never_ends_is_refused(string code, string text) => (await Read(text)).IsProblem(422, code);

    [Fact]
    public async Task A_corrected_version_stands_beside_what_it_corrects()
    {
        var manager = api.As("service-manager.mcn");
        var calendar = (await manager.Post("/v1/calendars", new { name = "Bureau", terms = AgreedServiceLevel.OfficeHours() })).Is(201);
        var corrected = await RehearsedVersion.Of(manager, $"/v1/calendars/{calendar.Id}", new
        {
            terms = new
            {
                timeZone = "America/Toronto",
                weekly = new[] { new { day = "monday", start = "22:00", end = "06:00" } },
                holidays = new[] { new { date = "2026-06-24", name = "Fête nationale" } },
                openings = new[] { new { date = "2026-06-24", start = "10:00", end = "12:00", name = "Garde" } },
                closures = new[] { new { date = "2026-03-05", start = "15:00", end = "09:00", name = "Tempête" } },
            },
            corrects = 1,
        });
        var versions = corrected.Json.GetProperty("versions");
        (versions.GetArrayLength(), versions[1].GetProperty("corrects").GetInt32()).Should().Be((2, 1));
        versions[1].GetProperty("terms").GetProperty("closures")[0].GetProperty("name").GetString().Should().Be("Tempête");
        (await manager.At(corrected.ETag).Post($"/v1/calendars/{calendar.Id}/draft", new { terms = AgreedServiceLevel.OfficeHours(), corrects = 9 }))
            .IsProblem(422, "service-levels/unknown-corrected-version");
    }

    private async Task<Reply> Read(string text)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "feries.ics" },
            { new StringContent("America/Toronto"), "timeZone" },
            { new StringContent("2026-01-01"), "from" },
            { new StringContent("2027-01-01"), "to" },
        };
        return await api.As("service-manager.mcn").Send(HttpMethod.Post, "/v1/calendars/read-ical", form);
    }
}
