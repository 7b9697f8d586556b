namespace SBG.Testing.Worlds;

/// <summary>A policy agreed with a client: P1 5 h, P2 8 h, P3 24 h, P4 40 h of open time, Monday to Friday 08:00-17:00; made through the public routes.</summary>
/// <param name="PolicyId">The policy.</param>
/// <param name="CalendarId">The calendar.</param>
public sealed record AgreedServiceLevel(string PolicyId, string CalendarId)
{
    /// <summary>Monday to Friday, 08:00 to 17:00.</summary>
    /// <param name="zone">IANA zone.</param>
    public static object OfficeHours(string zone = "America/Toronto") => new
    {
        timeZone = zone,
        weekly = new[] { "monday", "tuesday", "wednesday", "thursday", "friday" }.Select(day => new { day, start = "08:00", end = "17:00" }),
    };

    /// <summary>Always open.</summary>
    public static object AlwaysOpen() => new
    {
        timeZone = "Etc/UTC",
        weekly = new[] { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" }.Select(day => new { day, start = "00:00", end = "00:00" }),
    };

    /// <summary>Makes one.</summary>
    /// <param name="api">The service.</param>
    /// <param name="client">The client.</param>
    /// <param name="hours">The calendar's terms; absent: office hours.</param>
    public static async Task<AgreedServiceLevel> Of(Api api, ActiveClient client, object? hours = null)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(client);
        var manager = api.As("service-manager.mcn");
        var calendar = (await manager.Post("/v1/calendars", new { name = "Calendrier d'essai", terms = hours ?? OfficeHours() })).Is(201);
        var policy = (await manager.Post("/v1/service-level-policies", new
        {
            name = "Entente d'essai",
            validFrom = "2000-01-01T00:00:00Z",
            terms = new
            {
                calendarId = calendar.Id,
                calendarVersion = 1,
                targets = new[]
                {
                    new { priority = "p1", response = "PT15M", resolution = "PT5H" },
                    new { priority = "p2", response = "PT30M", resolution = "PT8H" },
                    new { priority = "p3", response = "PT2H", resolution = "PT24H" },
                    new { priority = "p4", response = "PT4H", resolution = "PT40H" },
                },
            },
        })).Is(201);
        var now = (await manager.Get(client.Path)).Is(200);
        (await manager.At(now.ETag).Post($"{client.Path}/agree-service-level", new { policyId = policy.Id })).Is(200);
        return new(policy.Id, calendar.Id);
    }
}
