using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SBG.Ops.Demo;

namespace SBG.Ops.Commands;

/// <summary>Two public bodies with an agreed service level, made through the public API, and tokens of their people.</summary>
/// <param name="Requester">Reports incidents of <see cref="Busy"/>.</param>
/// <param name="Manager">Reads the file of <see cref="Known"/>.</param>
/// <param name="Importer">Imports incidents.</param>
internal sealed record BenchWorld(string Requester, string Manager, string Importer)
{
    /// <summary>The client whose people report incidents.</summary>
    public const string Busy = "banc-affaire";

    /// <summary>The client with a history.</summary>
    public const string Known = "banc-histoire";

    public static async Task<BenchWorld> Make(Uri url, CancellationToken stop)
    {
        using var api = new DemoApi(url);
        var policy = await Policy(api);
        foreach (var code in new[] { Busy, Known })
        {
            var client = await api.Post(Cast.Admin, "/v1/clients", new { id = code, name = "Organisme fictif", neq = "1112345678", category = "education" });
            client = await api.Post(Cast.Admin, $"/v1/clients/{code}/set-tax-regime", new { regime = "taxable" }, client);
            client = await api.Post(Cast.Admin, $"/v1/clients/{code}/activate", at: client);
            await api.Post(Cast.ServiceManager, $"/v1/clients/{code}/agree-service-level", new { policyId = policy }, client);
        }

        return new(await Token(url, $"ana@requester.{Busy}", stop), await Token(url, $"elise@client-manager.{Known}", stop), await Token(url, Cast.ServiceManager, stop));
    }

    /// <summary>A request with a token.</summary>
    /// <param name="method">The method.</param>
    /// <param name="address">The address.</param>
    /// <param name="token">The token.</param>
    public static HttpRequestMessage Request(HttpMethod method, Uri address, string token) =>
        new(method, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    /// <summary>Gives the known client its history: incidents that another system kept.</summary>
    /// <param name="url">The service.</param>
    /// <param name="incidents">How many; three events of each at least.</param>
    /// <param name="stop">Cancels.</param>
    public async Task Import(Uri url, int incidents, CancellationToken stop)
    {
        var log = new StringBuilder("number,incident_state,opened_at,sys_updated_at,impact,urgency,priority,assigned_to,resolved_at,closed_at\n");
        for (var number = 0; number < incidents; number++)
        {
            var opened = new DateTime(2024, 1, 1, 13, 0, 0, DateTimeKind.Utc).AddMinutes(number);
            foreach (var (state, minutes) in new[] { ("New", 0), ("Active", 10), ("Resolved", 60), ("Closed", 90) })
            {
                log.Append(Row(number, state, opened, minutes)).Append('\n');
            }
        }

        using var http = new HttpClient();
        using var request = Request(HttpMethod.Post, new(url, "/v1/incidents/import"), Importer);
        using var form = new MultipartFormDataContent { { new StringContent(Known), "clientId" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(log.ToString())), "file", "log.csv" } };
        request.Content = form;
        using var answer = await http.SendAsync(request, stop);
        if (!answer.IsSuccessStatusCode)
        {
            throw new OpsException("The import is refused: " + await answer.Content.ReadAsStringAsync(stop));
        }
    }

    private static string Row(int number, string state, DateTime opened, int minutes) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"INC{number:D7},{state},{opened:dd-MM-yyyy HH:mm},{opened.AddMinutes(minutes):dd-MM-yyyy HH:mm},2 - Medium,2 - Medium,3 - Moderate,?,{opened.AddMinutes(60):dd-MM-yyyy HH:mm},{opened.AddMinutes(90):dd-MM-yyyy HH:mm}");

    private static async Task<string> Policy(DemoApi api)
    {
        var calendar = await api.Post(Cast.ServiceManager, "/v1/calendars", new
        {
            name = "Heures de bureau",
            terms = new
            {
                timeZone = "America/Toronto",
                weekly = new[] { "monday", "tuesday", "wednesday", "thursday", "friday" }.Select(day => new { day, start = "08:00", end = "17:00" }),
            },
        });
        var targets = new[] { ("p1", "PT5H"), ("p2", "PT8H"), ("p3", "PT24H"), ("p4", "PT40H") }.Select(each => new { priority = each.Item1, response = "PT1H", resolution = each.Item2 });
        return (await api.Post(Cast.ServiceManager, "/v1/service-level-policies", new
        {
            name = "Entente fictive",
            validFrom = "2000-01-01T00:00:00Z",
            terms = new { calendarId = calendar.Id, calendarVersion = 1, targets },
        })).Id;
    }

    /// <summary>A token of a persona.</summary>
    /// <param name="url">The service.</param>
    /// <param name="persona">The persona.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<string> Token(Uri url, string persona, CancellationToken stop)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = persona, ["client_secret"] = "demo" });
        using var answer = await http.PostAsync(new Uri(url, "/connect/token"), form, stop);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("access_token").GetString()!;
    }
}
