using System.Text.Json;

namespace SBG.Ops.Demo;

/// <summary>An offer with a form, sold alone and as a part of a bundle; the bundle ordered as one line.</summary>
internal static class Bundles
{
    private static readonly object Form = new
    {
        type = "object",
        properties = new
        {
            diagonale = new { type = "string", title = "Diagonale", @enum = new[] { "24", "32" } },
            justification = new { type = "string", title = "Pourquoi un grand écran ?", minLength = 3, maxLength = 200 },
        },
        required = new[] { "diagonale" },
        @if = new { properties = new { diagonale = new { @const = "32" } } },
        then = new { required = new[] { "justification" } },
    };

    /// <summary>Composes the bundle, orders it, approves it and waits for its parts.</summary>
    public static async Task Tell(DemoApi api, Cast cast, Preparation prepared, Story story)
    {
        story.Chapter("Un ensemble se commande en une ligne");
        var screen = await Offer(api, "Écran externe", "6.00", form: Form);
        var dock = await Offer(api, "Station d'accueil", "4.00");
        var bundle = await Offer(api, "Bureau à deux écrans", "1.00", parts:
        [
            new { offerId = screen, minimum = 1, maximum = 2, @default = 2 },
            new { offerId = dock, minimum = 0, maximum = 1, @default = 1 },
        ]);
        var item = (await api.Get(cast.Requester, $"{cast.Path}/catalogue?q=bureau+ecrans")).Items.Single(offer => offer.GetProperty("offerId").GetString() == bundle);
        story.Check("Le catalogue montre les éléments de l'ensemble", 2, item.GetProperty("parts").GetArrayLength());

        object Lines(object answers) => new
        {
            lines = new[] { new { offerId = bundle, beneficiaryId = prepared.People[1], parts = new Dictionary<string, object> { [screen] = new { options = answers } } } },
        };
        var refused = await api.Post(cast.Requester, $"{cast.Path}/carts", Lines(new { diagonale = "32" }), status: 422);
        story.Check("Un grand écran demande une justification", $"/lines/0/parts/{screen}/options/justification", refused.Json.GetProperty("errors")[0].GetProperty("pointer").GetString());
        var cart = await api.Post(cast.Requester, $"{cast.Path}/carts", Lines(new { diagonale = "32", justification = "Montage vidéo" }));
        var request = await api.Post(cast.Requester, $"{cart.Location}/submit", at: cart, status: 201);
        story.Check("L'ensemble, ses deux écrans et sa station coûtent par mois", "17.00", request["monthlyTotal.amount"]);
        story.Check("La demande a une ligne", 1, request.Json.GetProperty("lines").GetArrayLength());
        await api.Post(cast.Approver, $"{request.Location}/approve", new { contentHash = request["contentHash"] }, request);
        var over = await api.Until(cast.Requester, request.Location, json => json.GetProperty("status").GetString() is "completed" or "partial" or "failed");
        var parts = over.Json.GetProperty("lines")[0].GetProperty("parts").EnumerateArray().ToArray();
        story.Check("Chaque élément est livré par sa propre commande", 2, parts.Count(part => part.GetProperty("status").GetString() == "completed" && part.GetProperty("orderId").ValueKind == JsonValueKind.String));
    }

    private static async Task<string> Offer(DemoApi api, string name, string price, object? form = null, object[]? parts = null)
    {
        var plan = await api.Post(Cast.Finance, "/v1/price-plans", new { name = name + " (tarif fictif)", validFrom = "2020-01-01", monthlyPerSeat = new { amount = price, currency = "CAD" } });
        var draft = await api.Post(Cast.ServiceManager, "/v1/offers", new
        {
            name,
            description = "Tarif fictif.",
            category = "Postes de travail",
            pricePlanId = plan.Id,
            form,
            parts = parts ?? [],
            plan = parts is null ? new object[] { new { key = "preparer", title = "Préparer", connector = "simulated", maxAttempts = 3, timeOut = "PT5M" } } : [],
        });
        return (await api.Publish(draft)).Id;
    }
}
