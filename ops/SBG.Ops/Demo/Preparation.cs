namespace SBG.Ops.Demo;

/// <summary>What the provider sets up: the public body, a price, a pool of licences, a promise, an offer.</summary>
/// <param name="PoolId">The pool.</param>
/// <param name="PolicyId">The service-level policy.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="People">Two employees.</param>
public sealed record Preparation(string PoolId, string PolicyId, string OfferId, IReadOnlyList<string> People)
{
    /// <summary>How many seats are bought.</summary>
    public const int Seats = 10;

    private static readonly (string Date, string Name)[] Holidays =
    [
        ("2026-12-24", "Veille de Noël"), ("2026-12-25", "Noël"), ("2026-12-28", "Lendemain de Noël"), ("2026-12-31", "Veille du jour de l'An"),
        ("2027-01-01", "Jour de l'An"), ("2027-01-04", "Lendemain du jour de l'An"), ("2027-03-26", "Vendredi saint"), ("2027-03-29", "Lundi de Pâques"),
    ];

    /// <summary>Sets it up.</summary>
    public static async Task<Preparation> Make(DemoApi api, Cast cast, Story story)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(cast);
        ArgumentNullException.ThrowIfNull(story);
        story.Chapter("Le fournisseur inscrit un organisme public");
        var client = await api.Post(Cast.Admin, "/v1/clients", new { id = cast.ClientId, name = "Cégep du Fjord (fictif)", neq = "1112345678", category = "education" });
        client = await api.Post(Cast.Admin, $"{cast.Path}/set-tax-regime", new { regime = "taxable" }, client);
        client = await api.Post(Cast.Admin, $"{cast.Path}/activate", at: client);
        story.Say($"« {client["name"]} », code {cast.ClientId}, régime de taxes décidé, actif.");
        var people = new List<string>();
        foreach (var (name, email) in new[] { ("Ana Tremblay", "ana.tremblay@cegep-fjord.example"), ("Chloé Bouchard", "chloe.bouchard@cegep-fjord.example") })
        {
            people.Add((await api.Post(cast.Manager, $"{cast.Path}/people", new { name, email, unit = "Direction des études" })).Id);
            story.Say($"{name} est connue du service ; son nom et son adresse sont scellés.");
        }

        story.Chapter("Le fournisseur compose son offre");
        var plan = await api.Post(
            Cast.Finance, "/v1/price-plans", new { name = "Suite bureautique (tarif fictif)", validFrom = "2020-01-01", monthlyPerSeat = new { amount = "42.00", currency = "CAD" } });
        var pool = await api.Post(
            Cast.ServiceManager, "/v1/licence-pools", new { name = "Suite bureautique", product = "suite-bureautique", pricePlanId = plan.Id, seats = Seats });
        story.Say($"Tarif : 42,00 $ par siège et par mois. Bassin : {pool["balance.purchased"]} sièges achetés.");
        var policy = await Promise(api, cast, story);
        var offer = await api.Post(Cast.ServiceManager, "/v1/offers", new
        {
            name = "Poste de travail avec suite bureautique",
            description = "Un poste préparé, une licence attribuée, une remise en main propre. Tarif fictif.",
            category = "Postes de travail",
            pricePlanId = plan.Id,
            licencePoolId = pool.Id,
            options = new[] { new { key = "taille", label = "Taille de l'écran", choices = new[] { "14", "16" }, required = true } },
            plan = new object[]
            {
                new { key = "preparer", title = "Préparer le poste", connector = "simulated", maxAttempts = 3, timeOut = "PT5M", settings = new { fault = "failOnce" } },
                new { key = "attribuer", title = "Attribuer une licence", connector = "licence", maxAttempts = 1, timeOut = "PT1M" },
                new { key = "remettre", title = "Remettre le poste", connector = "manual", maxAttempts = 1, timeOut = "P5D" },
            },
        });
        offer = await api.Publish(offer);
        story.Say($"« {offer["draft.name"]} », version {offer["currentVersion.version"]}, à {Story.Dollars(offer["currentVersion.monthlyPrice.amount"])} par mois : publiée, immuable.");
        return new(pool.Id, policy, offer.Id, people);
    }

    private static async Task<string> Promise(DemoApi api, Cast cast, Story story)
    {
        var calendar = await api.Post(Cast.ServiceManager, "/v1/calendars", new
        {
            name = "Heures de bureau du Québec",
            terms = new
            {
                timeZone = "America/Toronto",
                weekly = new[] { "monday", "tuesday", "wednesday", "thursday", "friday" }.Select(day => new { day, start = "08:00", end = "17:00" }),
                holidays = Holidays.Select(holiday => new { date = holiday.Date, name = holiday.Name }),
            },
        });
        var policy = await api.Post(Cast.ServiceManager, "/v1/service-level-policies", new
        {
            name = "Entente courante",
            validFrom = "2020-01-01T05:00:00Z",
            terms = new
            {
                calendarId = calendar.Id,
                calendarVersion = 1,
                pauseOnHold = true,
                targets = new[]
                {
                    new { priority = "p1", response = "PT15M", resolution = "PT5H" },
                    new { priority = "p2", response = "PT30M", resolution = "PT9H" },
                    new { priority = "p3", response = "PT2H", resolution = "PT27H" },
                    new { priority = "p4", response = "PT4H", resolution = "PT45H" },
                },
            },
        });
        var client = await api.Get(Cast.ServiceManager, cast.Path);
        await api.Post(Cast.ServiceManager, $"{cast.Path}/agree-service-level", new { policyId = policy.Id }, client);
        story.Say("Entente convenue : P1 en 5 h ouvrables, P2 en 9 h, P3 en 27 h, P4 en 45 h ; le chronomètre s'arrête pendant une attente.");
        return policy.Id;
    }
}
