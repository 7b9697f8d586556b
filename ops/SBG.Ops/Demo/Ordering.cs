using System.Text.Json;

namespace SBG.Ops.Demo;

/// <summary>From the catalogue to the delivered licences.</summary>
internal static class Ordering
{
    /// <summary>Orders, approves and delivers.</summary>
    /// <returns>The request's path.</returns>
    public static async Task<string> Tell(DemoApi api, Cast cast, Preparation prepared, Story story)
    {
        story.Chapter("Ana commande pour deux personnes");
        var catalogue = await api.Get(cast.Requester, $"{cast.Path}/catalogue?limit=200");
        var item = catalogue.Items.Single(offer => offer.GetProperty("offerId").GetString() == prepared.OfferId);
        story.Check("L'offre peut être commandée", true, item.GetProperty("orderable").GetBoolean());
        var cart = await api.Post(cast.Requester, $"{cast.Path}/carts", new
        {
            lines = prepared.People.Select(person => new { offerId = prepared.OfferId, beneficiaryId = person, quantity = 1, options = new { taille = "14" } }),
        });
        var request = await api.Post(cast.Requester, $"{cart.Location}/submit", at: cart, status: 201);
        story.Check($"La demande {request["number"]} coûte par mois", "84.00", request["monthlyTotal.amount"]);

        story.Chapter("Quelqu'un d'autre approuve ce qui lui est montré");
        await api.Post(cast.Requester, $"{request.Location}/approve", new { contentHash = request["contentHash"] }, request, 403);
        story.Say("Ana n'a pas le rôle d'approuver : refusé.");
        await RefuseOwn(api, cast, prepared, story);
        await api.Post(cast.Approver, $"{request.Location}/approve", new { contentHash = new string('0', 64) }, request, 409);
        story.Say("Denis ne peut pas approuver un autre contenu que celui de la demande : refusé.");
        var shown = await api.Get(cast.Approver, request.Location);
        await api.Post(cast.Approver, $"{request.Location}/approve", new { contentHash = shown["contentHash"] }, shown);
        story.Say($"Denis approuve l'empreinte {shown["contentHash"][..12]}… : la livraison commence.");

        await Deliver(api, cast, request.Location, story);
        await Licences(api, cast, prepared, story);
        return request.Location;
    }

    private static async Task RefuseOwn(DemoApi api, Cast cast, Preparation prepared, Story story)
    {
        var cart = await api.Post(cast.RequesterAndApprover, $"{cast.Path}/carts", new
        {
            lines = new[] { new { offerId = prepared.OfferId, beneficiaryId = prepared.People[1], quantity = 1, options = new { taille = "16" } } },
        });
        var own = await api.Post(cast.RequesterAndApprover, $"{cart.Location}/submit", at: cart, status: 201);
        var refused = await api.Post(cast.RequesterAndApprover, $"{own.Location}/approve", new { contentHash = own["contentHash"] }, own, 409);
        story.Check("Chloé, qui peut approuver, n'approuve pas sa propre demande", "requests/own-request", refused["code"]);
        await api.Post(cast.RequesterAndApprover, $"{own.Location}/cancel", at: own);
    }

    private static async Task Deliver(DemoApi api, Cast cast, string request, Story story)
    {
        story.Chapter("La livraison s'exécute");
        bool Waits(JsonElement item) => item.GetProperty("clientId").GetString() == cast.ClientId && item.GetProperty("kind").GetString() == "manualStep";
        var queue = await api.Until(Cast.Agent, "/v1/work-items?limit=200", page => page.GetProperty("items").EnumerateArray().Count(Waits) == 2);
        foreach (var item in queue.Items.Where(Waits))
        {
            var order = await api.Get(Cast.Agent, item.GetProperty("location").GetString()!);
            foreach (var step in order.Json.GetProperty("steps").EnumerateArray().Where(step => step.GetProperty("status").GetString() == "completed"))
            {
                story.Say($"{step.GetProperty("title").GetString()} : fait au {step.GetProperty("attempt").GetInt32()}e essai.");
            }

            await api.Post(Cast.Agent, $"{item.GetProperty("location").GetString()}/steps/remettre/complete", at: order);
            story.Say("Bruno remet le poste en main propre : l'étape manuelle est faite.");
        }

        var over = await api.Until(cast.Requester, request, json => json.GetProperty("status").GetString() is "completed" or "partial" or "failed");
        story.Check("La demande est", "completed", over["status"]);
    }

    private static async Task Licences(DemoApi api, Cast cast, Preparation prepared, Story story)
    {
        story.Chapter("Deux licences ont quitté le bassin");
        var held = await api.Get(cast.Manager, $"{cast.Path}/licences?status=active");
        story.Check("Licences tenues", 2, held.Items.Count());
        var since = StartOfLastMonth();
        foreach (var person in prepared.People)
        {
            await api.Post(Cast.Agent, $"{cast.Path}/licences", new { poolId = prepared.PoolId, personId = person, occurredAt = since });
        }

        story.Say($"Bruno corrige un oubli : deux autres licences sont tenues depuis le {since:yyyy-MM-dd}. Le fait porte deux dates : quand il a eu lieu, quand il a été inscrit.");
        var pool = await api.Get(Cast.ServiceManager, $"/v1/licence-pools/{prepared.PoolId}");
        story.Check("Sièges libres du bassin", Preparation.Seats - 4, pool.Json.GetProperty("balance").GetProperty("available").GetInt32());
        var before = await api.Get(Cast.ServiceManager, $"/v1/licence-pools/{prepared.PoolId}?version=1");
        story.Check("Le bassin tel qu'il était à sa première version", 0, before.Json.GetProperty("balance").GetProperty("assigned").GetInt32());
    }

    /// <summary>The first instant of last month in Québec.</summary>
    internal static DateTimeOffset StartOfLastMonth()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/Toronto");
        var today = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, zone);
        var first = new DateTime(today.Year, today.Month, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMonths(-1);
        return new DateTimeOffset(first, zone.GetUtcOffset(first)).ToUniversalTime();
    }
}
