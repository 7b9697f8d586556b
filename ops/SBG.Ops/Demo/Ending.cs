using System.Text.Json;

namespace SBG.Ops.Demo;

/// <summary>What the streams add up to: file, invoice, service levels, history.</summary>
internal static class Ending
{
    public static async Task Tell(DemoApi api, Cast cast, string request, string incident, Story story)
    {
        await Invoice(api, cast, story);
        await ServiceLevels(api, cast, story);
        await File(api, cast, story);
        await History(api, request, "Histoire de la demande, rejouée par l'auditrice", story);
        await History(api, incident, "Histoire de l'incident", story);
    }

    private static async Task Invoice(DemoApi api, Cast cast, Story story)
    {
        var month = Ordering.StartOfLastMonth().ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        story.Chapter($"Aperçu de la facture de {month}");
        var invoice = await api.Get(Cast.Finance, $"{cast.Path}/invoices/preview?period={month}");
        foreach (var line in invoice.Json.GetProperty("lines").EnumerateArray())
        {
            story.Say($"{line.GetProperty("pricePlanName").GetString()} : {line.GetProperty("seatSeconds")} secondes de siège, {Story.Dollars(line.GetProperty("amount").GetProperty("amount").GetString()!)}");
        }

        story.Check("Avant taxes (deux sièges, un mois entier)", "84.00", invoice["base.amount"]);
        story.Check("TPS, 5 %", "4.20", invoice["tps.amount.amount"]);
        story.Check("TVQ, 9,975 %", "8.38", invoice["tvq.amount.amount"]);
        story.Check("Total", "96.58", invoice["total.amount"]);
        var usage = await api.Get(Cast.Finance, $"{cast.Path}/usage");
        story.Check("L'utilisation du mois en cours est mesurée", true, usage.Json.GetProperty("totals").EnumerateArray().Any());
    }

    private static async Task ServiceLevels(DemoApi api, Cast cast, Story story)
    {
        story.Chapter("Niveaux de service du mois");
        var report = await api.Get(cast.Manager, $"{cast.Path}/service-levels");
        var p2 = report.Json.GetProperty("priorities").EnumerateArray().Single(row => row.GetProperty("priority").GetString() == "p2");
        story.Check("P2 : réponses dans la cible", 1, p2.GetProperty("response").GetProperty("met").GetInt32());
        story.Check("P2 : résolutions dans la cible", 1, p2.GetProperty("resolution").GetProperty("met").GetInt32());
        var why = (await api.Get(cast.Manager, $"{cast.Path}/service-levels/incidents")).Items.Single();
        story.Say($"Pourquoi : {why.GetProperty("number").GetString()}, {why.GetProperty("resolution").GetProperty("elapsed").GetString()} de temps ouvrable sur {why.GetProperty("resolution").GetProperty("target").GetString()}, version {why.GetProperty("policyVersion")} de l'entente, version {why.GetProperty("calendarVersion")} du calendrier, {why.GetProperty("marks").GetArrayLength()} événements.");
        var whatIf = await api.Post(cast.Manager, $"{cast.Path}/service-levels/what-if", new { pauseOnHold = false }, status: 200);
        story.Check("Et sans pause pendant les attentes, combien de verdicts changeraient", 0, whatIf.Json.GetProperty("changes").GetArrayLength());
    }

    private static async Task File(DemoApi api, Cast cast, Story story)
    {
        story.Chapter("Dossier client 360°");
        static bool Settled(JsonElement file) =>
            file.GetProperty("licences").EnumerateArray().Sum(pool => pool.GetProperty("active").GetInt32()) == 4
            && file.GetProperty("incidents").GetProperty("byState").TryGetProperty("closed", out var closed) && closed.GetInt32() == 1
            && file.GetProperty("requests").GetProperty("byState").TryGetProperty("completed", out var completed) && completed.GetInt32() == 2;
        var file = await api.Until(cast.Manager, $"{cast.Path}/file", Settled);
        story.Say($"{file["client.name"]}, {file["people.active"]} personnes, {file["eventCount"]} événements.");
        story.Check("Demandes ouvertes", "0", file["requests.open"]);
        story.Check("Licences tenues", 4, file.Json.GetProperty("licences").EnumerateArray().Sum(pool => pool.GetProperty("active").GetInt32()));
        story.Check("Incidents ouverts", "0", file["incidents.open"]);
        story.Check("Incidents du mois", "1", file["currentMonth.incidents"]);
        story.Say($"Depuis le début du mois : {Story.Dollars(file["currentMonth.base.amount"])} avant taxes, {Story.Dollars(file["currentMonth.perDay"])} de plus par jour.");
        foreach (var e in file.Json.GetProperty("latestEvents").EnumerateArray().Take(5))
        {
            story.Say($"  {e.GetProperty("recordedAt").GetString()}  {e.GetProperty("type").GetString()}");
        }
    }

    private static async Task History(DemoApi api, string path, string title, Story story)
    {
        story.Chapter(title);
        var history = (await api.Get(Cast.Auditor, $"{path}/history")).Items.ToArray();
        foreach (var e in history)
        {
            var changed = e.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("pointer").GetString()).Where(pointer => pointer is "/status" or "/priority");
            story.Say($"  v{e.GetProperty("version")}  {e.GetProperty("occurredAt").GetString()}  {e.GetProperty("type").GetString(),-26} {e.GetProperty("actor").GetString(),-32} {string.Join(' ', changed)}");
        }

        story.Check("Événements dans l'ordre, sans trou", history.Length, history.Select(e => e.GetProperty("version").GetInt32()).Distinct().Count());
    }
}
